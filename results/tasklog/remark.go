package tasklog

// A Kind is a kind of thing that is to be known of a log before its account is believed.
type Kind int

// The kinds of remarks. Count and Text of a Remark are what the comment of its kind says.
const (
	Cut           Kind = iota // the log ends in the middle of a record; Text: where
	Unread                    // Count of Of records that could not be read; Text: the first, and why
	NoEnd                     // the log does not say when the run ended: the last event is taken
	Unended                   // Count of Of tasks have no end: they are left out
	Running                   // Count tasks have no end: they are taken to run until the log ends
	Lost                      // Count of Of tasks that the log itself announces are not in it
	Compacted                 // the system has dropped older events: totals are lower bounds
	Full                      // the log holds no more than Of records, and is full: older tasks are gone
	Hidden                    // Count gaps look like attempts that the log does not show
	Cached                    // Count tasks took their answer from an earlier run and are left out
	Unstarted                 // Count tasks never began and are left out
	Clipped                   // Count times were below 0 and are taken as 0; Text: which
	Backwards                 // Count records lie earlier than the clock allows; Text: the first
	Builds                    // the log holds Of runs; the Count-th is taken
	Pools                     // the log holds Of pools of slots
	Wide                      // Count tasks took more than one slot
	Inferred                  // Count slots are not announced in the log but had tasks
	Rounded                   // times are rounded to the quantum; Text: which
	Between                   // tasks hold their slots longer than they work; Text: what lies between; Count of them are without it here
	Spans                     // what counts as a task was chosen; Text: how
	ClocksChanged             // moments have no zone, and within the log some clocks were changed; Text: where, on which day
	ClocksBack                // the same, and starts go back by about an hour once
	Together                  // Count of Of tasks were long at once and ended at once: the machine stood still
)

// A Remark is one thing that is to be known of a log. Its words are in package study.
type Remark struct {
	Kind  Kind
	Count int64
	Of    int64
	Text  string // a name or a place in the log, never a sentence
}

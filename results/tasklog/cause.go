package tasklog

// A Cause is what slot time was lost to.
type Cause int

// The causes. What is lost to the first three is the time of N−1 slots while one thing went on
// that no slot could share; what is lost to the others is counted slot by slot.
const (
	Start     Cause = iota // nothing ran and nothing waited, before the first task
	Driver                 // the same, between tasks: what divides the work decides what comes next
	End                    // the same, after the last task
	Spawn                  // tasks waited, and slots had not been used yet or were not there yet
	Dispatch               // tasks waited for slots that were free and had been used before
	Queue                  // both of these where the slots are shared with others, who may have had them
	Imbalance              // nothing was left to start while other slots still worked
	Released               // slots were not there while nothing waited for them
	Rework                 // attempts whose result was not used
	Inflation              // tasks that took longer than they would have alone
	Causes                 // how many causes there are
)

// Serial reports whether a cause is time in which no slot worked and none could.
func (c Cause) Serial() bool { return c <= End }

var causeNames = [Causes]string{
	"start", "driver", "end", "spawn", "dispatch", "queue", "imbalance", "released", "rework", "inflation",
}

// String returns the name of a cause, which is the same in every table and in JSON.
func (c Cause) String() string { return causeNames[c] }

// Told says how well one log tells what was lost to a cause.
type Told int

// The three ways. Dispatch, queue and rework are bounded: a run in one slot would have had some of
// them too, so that what N slots lost beyond it lies between nothing and all of it. Inflation is
// invisible: only a log of the same tasks in fewer slots can show that they are faster there.
const (
	Known Told = iota
	Bounded
	Invisible
)

var toldNames = [...]string{"known", "bounded", "invisible"}

// String returns the name of the way, as JSON has it.
func (t Told) String() string { return toldNames[t] }

// Told says how well one log tells what was lost to the cause.
func (c Cause) Told() Told {
	switch c {
	case Dispatch, Queue, Rework:
		return Bounded
	case Inflation:
		return Invisible
	}
	return Known
}

package study

import (
	"time"

	"serialfraction/results/tasklog"
	"serialfraction/results/timings/curves"
)

// A Question is what a person asks of logs, and what they know that the logs do not tell. The zero
// value asks the usual.
type Question struct {
	Slots   []int           // N of each run, in their order; where one is 0 or missing, as the log tells, or as it shows
	Wall    time.Duration   // what the whole job took by another clock; 0 = unknown. What the log does not span of it is taken to lie before the first task
	Ask     []int           // numbers of slots to replay; nil = from half to eight times N
	Also    []int           // more numbers of slots to replay
	Without []tasklog.Cause // as if these had lost nothing: Start, Driver, End, Spawn, Dispatch
	AtMost  time.Duration   // as if no task took longer, each longer one cut into equal parts; 0 = as they are
}

// A Study is the answer. Fields that are pointers are nil, and null in JSON, where there is no answer.
type Study struct {
	Schema  int    `json:"schema"`
	Verdict string `json:"verdict"`
	Tells   bool   `json:"tells"` // false: the verdict begins with "Cannot tell"

	Format  string   `json:"format"`
	Sources []string `json:"sources"` // the files; what follows is of the first, which has the most slots, but for Sweep
	Pool    string   `json:"pool"`    // of slots, where the log has several; "" otherwise

	WallSeconds   float64 `json:"wall_seconds"`
	Slots         int     `json:"slots"` // N
	SlotsInferred bool    `json:"slots_inferred"`
	SlotsSeen     int     `json:"slots_seen"` // the most that tasks took at once
	SlotsMean     float64 `json:"slots_mean"` // that were there
	SlotsLeft     int     `json:"slots_left"` // that had gone when the last task began
	Tasks         int     `json:"tasks"`
	Unused        int     `json:"attempts_not_used"` // of Tasks
	Stages        int     `json:"stages"`
	QuantumSecond float64 `json:"clock_step_seconds"`

	T1Seconds       float64 `json:"t1_seconds"`
	SerialSeconds   float64 `json:"serial_seconds"`
	BusySeconds     float64 `json:"busy_slot_seconds"`
	OverlapSeconds  float64 `json:"overlap_slot_seconds"`
	LongestSeconds  float64 `json:"longest_task_seconds"`
	CriticalSeconds float64 `json:"critical_path_seconds"`
	Parts           []Part  `json:"parts"` // what the tasks spent their time on, where the log tells

	Fraction *Bounds  `json:"accounted_serial_fraction"`
	Faster   []Faster `json:"if_tasks_ran_faster_alone"`
	Waiting  *float64 `json:"if_tasks_took_their_cpu_time"` // the serial fraction then
	CPUs     *float64 `json:"cpus_in_the_mean"`             // that tasks used while any ran; nil where the log does not tell
	Causes   []Cause  `json:"causes"`

	Costly  []Stage  `json:"costly_stages"` // those that lost most, first
	Longest []Task   `json:"longest_tasks"` // longest first
	Course  []Moment `json:"course"`        // what the N slots did in the course of the run

	Dispatcher  *Dispatcher `json:"dispatcher"` // what starting tasks took
	OwnSeconds  float64     `json:"replay_of_the_log_seconds"`
	OwnError    float64     `json:"replay_of_the_log_error"` // of WallSeconds: 0.01 is 1 % too long
	Changed     bool        `json:"replay_changed"`          // Replay is of the run as the question changes it, and all else as it was
	Replay      []Forecast  `json:"replay"`
	NoiseOfRuns *float64    `json:"noise"` // half the width that runs at one N scatter over, as a share of T; null: it is assumed
	Knee        *float64    `json:"knee_slots"`
	Path        []string    `json:"critical_path"` // names of stages

	Sweep *Sweep           `json:"sweep"` // of several logs
	Fit   *curves.Analysis `json:"fit"`   // the law of the times of several logs; null where there is none
	Pools []*Study         `json:"pools"` // of a log with several pools of slots: one study each

	Warnings []string `json:"warnings"`
	Doubts   []Doubt  `json:"doubts"` // why it cannot be told; empty where Tells
	Next     Next     `json:"next"`
}

// Bounds is a number that the log tells between two ends.
type Bounds struct {
	Value float64 `json:"value"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

// A Cause is what slot time was lost to. SerialFraction is nil for what one log cannot show, and
// where there is no serial fraction.
type Cause struct {
	Name           string   `json:"name"`
	SlotSeconds    float64  `json:"slot_seconds"`
	WallSeconds    float64  `json:"wall_seconds"` // SlotSeconds/N: what the run would be shorter by if N slots had used it; of serial time, the time itself
	SerialFraction *float64 `json:"serial_fraction"`
	Lo             *float64 `json:"lo"`
	Hi             *float64 `json:"hi"`
	Told           string   `json:"told"` // known, bounded, invisible
	Says           string   `json:"says"` // what it was in this run

	Cause tasklog.Cause `json:"-"`
}

// Faster is the serial fraction if tasks ran faster alone by a factor, which one log cannot tell.
type Faster struct {
	Factor         float64 `json:"factor"`
	SerialFraction float64 `json:"serial_fraction"`
}

// A Part is what tasks spent time on, summed over all of them.
type Part struct {
	Name    string  `json:"name"`
	Seconds float64 `json:"seconds"`
	Beside  bool    `json:"beside"` // it overlaps other parts
}

// A Stage is what a stage took and lost, in slot-seconds but for Span and Longest.
type Stage struct {
	Name      string  `json:"name"`
	Tasks     int     `json:"tasks"`
	Busy      float64 `json:"busy_slot_seconds"`
	Span      float64 `json:"span_seconds"`
	Longest   float64 `json:"longest_task_seconds"`
	Waiting   float64 `json:"waiting_slot_seconds"`   // its tasks waited for slots
	Imbalance float64 `json:"imbalance_slot_seconds"` // nothing was left to start while it ran
	Quantised float64 `json:"quantised_slot_seconds"` // of Imbalance: its tasks do not divide by N
	ByLongest float64 `json:"longest_slot_seconds"`   // of Imbalance: its longest task is longer than an even share
}

// A Task is one of the longest.
type Task struct {
	Key     string  `json:"key"`
	Stage   string  `json:"stage"`
	Start   float64 `json:"start_seconds"` // from the begin of the run
	Seconds float64 `json:"seconds"`
}

// A Moment is what the N slots did in a part of the run: numbers of slots in its mean, which add up to N.
type Moment struct {
	From     float64 `json:"from_seconds"`
	To       float64 `json:"to_seconds"`
	Busy     float64 `json:"busy"`
	Rework   float64 `json:"rework"`
	Serial   float64 `json:"serial"`
	Waiting  float64 `json:"waiting"`
	Idle     float64 `json:"idle"`
	Released float64 `json:"released"`
}

// A Dispatcher is what starts tasks.
type Dispatcher struct {
	Spacing *Bounds `json:"spacing_seconds"` // between two starts while a slot was free; nil: the log shows too few
	Gap     Bounds  `json:"gap_seconds"`     // what a slot waits that a task has left
	Hidden  int     `json:"hidden_attempts"` // gaps that look like attempts which the log does not show
}

// A Forecast is what the run would have taken in other slots.
type Forecast struct {
	Slots    int     `json:"slots"`
	Seconds  float64 `json:"seconds"`
	Lo       float64 `json:"lo"`
	Hi       float64 `json:"hi"`
	AtLeast  float64 `json:"at_least_seconds"` // by no order of the tasks is it shorter
	Beyond   bool    `json:"beyond"`           // more slots than the log can tell of
	Measured bool    `json:"measured"`         // a log has this N
	Doubt    Doubt   `json:"doubt"`            // why it is not to be relied on: BeyondLog, DispatcherBound, HiddenAttempts, NoOrder, ReplayOff, TooNarrow; "" where nothing is known against it
}

// A Sweep is what several logs of one job tell together.
type Sweep struct {
	T1Seconds   float64    `json:"t1_seconds"`
	T1Measured  bool       `json:"t1_measured"`             // a log has one slot; else T1 is the work of those with the fewest
	WorkSeconds float64    `json:"work_seconds"`            // serial time and time of tasks in the logs with the fewest slots
	Points      []SweepRow `json:"points"`                  // ascending N
	Runs        []SweepRun `json:"runs"`                    // every log: the points of a law
	Negative    []int      `json:"negative_dispatch_slots"` // N at which starting tasks took less than with one slot
}

// A SweepRow is what the logs at one N tell, in their mean.
type SweepRow struct {
	Slots          int         `json:"slots"`
	Runs           int         `json:"runs"`
	WallSeconds    float64     `json:"wall_seconds"`
	BusySeconds    float64     `json:"busy_slot_seconds"`
	SerialFraction *float64    `json:"serial_fraction"`         // nil at N = 1
	OfWork         *float64    `json:"serial_fraction_of_work"` // with WorkSeconds in the place of T1
	Causes         []CausePart `json:"causes"`                  // add up to SerialFraction
}

// A CausePart is what a cause adds to a serial fraction.
type CausePart struct {
	Name           string  `json:"name"`
	SerialFraction float64 `json:"serial_fraction"`
}

// A SweepRun is the time of one log.
type SweepRun struct {
	Source  string  `json:"source"`
	Slots   int     `json:"slots"`
	Seconds float64 `json:"seconds"`
}

// A Doubt is a reason why a log cannot tell.
type Doubt string

// The reasons.
const (
	LostEvents      Doubt = "lost-events"      // the log announces tasks that are not in it
	DispatcherBound Doubt = "dispatcher-bound" // what starts tasks may hide how many slots there were
	WideBounds      Doubt = "wide-bounds"      // what one slot would have lost too is most of it
	SeveralPools    Doubt = "several-pools"    // there is one answer for each pool
	OneSlot         Doubt = "one-slot"         // there is no serial fraction at N = 1
	BeyondLog       Doubt = "beyond-the-log"   // of a forecast: many more slots than the log had
	HiddenAttempts  Doubt = "hidden-attempts"  // of a forecast: the log seems not to show all that ran
	ReplayOff       Doubt = "replay-off"       // of a forecast: the log's own time does not come out again
	NoOrder         Doubt = "no-order"         // of a forecast: the log does not tell what its tasks waited for
	TooNarrow       Doubt = "too-narrow"       // of a forecast: a task took more slots than that
	CoarseClock     Doubt = "coarse-clock"     // tasks are hardly longer than a step of the log's clock
	NoWork          Doubt = "no-work"          // no task took any time, or none was of use
)

// A Next is the step that would tell most. Of its fields one is set, or none.
type Next struct {
	LogAt     int     `json:"log_at_slots"`     // a log of the same job in so many slots
	TellSlots bool    `json:"tell_slots"`       // how many slots there were
	TellWall  bool    `json:"tell_wall"`        // what the whole job took
	PickPool  string  `json:"pick_pool"`        // only the tasks of this pool
	Stages    bool    `json:"tell_stages"`      // which tasks are a stage, and wait for those before it
	Split     float64 `json:"split_at_seconds"` // tasks longer than that into parts
	Shorten   string  `json:"shorten"`          // what this cause takes, by its name
	First     bool    `json:"longest_first"`    // start the longest tasks first
	Bundle    bool    `json:"bundle_tasks"`     // put several tasks into one start
}

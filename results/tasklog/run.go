package tasklog

// Unknown stands for a time, a stage or a slot that a log does not tell.
const Unknown = -1

// A Run is one run of a job, as its log has it. All times are nanoseconds on the clock of the
// log, from any beginning; only their differences count. A reader fills it and keeps nothing of
// it; whoever has it owns it.
type Run struct {
	Format string // the name of the reader, such as "spark"
	Source string // the file, for messages

	From, To int64 // the run: from its begin to its end, as far as the log spans it
	Quantum  int64 // the step of the clock of the log, at least 1

	Slots     []Slots  // the periods in which slots were there, in any order; nil where the log does not tell
	Tasks     []Task   // in any order
	Stages    []Stage  // of the tasks; at least one where there is a task
	Pools     []string // of slots that no task can change between, by name; nil where there is one
	BySlot    bool     // Slot of every task is told, so that what each slot waited for is known
	SlotCPUs  int32    // the CPUs that each slot has, where the log tells and they are several; 0 else
	Unordered bool     // what a task waited for is not told: its Ready is its start
	Shared    bool     // the slots are a cluster's, and a task that is ready waits in a queue with those of others

	Parts   []Part   // what the time of all tasks was made of, where the log tells
	Remarks []Remark // what is to be known of the log
}

// Slots is a number of slots that were there for a time.
type Slots struct {
	From, To int64
	Count    int
	Pool     int32 // of Run.Pools
}

// A Task is one attempt at a piece of work, in one slot or in Weight of them.
type Task struct {
	Start, End int64
	Ready      int64 // when it could have begun; Unknown: with its stage
	CPU        int64 // its CPU time, ns; Unknown where the log does not tell

	Stage  int32 // of Run.Stages
	Slot   int32 // its slot, numbered by the reader; Unknown where the log does not tell
	Weight int32 // the slots that it took, at least 1
	Pool   int16 // of Run.Pools
	Unused bool  // failed, killed, or overtaken by another attempt: its result was not used

	Key string // what names the same task in another log of the job; "" where nothing does
}

// A Stage is a group of tasks that could begin at the same time.
type Stage struct {
	Name  string
	Ready int64   // when its first task could begin; Unknown: when its first task did
	After []int32 // the stages that had to be over; nil where the log does not tell
}

// A Part is one of the things that tasks spent their time on, summed over all tasks.
type Part struct {
	Name        string // in the words of the system that wrote the log: "deserialize"
	Nanoseconds int64
	Beside      bool // it overlaps other parts, so it is evidence and no part of a sum
}

// StagesReady returns when each stage was ready.
func (r *Run) StagesReady() []int64 {
	ready := make([]int64, len(r.Stages))
	for i, s := range r.Stages {
		ready[i] = s.Ready
	}
	for i := range r.Tasks {
		t := &r.Tasks[i]
		if r.Stages[t.Stage].Ready == Unknown && (ready[t.Stage] == Unknown || t.Start < ready[t.Stage]) {
			ready[t.Stage] = t.Start
		}
	}
	return ready
}

// ReadyAt returns when the task could have begun, which is never after it did: where the log has
// it so, two clocks differ. Stages are as StagesReady returns them.
func (t *Task) ReadyAt(stages []int64) int64 {
	if t.Ready == Unknown {
		return min(t.Start, stages[t.Stage])
	}
	return min(t.Start, t.Ready)
}

// Length returns how long the task took, which is never below 0.
func (t *Task) Length() int64 { return max(0, t.End-t.Start) }

// Slots returns how many slots the task took, at least 1.
func (t *Task) Slots() int { return max(1, int(t.Weight)) }

// Span returns the run's begin and end, which no task goes beyond.
func (r *Run) Span() (from, to int64) {
	from, to = r.From, max(r.From, r.To)
	for i := range r.Tasks {
		from, to = min(from, r.Tasks[i].Start), max(to, r.Tasks[i].Start, r.Tasks[i].End)
	}
	return from, to
}

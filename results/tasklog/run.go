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

	Slots  []Slots  // the periods in which slots were there, in any order; nil where the log does not tell
	Tasks  []Task   // in any order
	Stages []Stage  // of the tasks; at least one where there is a task
	Pools  []string // of slots that no task can change between, by name; nil where there is one

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
	Ready      int64 // when it could have begun: see ReadyByStage
	CPU        int64 // its CPU time, ns; Unknown where the log does not tell

	Stage  int32 // of Run.Stages
	Pool   int32 // of Run.Pools
	Slot   int32 // its slot, numbered by the reader; Unknown where the log does not tell
	Weight int32 // the slots that it took, at least 1
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

// ReadyByStage sets Ready of every task that has Unknown there to when its stage was ready. A
// stage that does not know when it was is ready when its first task began.
func (r *Run) ReadyByStage() {
	first := make([]int64, len(r.Stages))
	for i, s := range r.Stages {
		first[i] = s.Ready
	}
	for _, t := range r.Tasks {
		if r.Stages[t.Stage].Ready == Unknown && (first[t.Stage] == Unknown || t.Start < first[t.Stage]) {
			first[t.Stage] = t.Start
		}
	}
	for i := range r.Stages {
		r.Stages[i].Ready = first[i]
	}
	for i := range r.Tasks {
		if t := &r.Tasks[i]; t.Ready == Unknown {
			t.Ready = min(t.Start, first[t.Stage])
		}
	}
}

package logs

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"serialfraction/harness"
	"serialfraction/results/tasklog"
)

// A sparkLog is what has been read of an event log. Beside the tasks it keeps 12 bytes for each, and
// what is running.
type sparkLog struct {
	*gathering
	began, ended int64 // the application; Unknown where the log does not have it
	events       sparkSpanSeen

	local    bool
	taskCPUs int64
	profiles map[int64]int64 // CPUs of a task, by the resource profile

	executors  []sparkExecutor
	executorOf map[string]int32 // the newest of each ID

	jobs    []sparkJob
	jobOf   map[int64]int // the newest of each ID
	sparks  []sparkStage  // by the number of the stage in the run
	stageOf map[sparkStageID]int32

	running map[int64]sparkAttempt // by the ID of the task
	marks   []sparkMark            // of each task of the run
	seen    indexSet
	again   map[[2]int32][]int32 // the attempts at each (stage, index) that has several
	parts   sparkParts
}

// A sparkSpanSeen is from when to when events tell of something.
type sparkSpanSeen struct{ first, last int64 }

func (e *sparkSpanSeen) see(at int64) {
	if at != tasklog.Unknown {
		e.first, e.last = min(e.first, at), max(e.last, at)
	}
}

type sparkExecutor struct {
	id             string
	added, removed int64 // Unknown where the log does not tell
	cores, profile int64 // cores is 0 where it was never added
}

type sparkJob struct {
	id, from, to int64
	stages       []int64
}

// A sparkStageID names an attempt at a stage, which is a stage of its own: the tasks of the next wait
// for what the last lost.
type sparkStageID struct{ stage, attempt int64 }

type sparkStage struct {
	id                sparkStageID
	name              string
	parents           []int64
	submitted         int64
	tasks, profile    int64
	completed, failed bool
}

// A sparkMark is what is kept of an attempt beside its task.
type sparkMark struct {
	index, executor int32
	speculative     bool
}

func newSparkLog() *sparkLog {
	return &sparkLog{
		gathering: newGathering(sparkQuantum), began: tasklog.Unknown, ended: tasklog.Unknown, events: sparkSpanSeen{math.MaxInt64, math.MinInt64}, taskCPUs: 1,
		profiles: map[int64]int64{}, jobOf: map[int64]int{}, executorOf: map[string]int32{}, stageOf: map[sparkStageID]int32{},
		running: map[int64]sparkAttempt{}, seen: indexSet{}, again: map[[2]int32][]int32{},
	}
}

// executor returns the number of an executor, which is new where it was never added.
func (l *sparkLog) executor(id []byte) int32 {
	i, ok := l.executorOf[string(id)]
	if !ok {
		i = l.addExecutor(string(id), sparkExecutor{added: tasklog.Unknown, removed: tasklog.Unknown})
	}
	return i
}

func (l *sparkLog) addExecutor(id string, e sparkExecutor) int32 {
	e.id = id
	i := int32(len(l.executors))
	l.executorOf[id] = i
	l.executors = append(l.executors, e)
	return i
}

// numberOf returns the number of a stage in the run, which is new where no event told of it.
func (l *sparkLog) numberOf(id sparkStageID) int32 {
	i, ok := l.stageOf[id]
	if !ok {
		i = int32(len(l.sparks))
		l.stageOf[id] = i
		l.sparks = append(l.sparks, sparkStage{id: id, submitted: tasklog.Unknown})
	}
	return i
}

// setStage takes what the newest event tells of a stage.
func (l *sparkLog) setStage(id sparkStageID, s sparkStage) {
	old := &l.sparks[l.numberOf(id)]
	if s.submitted == tasklog.Unknown {
		s.submitted = old.submitted
	}
	s.id, s.completed, s.failed = id, s.completed || old.completed, s.failed || old.failed
	*old = s
}

// addAttempt adds an attempt that has ended.
func (l *sparkLog) addAttempt(a sparkAttempt) {
	stage := l.numberOf(a.stage)
	if a.index > math.MaxInt32 {
		a.index = tasklog.Unknown
	}
	l.parts.add(&a)
	at := int32(len(l.gathering.run.Tasks))
	l.add(tasklog.Task{
		Start: a.launch, End: a.finish, Ready: tasklog.Unknown, CPU: a.metrics.cpu,
		Stage: stage, Slot: tasklog.Unknown, Unused: a.unused,
	}, "task", int(a.id))
	l.marks = append(l.marks, sparkMark{int32(a.index), a.executor, a.speculative})
	if key := [2]int32{stage, int32(a.index)}; a.index != tasklog.Unknown && l.seen.has(key) {
		l.again[key] = append(l.again[key], at)
	}
}

// run makes the run of what was read.
func (l *sparkLog) run(o Options) (*tasklog.Run, error) {
	r := l.gathering.run
	l.unended()
	if len(r.Tasks) == 0 {
		return l.finish(), nil
	}
	r.From, r.To = l.began, l.ended
	if l.began == tasklog.Unknown {
		r.From = l.events.first
	}
	if l.ended == tasklog.Unknown {
		r.To = l.events.last
		l.remark(tasklog.NoEnd, 0, 0, "")
	}
	r.To = max(r.To, r.From)
	l.attempts()
	l.name(r)
	l.slots(r)
	l.loss()
	r.Parts = l.parts.parts()
	if l.parts.clipped > 0 {
		l.remark(tasklog.Clipped, l.parts.clipped, int64(len(r.Tasks)), "scheduler delay")
	}
	if err := l.only(r, o.Only); err != nil {
		return nil, err
	}
	ranStages(r)
	return l.finish(), nil
}

// ranStages leaves the stages that have a task.
func ranStages(r *tasklog.Run) {
	const none = -1
	numbers := slices.Repeat([]int32{none}, len(r.Stages))
	for _, t := range r.Tasks {
		numbers[t.Stage] = 0
	}
	var stages []tasklog.Stage
	for i, s := range r.Stages {
		if numbers[i] != none {
			numbers[i] = int32(len(stages))
			stages = append(stages, s)
		}
	}
	for i := range stages {
		var after []int32
		for _, before := range stages[i].After {
			if n := numbers[before]; n != none {
				after = append(after, n)
			}
		}
		stages[i].After = after
	}
	for i := range r.Tasks {
		r.Tasks[i].Stage = numbers[r.Tasks[i].Stage]
	}
	r.Stages = stages
}

// unended counts the attempts that have no end. They are left out: how long they would have taken the
// log does not tell.
func (l *sparkLog) unended() {
	if n := int64(len(l.running)); n > 0 {
		l.remark(tasklog.Unended, n, n+int64(len(l.gathering.run.Tasks)), "")
	}
}

// attempts decides where a task was tried several times: the first success is used, and an attempt
// is ready when the one before it ended, or at once where it is a copy of one that runs.
func (l *sparkLog) attempts() {
	if len(l.again) == 0 {
		return
	}
	tasks := l.gathering.run.Tasks
	for i, m := range l.marks {
		key := [2]int32{tasks[i].Stage, m.index}
		if others, several := l.again[key]; several && int32(i) < others[0] { // the first of all, which is in no order with them yet
			l.again[key] = append(others, int32(i))
		}
	}
	for _, attempts := range l.again {
		slices.SortFunc(attempts, func(a, b int32) int {
			return cmp.Or(cmp.Compare(tasks[a].Start, tasks[b].Start), cmp.Compare(tasks[a].End, tasks[b].End), cmp.Compare(a, b))
		})
		used := -1
		for k, i := range attempts {
			t := &tasks[i]
			if !t.Unused && (used < 0 || t.End < tasks[attempts[used]].End) {
				used = k
			}
			if k > 0 {
				t.Ready = l.readyAgain(attempts[:k], i)
			}
		}
		for k, i := range attempts {
			tasks[i].Unused = k != used
		}
	}
}

// readyAgain returns when an attempt could begin that has others before it.
func (l *sparkLog) readyAgain(before []int32, attempt int32) int64 {
	tasks := l.gathering.run.Tasks
	start := tasks[attempt].Start
	ready := int64(tasklog.Unknown)
	for _, i := range before {
		if end := tasks[i].End; end <= start {
			ready = max(ready, end)
		}
	}
	if l.marks[attempt].speculative || ready == tasklog.Unknown {
		return start
	}
	return ready
}

// name names the stages, by their number in Spark, and the tasks, by their index in the stage.
func (l *sparkLog) name(r *tasklog.Run) {
	latest := map[int64]int32{} // attempt at each stage so far
	r.Stages = make([]tasklog.Stage, len(l.sparks))
	for i, s := range l.sparks {
		name := strconv.FormatInt(s.id.stage, 10)
		if s.id.attempt > 0 {
			name += "." + strconv.FormatInt(s.id.attempt, 10)
		}
		if s.name != "" {
			name += " " + s.name
		}
		r.Stages[i] = tasklog.Stage{Name: name, Ready: s.submitted}
		for _, parent := range append(s.parents, s.id.stage) {
			if before, ran := latest[parent]; ran {
				r.Stages[i].After = append(r.Stages[i].After, before)
			}
		}
		latest[s.id.stage] = int32(i)
	}
	var names decimals
	for i, m := range l.marks {
		if m.index >= 0 {
			r.Tasks[i].Key = names.of(m.index)
		}
	}
}

// loss counts the tasks that a stage which was completed announces and that did not end in the log:
// Spark drops events where its queue is full.
func (l *sparkLog) loss() {
	ended := make([]int64, len(l.sparks))
	for _, t := range l.gathering.run.Tasks {
		if !t.Unused {
			ended[t.Stage]++
		}
	}
	var lost, announced int64
	for i, s := range l.sparks {
		if s.completed && !s.failed {
			announced += s.tasks
			lost += max(s.tasks-ended[i], 0)
		}
	}
	if lost > 0 {
		l.remark(tasklog.Lost, lost, announced, "")
	}
}

// only leaves the tasks of some jobs, and the time from the first of these to the last.
func (l *sparkLog) only(r *tasklog.Run, jobs []int) error {
	if jobs == nil {
		return nil
	}
	from, to := int64(math.MaxInt64), int64(math.MinInt64)
	stages := map[int32]bool{}
	for _, id := range jobs {
		at := slices.IndexFunc(l.jobs, func(j sparkJob) bool { return j.id == int64(id) })
		if at < 0 {
			return &harness.FlagError{Flag: "only", Value: strconv.Itoa(id), Want: l.jobsThere()}
		}
		j := l.jobs[at]
		if j.to == tasklog.Unknown {
			j.to = r.To
		}
		from, to = min(from, max(j.from, r.From)), max(to, j.to)
		for i, s := range l.sparks {
			if slices.Contains(j.stages, s.id.stage) && j.from <= s.submitted && s.submitted <= j.to {
				stages[int32(i)] = true
			}
		}
	}
	r.From, r.To = from, max(from, to)
	r.Slots = slices.DeleteFunc(r.Slots, func(s tasklog.Slots) bool { return s.To <= r.From || r.To <= s.From }) // gone before, or came later
	r.Tasks = slices.DeleteFunc(r.Tasks, func(t tasklog.Task) bool { return !stages[t.Stage] })
	return nil
}

// jobsThere says which jobs may be chosen.
func (l *sparkLog) jobsThere() string {
	if len(l.jobs) == 0 {
		return "the log has no jobs: leave it out"
	}
	least, most := l.jobs[0].id, l.jobs[0].id
	for _, j := range l.jobs {
		least, most = min(least, j.id), max(most, j.id)
	}
	return "the log has the jobs from " + strconv.FormatInt(least, 10) + " to " + strconv.FormatInt(most, 10) + ": type one of them"
}

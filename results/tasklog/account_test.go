package tasklog_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/results/tasklog"
)

// anyRun draws a run of any tasks, slots and times that may be ready.
func anyRun(t *rapid.T) *tasklog.Run {
	stages := rapid.IntRange(1, 3).Draw(t, "stages")
	r := &tasklog.Run{From: 0, To: int64(rapid.IntRange(0, 60).Draw(t, "to")), Quantum: 1,
		Stages: make([]tasklog.Stage, stages), Shared: rapid.Bool().Draw(t, "shared")}
	time := func(name string) int64 { return int64(rapid.IntRange(0, 60).Draw(t, name)) }
	for i := range r.Stages {
		r.Stages[i].Ready = time("stage ready") - 1
	}
	for range rapid.IntRange(1, 12).Draw(t, "tasks") {
		start := time("start")
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + time("length") - 3, Ready: time("ready") - 1,
			CPU: tasklog.Unknown, Stage: int32(rapid.IntRange(0, stages-1).Draw(t, "stage")), Slot: tasklog.Unknown,
			Weight: int32(rapid.IntRange(0, 3).Draw(t, "weight")), Unused: rapid.Bool().Draw(t, "unused")})
	}
	for range rapid.IntRange(0, 4).Draw(t, "periods") {
		r.Slots = append(r.Slots, tasklog.Slots{From: time("from"), To: time("to"), Count: rapid.IntRange(0, 4).Draw(t, "count")})
	}
	return r
}

func account(t *rapid.T, r *tasklog.Run, slots int) *tasklog.Account {
	a, err := r.Account(slots)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// same leaves out the sums in floating point of the stages.
func same(a, b *tasklog.Account) bool {
	a.Stages, b.Stages = nil, nil
	x, y := *a, *b
	return x.Lost == y.Lost && x.Busy == y.Busy && x.Overlap == y.Overlap && x.Serial == y.Serial &&
		x.Wall == y.Wall && x.Slots == y.Slots && x.Seen == y.Seen && x.Tasks == y.Tasks
}

// Whatever a log says, N·T is T1 and what the causes lost, to the nanosecond, and the shares of
// the causes add up to the serial fraction.
func TestIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRun(t)
		a := account(t, r, rapid.IntRange(0, 9).Draw(t, "slots"))
		sum, shares := a.T1(), 0.0
		for c := tasklog.Start; c < tasklog.Causes; c++ {
			sum = sum.Plus(a.Lost[c])
			share, _ := a.Share(c)
			shares += share
		}
		if sum != a.Total() {
			t.Fatalf("T1 and what was lost are %v, N·T is %v", sum, a.Total())
		}
		e, ok := a.Fraction()
		low, lowOK := a.Low()
		if ok != lowOK && ok || low > e+1e-12 {
			t.Fatalf("e is %v (%v) and at least %v (%v)", e, ok, low, lowOK)
		}
		if d := shares - e; d > 1e-9*(1+e) || d < -1e-9*(1+e) {
			t.Fatalf("the shares add up to %v, e is %v", shares, e)
		}
		if ok && e < -1e-12 {
			t.Fatalf("e = %v", e)
		}
	})
}

// The order of the lines and the time at which a clock begins change nothing, and neither does
// the slot that a task is put in: the account has no slots, only counts.
func TestOrderAndClockDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRun(t)
		slots := rapid.IntRange(0, 9).Draw(t, "slots")
		by := int64(rapid.IntRange(10, 1<<40).Draw(t, "later"))
		other := *r
		other.From, other.To = r.From+by, r.To+by
		other.Stages, other.Tasks, other.Slots = nil, nil, nil
		for _, s := range r.Stages {
			if s.Ready != tasklog.Unknown {
				s.Ready += by
			}
			other.Stages = append(other.Stages, s)
		}
		for i, task := range r.Tasks {
			task.Start, task.End, task.Slot = task.Start+by, task.End+by, int32(i)
			if task.Ready != tasklog.Unknown {
				task.Ready += by
			}
			other.Tasks = append(other.Tasks, task)
		}
		for _, s := range r.Slots {
			other.Slots = append(other.Slots, tasklog.Slots{From: s.From + by, To: s.To + by, Count: s.Count})
		}
		shuffle := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		shuffle.Shuffle(len(other.Tasks), func(i, j int) { other.Tasks[i], other.Tasks[j] = other.Tasks[j], other.Tasks[i] })
		shuffle.Shuffle(len(other.Slots), func(i, j int) { other.Slots[i], other.Slots[j] = other.Slots[j], other.Slots[i] })
		if a, b := account(t, r, slots), account(t, &other, slots); !same(a, b) {
			t.Fatalf("%+v\n%+v", a, b)
		}
	})
}

// A task that is cut in two, the second ready and begun when the first ends, changes no amount.
func TestCutTasks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := anyRun(t)
		slots := rapid.IntRange(1, 9).Draw(t, "slots")
		other := *r
		other.Tasks = nil
		for _, task := range r.Tasks {
			if task.End-task.Start < 2 {
				other.Tasks = append(other.Tasks, task)
				continue
			}
			first, second := task, task
			first.End = task.Start + 1
			second.Start, second.Ready = first.End, first.End
			other.Tasks = append(other.Tasks, first, second)
		}
		readyByStage(r)
		other.Stages = r.Stages
		for i := range other.Tasks {
			if other.Tasks[i].Ready == tasklog.Unknown {
				other.Tasks[i].Ready = min(other.Tasks[i].Start, r.Stages[other.Tasks[i].Stage].Ready)
			}
		}
		a, b := account(t, r, slots), account(t, &other, slots)
		if a.Lost != b.Lost || a.Busy != b.Busy || a.Serial != b.Serial {
			t.Fatalf("%+v\n%+v", a, b)
		}
	})
}

// What was planted in a run comes back, cause by cause and to the nanosecond.
func TestPlantsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(t, name) }
		p := plant{n: draw("N", 1, 40), rounds: draw("rounds", 1, 5), start: int64(draw("start", 0, 1e9)), driver: int64(draw("driver", 0, 1e9)),
			end: int64(draw("end", 0, 1e9)), d: int64(draw("d", 0, 1e6)), l: int64(draw("l", 0, 1e6)), skew: int64(draw("skew", 0, 1e9)), retry: int64(draw("retry", 0, 1e9))}
		p.length = int64(p.n)*p.d + int64(draw("length", 1, 1e9))
		p.retry = min(p.retry, p.length)
		r, want := p.run()
		a := account(t, r, p.n)
		if a.Lost != want.Lost || a.Busy != want.Busy || a.Serial != want.Serial {
			t.Fatalf("%+v\nis accounted as\n%+v\nwant\n%+v", p, a, want)
		}
	})
}

// A plant is a job of two stages of rounds×n tasks on n slots of which everything is known.
type plant struct {
	n, rounds          int
	start, driver, end int64 // nothing to run
	d                  int64 // each slot starts so long after the one before it
	l                  int64 // a slot is free so long between two tasks
	length             int64 // of a task, at least n·d, so that the first slot works while the last one starts
	skew               int64 // the last task of the last slot is longer by this
	retry              int64 // the first task of the first slot fails after so long, at most length, so that none is done before it, and is repeated at once
}

func (p plant) run() (*tasklog.Run, tasklog.Account) {
	r := &tasklog.Run{Quantum: 1, Stages: make([]tasklog.Stage, 2)}
	var want tasklog.Account
	lose := func(c tasklog.Cause, n int, t int64) { want.Lost[c] = want.Lost[c].Plus(tasklog.Of(n, t)) }
	now := p.start
	lose(tasklog.Start, p.n-1, p.start)
	for stage := range r.Stages {
		r.Stages[stage].Ready = now
		var ends []int64
		for slot := range p.n {
			at := now + int64(slot)*p.d
			if stage == 0 {
				lose(tasklog.Spawn, 1, at-now)
			} else {
				lose(tasklog.Dispatch, 1, at-now)
			}
			for round := range p.rounds {
				task := tasklog.Task{Stage: int32(stage), Start: at, Ready: tasklog.Unknown, Weight: 1, CPU: tasklog.Unknown}
				if slot == 0 && round == 0 && p.retry > 0 {
					task.End, task.Unused = at+p.retry, true
					r.Tasks = append(r.Tasks, task)
					lose(tasklog.Rework, 1, p.retry)
					task.Start, task.Ready, task.Unused = task.End, task.End, false
				}
				task.End = task.Start + p.length
				if slot == p.n-1 && round == p.rounds-1 {
					task.End += p.skew
				}
				r.Tasks = append(r.Tasks, task)
				want.Busy = want.Busy.Plus(tasklog.Of(1, task.End-task.Start))
				at = task.End + p.l
				if round < p.rounds-1 {
					lose(tasklog.Dispatch, 1, p.l)
				}
			}
			ends = append(ends, at-p.l)
		}
		last := now
		for _, end := range ends {
			last = max(last, end)
		}
		for _, end := range ends {
			lose(tasklog.Imbalance, 1, last-end)
		}
		now = last
		if stage == 0 {
			now += p.driver
			lose(tasklog.Driver, p.n-1, p.driver)
		}
	}
	lose(tasklog.End, p.n-1, p.end)
	r.To = now + p.end
	want.Serial = p.start + p.driver + p.end
	return r, want
}

// The amounts of very many slots for a very long time are exact.
func TestAmountsBeyond64Bits(t *testing.T) {
	const day = 86400e9
	r := &tasklog.Run{To: 30 * day, Quantum: 1, Stages: make([]tasklog.Stage, 1),
		Tasks: []tasklog.Task{{Start: 0, End: 30*day - 1, CPU: tasklog.Unknown, Weight: 1}}}
	a, err := r.Account(1e6)
	if err != nil {
		t.Fatal(err)
	}
	sum := a.T1()
	for _, lost := range a.Lost {
		sum = sum.Plus(lost)
	}
	if sum != a.Total() {
		t.Errorf("%v, want %v", sum, a.Total())
	}
	if got := a.Total().Seconds(); got != 30*86400*1e6 {
		t.Errorf("%v slot-seconds", got)
	}
}

// Runs that hold nothing to account for, or hardly anything, are said to be so and make no NaN.
func TestAccountOfLittle(t *testing.T) {
	if _, err := (&tasklog.Run{}).Account(0); !errors.Is(err, tasklog.ErrNoTask) {
		t.Errorf("no task: %v", err)
	}
	empty := &tasklog.Run{Stages: make([]tasklog.Stage, 1), Tasks: make([]tasklog.Task, 3)}
	if _, err := empty.Account(-1); err == nil {
		t.Error("-1 slots: no error")
	}
	a, err := empty.Account(0)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := a.Fraction(); ok || a.Slots != 1 {
		t.Errorf("tasks of no length: %d slots, a fraction: %v", a.Slots, ok)
	}
	a, err = empty.Account(4)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := a.Fraction(); ok {
		t.Error("a serial fraction of no time")
	}
}

// Slots that a cluster shares are waited for in its queue, which is a cause of its own.
func TestQueueIsItsOwnCause(t *testing.T) {
	r := &tasklog.Run{To: 30, Quantum: 1, Shared: true, Stages: make([]tasklog.Stage, 1),
		Tasks: []tasklog.Task{{Start: 10, End: 30, CPU: tasklog.Unknown}, {Start: 15, End: 30, CPU: tasklog.Unknown}}}
	a, err := r.Account(2)
	if err != nil {
		t.Fatal(err)
	}
	if a.Lost[tasklog.Queue] != tasklog.Of(25, 1) || a.Lost[tasklog.Spawn] != tasklog.Of(0, 0) {
		t.Errorf("queue %v, spawn %v", a.Lost[tasklog.Queue], a.Lost[tasklog.Spawn])
	}
	// One slot might have waited as long: T1 is 35, and 60 at most, of 2·30.
	e, _ := a.Fraction()
	low, _ := a.Low()
	if got, want := []float64{e, low}, []float64{25.0 / 35, 0}; tasklog.Queue.Told() != tasklog.Bounded || !slices.EqualFunc(got, want, near) {
		t.Errorf("queue is %s, S between %v, want %v", tasklog.Queue.Told(), got, want)
	}
}

// readyByStage sets when each task and each stage was ready.
func readyByStage(r *tasklog.Run) {
	stages := r.StagesReady()
	for i := range r.Tasks {
		r.Tasks[i].Ready = r.Tasks[i].ReadyAt(stages)
	}
	for i := range r.Stages {
		r.Stages[i].Ready = stages[i]
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9 }

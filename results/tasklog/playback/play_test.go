package playback_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/playback"
)

// listed returns a run of one stage whose tasks are put on slots as they come, with a gap behind
// each and starts a spacing apart, and its time.
func listed(lengths []int64, slots int, pace playback.Pace) (*tasklog.Run, int64) {
	r := &tasklog.Run{Quantum: 1, Stages: []tasklog.Stage{{Ready: 0}}}
	free := make([]int64, slots)
	last := int64(math.MinInt64 / 2)
	for _, length := range lengths {
		least := 0
		for i := range free {
			if free[i] < free[least] {
				least = i
			}
		}
		start := max(free[least], last+pace.Spacing)
		last = start
		free[least] = start + length + pace.Gap
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + length, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1})
		r.To = max(r.To, start+length)
	}
	return r, r.To
}

// A job that was scheduled by the rule of the package comes back at every number of slots, to the
// nanosecond, with the pace that it had.
func TestPlayIsTheSchedule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.Int64Range(0, 1e6), 1, 60).Draw(t, "lengths")
		pace := playback.Pace{Gap: rapid.Int64Range(0, 1e5).Draw(t, "gap"), Spacing: rapid.Int64Range(0, 1e5).Draw(t, "spacing")}
		from, to := rapid.IntRange(1, 20).Draw(t, "from"), rapid.IntRange(1, 20).Draw(t, "to")
		r, _ := listed(lengths, from, pace)
		_, want := listed(lengths, to, pace)
		if got := playback.Of(r, from).Play(to, pace).Nanoseconds; got != want {
			t.Fatalf("%d ns in %d slots, want %d", got, to, want)
		}
	})
}

// Stages that follow each other, with what lies before, between and after them, come back, and so
// does the job without these; so do slots that came late.
func TestPlayKeepsWhatLiesBetween(t *testing.T) {
	const n = 4
	r := &tasklog.Run{Quantum: 1, To: 1000, Stages: []tasklog.Stage{{Name: "a", Ready: 100}, {Name: "b", Ready: 350, After: []int32{0}}, {Name: "c", Ready: 620}},
		Slots: []tasklog.Slots{{From: 0, To: 1000, Count: n}}}
	add := func(stage int32, start, end int64) {
		r.Tasks = append(r.Tasks, tasklog.Task{Stage: stage, Start: start, End: end, Ready: tasklog.Unknown, Weight: 1})
	}
	for range n {
		add(0, 120, 220)
		add(0, 220, 300)
		add(1, 350, 500)
		add(2, 620, 920)
	}
	j := playback.Of(r, n)
	want := func(name string, j *playback.Job, slots int, want int64) {
		t.Helper()
		if got := j.Play(slots, playback.Pace{}).Nanoseconds; got != want {
			t.Errorf("%s in %d slots: %d ns, want %d", name, slots, got, want)
		}
	}
	want("as it was", j, n, 1000)
	want("half", j, 2, 1000+100+80+150+300)
	want("twice", j, 8, 1000-80)
	want("without start", j.Without(tasklog.Start), n, 1000-120)
	want("without driver", j.Without(tasklog.Driver), n, 1000-50-120)
	want("without end", j.Without(tasklog.End), n, 920)
	want("cut", j.AtMost(50), 8, 120+90+50+100+120+150+80)
	seconds, path := j.Critical()
	if seconds != 920e-9 || fmt.Sprint(path) != "[0 1 2]" {
		t.Errorf("critical path %v s through %v", seconds, path)
	}

	// All of it 1,000 later, in slots that come 20 before the first task.
	r.Slots = []tasklog.Slots{{From: 1100, To: 2000, Count: n}}
	for i := range r.Tasks {
		r.Tasks[i].Start, r.Tasks[i].End = r.Tasks[i].Start+1000, r.Tasks[i].End+1000
	}
	r.Stages[0].Ready, r.Stages[1].Ready, r.Stages[2].Ready, r.To = 400, 1350, 1620, 2000
	late := playback.Of(r, n)
	want("late slots", late, n, 2000-20)
	want("late slots without spawn", late.Without(tasklog.Spawn), n, 2000-700)
}

// Tasks that take several slots take those that are free first, whenever slots come.
func TestPlayOfWideTasks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		slots := rapid.IntRange(1, 12).Draw(t, "slots")
		free := rapid.SliceOfN(rapid.Int64Range(0, 50), slots, slots).Draw(t, "came")
		slices.Sort(free)
		r := &tasklog.Run{Quantum: 1, Stages: []tasklog.Stage{{Ready: 0}}}
		for _, from := range free {
			r.Slots = append(r.Slots, tasklog.Slots{From: from, To: 1 << 40, Count: 1})
		}
		pace := playback.Pace{Gap: rapid.Int64Range(0, 9).Draw(t, "gap"), Spacing: rapid.Int64Range(0, 9).Draw(t, "spacing")}
		last, end := free[0]-pace.Spacing, int64(0)
		for range rapid.IntRange(1, 20).Draw(t, "tasks") {
			weight, length := rapid.IntRange(1, slots).Draw(t, "weight"), rapid.Int64Range(0, 60).Draw(t, "length")
			slices.Sort(free)
			start := max(free[weight-1], last+pace.Spacing)
			for i := range weight {
				free[i] = start + length + pace.Gap
			}
			last, end = start, max(end, start+length)
			r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + length, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: int32(weight)})
		}
		r.To = end
		j := playback.Of(r, slots)
		if got := j.Play(slots, pace).Nanoseconds; got != end {
			t.Fatalf("%d ns, want %d", got, end)
		}
	})
}

// A task that is cut into many parts is as long as it was, and what an int64 has no room for is its last time.
func TestPlayOfLongTimes(t *testing.T) {
	job := func(lengths ...int64) *playback.Job {
		r, _ := listed(lengths, len(lengths), playback.Pace{})
		return playback.Of(r, len(lengths))
	}
	const elevenDays = 1e15
	if got := job(2*elevenDays, elevenDays).AtMost(1e9).Play(2, playback.Pace{}).Nanoseconds; got != 1.5*elevenDays {
		t.Errorf("parts of a second take %d ns, want %d", got, int64(1.5*elevenDays))
	}
	long := job(4e18, 4e18, 4e18)
	if got := long.Play(1, playback.Pace{}).Nanoseconds; got != math.MaxInt64 {
		t.Errorf("380 years in one slot: %d ns", got)
	}
	if f := long.Forecast(3, 0); f.Seconds != 4e9 || f.AtMost < 8e9-1 {
		t.Errorf("127 years in each of three slots: %+v", f)
	}
}

// Of two slots one goes when half of the tasks have ended. In a replay both stay, but a time may be as
// long as in half of the slots.
func TestSlotsThatLeave(t *testing.T) {
	r := &tasklog.Run{To: 600, Quantum: 1, Stages: []tasklog.Stage{{Ready: 0}},
		Slots: []tasklog.Slots{{From: 0, To: 200, Count: 1}, {From: 0, To: 600, Count: 1}}}
	for i := range int64(8) {
		start := 100 * max(i/2, i-2)
		r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + 100, CPU: tasklog.Unknown})
	}
	j := playback.Of(r, 2)
	if j.Left() != 1 {
		t.Fatalf("%d slots have left", j.Left())
	}
	for slots, most := range map[int]float64{1: 800e-9, 2: 800e-9, 4: 400e-9} {
		if f := j.Forecast(slots, 0); f.Lo > most/2 && slots > 1 || f.Hi < most {
			t.Errorf("in %d slots between %v and %v s, want %v within", slots, f.Lo, f.Hi, most)
		}
	}
	r.Slots[0].To = 600
	if j := playback.Of(r, 2); j.Left() != 0 {
		t.Errorf("%d slots have left that stayed", j.Left())
	}
}

// More slots never take longer than Graham's bound, and no schedule beats the least.
func TestBoundsHold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lengths := rapid.SliceOfN(rapid.Int64Range(0, 1e6), 1, 60).Draw(t, "lengths")
		r, _ := listed(lengths, rapid.IntRange(1, 20).Draw(t, "from"), playback.Pace{})
		f := playback.Of(r, 3).Forecast(rapid.IntRange(1, 20).Draw(t, "to"), 0)
		if f.Seconds < f.AtLeast-1e-12 || f.Seconds > f.AtMost+1e-12 || f.Lo > f.Seconds || f.Hi < f.Seconds {
			t.Fatalf("%+v", f)
		}
	})
}

// Whatever is in a log, every task of use is played, and a wider pile of slots is no slower by more
// than Graham's anomaly.
func TestPlayOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time := func(name string) int64 { return rapid.Int64Range(0, 60).Draw(t, name) }
		r := &tasklog.Run{To: time("to"), Quantum: time("quantum") + 1, Stages: make([]tasklog.Stage, 4)}
		for i := range r.Stages {
			r.Stages[i].Ready = time("ready") - 1
			r.Stages[i].After = rapid.SliceOfN(rapid.Int32Range(0, 3), 0, 3).Draw(t, "after")
		}
		for range rapid.IntRange(1, 14).Draw(t, "tasks") {
			start := time("start")
			r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + time("length") - 5, Ready: time("own ready") - 1, CPU: tasklog.Unknown,
				Stage: rapid.Int32Range(0, 3).Draw(t, "stage"), Weight: rapid.Int32Range(0, 3).Draw(t, "weight"), Unused: rapid.Bool().Draw(t, "unused")})
		}
		if rapid.Bool().Draw(t, "told") {
			r.Slots = []tasklog.Slots{{From: time("from"), To: time("until"), Count: rapid.IntRange(1, 9).Draw(t, "count")}}
		}
		j := playback.Of(r, rapid.IntRange(1, 5).Draw(t, "slots"))
		f := j.Forecast(rapid.IntRange(1, 9).Draw(t, "other"), 0.07)
		if f.Seconds < 0 || f.Lo > f.Hi || math.IsNaN(f.Seconds) {
			t.Fatalf("%+v", f)
		}
		if critical, _ := j.Critical(); f.Seconds < critical-1e-15 {
			t.Fatalf("%v s, the critical path is %v s", f.Seconds, critical)
		}
	})
}

// Ten stages of one task that begin together, and one after them all: the makespans that the tests
// of Sparklens (PQParallelStageSchedulerSuite) expect on 1 to 10 cores, and of the same in series.
func TestStagesBesideEachOther(t *testing.T) {
	const one = 1000 // ns, of a task
	beside := &tasklog.Run{Quantum: 1, To: 2 * one}
	series := &tasklog.Run{Quantum: 1, To: 11 * one}
	var all []int32
	for i := range int32(11) {
		start := int64(i/10) * one
		beside.Stages = append(beside.Stages, tasklog.Stage{Ready: start})
		beside.Tasks = append(beside.Tasks, tasklog.Task{Stage: i, Start: start, End: start + one, Ready: tasklog.Unknown})
		start = int64(i) * one
		series.Stages = append(series.Stages, tasklog.Stage{Ready: start, After: all[max(0, len(all)-1):]})
		series.Tasks = append(series.Tasks, tasklog.Task{Stage: i, Start: start, End: start + one, Ready: tasklog.Unknown})
		all = append(all, i)
	}
	beside.Stages[10].After = all[:10]
	for slots := 1; slots <= 10; slots++ {
		if got, want := playback.Of(beside, 10).Play(slots, playback.Pace{}).Nanoseconds, int64((9+slots)/slots+1)*one; got != want {
			t.Errorf("beside each other on %d slots: %d, want %d", slots, got, want)
		}
		if got := playback.Of(series, 10).Play(slots, playback.Pace{}).Nanoseconds; got != 11*one {
			t.Errorf("in series on %d slots: %d, want 11 tasks", slots, got)
		}
	}
}

// A task that takes several slots waits until as many are free, and takes all where it wants more.
func TestWideTasks(t *testing.T) {
	r := &tasklog.Run{Quantum: 1, To: 300, Stages: make([]tasklog.Stage, 1)}
	for i, weight := range []int32{1, 3, 1, 1 << 30} {
		r.Tasks = append(r.Tasks, tasklog.Task{Start: int64(i), End: int64(i) + 100, Ready: 0, Weight: weight})
	}
	r.To = 103
	j := playback.Of(r, 4)
	for slots, want := range map[int]int64{2: 400, 4: 300, playback.Infinite: 100} {
		if got := j.Play(slots, playback.Pace{}).Nanoseconds; got != want {
			t.Errorf("%d slots: %d, want %d", slots, got, want)
		}
	}
}

// A stage waits for those that were over before it, and not for one that was over later and is started earlier.
func TestWaitsForNoMore(t *testing.T) {
	r := &tasklog.Run{Quantum: 1, To: 17, Stages: []tasklog.Stage{{Ready: 0}, {Ready: 0}, {Ready: 10}}}
	for _, task := range []struct {
		stage      int32
		start, end int64
	}{{0, 0, 10}, {1, 0, 15}, {0, 5, 10}, {2, 10, 17}} {
		r.Tasks = append(r.Tasks, tasklog.Task{Stage: task.stage, Start: task.start, End: task.end, Ready: tasklog.Unknown})
	}
	if got := playback.Of(r, 3).Play(4, playback.Pace{}).Nanoseconds; got != 17 {
		t.Errorf("%d ns, want 10 until the first stage is over, and 7 more", got)
	}
}

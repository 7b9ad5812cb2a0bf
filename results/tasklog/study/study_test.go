package study_test

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/study"
)

// A run of 4 slots: 10 s before the tasks, 8 tasks of 10 s, the last of which takes 20 s more, and
// 5 s after them.
func planted() *tasklog.Run {
	r := &tasklog.Run{Format: "planted", Source: "a.log", To: 65e9, Quantum: 1e6, Stages: []tasklog.Stage{{Name: "work", Ready: tasklog.Unknown}},
		Slots: []tasklog.Slots{{From: 0, To: 65e9, Count: 4}}}
	for i := range 8 {
		start := int64(10e9 + 10e9*float64(i/4))
		task := tasklog.Task{Start: start, End: start + 10e9, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1, Key: string(rune('a' + i))}
		if i == 7 {
			task.End = 60e9
		}
		r.Tasks = append(r.Tasks, task)
	}
	return r
}

func TestStudyOfAPlantedRun(t *testing.T) {
	s, err := study.Make([]*tasklog.Run{planted()}, study.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if !s.Tells || s.Fraction == nil {
		t.Fatalf("%v %v", s.Doubts, s.Fraction)
	}
	// T1 = 15 + 8·10 + 30, N·T = 260
	if want := (260 - 125.0) / (3 * 125); math.Abs(s.Fraction.Value-want) > 1e-12 {
		t.Errorf("S = %v, want %v", s.Fraction.Value, want)
	}
	want := map[string]float64{"start": 30, "end": 15, "imbalance": 90, "inflation": 0}
	for _, c := range s.Causes {
		if c.SlotSeconds != want[c.Name] {
			t.Errorf("%s lost %v slot-seconds, want %v", c.Name, c.SlotSeconds, want[c.Name])
		}
		delete(want, c.Name)
	}
	if len(want) > 0 {
		t.Errorf("no cause %v", want)
	}
	if s.Longest[0].Key != "h" || s.Longest[0].Seconds != 40 {
		t.Errorf("the longest task is %+v", s.Longest[0])
	}
	if s.Next.Split == 0 {
		t.Errorf("the longest task makes S, and what is next is %+v", s.Next)
	}
}

// What one slot would take longer for than can be played is refused, in words.
func TestTooLongToPlay(t *testing.T) {
	r := &tasklog.Run{Quantum: 1, Stages: []tasklog.Stage{{Ready: tasklog.Unknown}}}
	for range 4 {
		r.Tasks = append(r.Tasks, tasklog.Task{End: 4e18, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1})
	}
	if _, err := study.Make([]*tasklog.Run{r}, study.Question{Ask: []int{1}}); err == nil || !strings.Contains(err.Error(), "ask about more slots") {
		t.Errorf("500 years in one slot: %v", err)
	}
	s, err := study.Make([]*tasklog.Run{r}, study.Question{})
	if err != nil || s.Replay[0].Slots != 4 || s.Replay[0].Seconds != 4e9 {
		t.Errorf("127 years in four slots: %v", err)
	}
}

// A task that takes all slots leaves none that cannot have had any, and a task that runs still is said to.
func TestWarningsOfWideAndRunningTasks(t *testing.T) {
	r := &tasklog.Run{Quantum: 1, Stages: []tasklog.Stage{{Ready: tasklog.Unknown}}, Remarks: []tasklog.Remark{{Kind: tasklog.Running, Count: 1}},
		Tasks: []tasklog.Task{{End: 10, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 3}, {Start: 10, End: 20, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1}}}
	for slots, few := range map[int]bool{3: false, 9: true} {
		s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{slots}})
		if err != nil {
			t.Fatal(err)
		}
		all := strings.Join(s.Warnings, "\n")
		if strings.Contains(all, "the others cannot have had any") != few || !strings.Contains(all, "the log has no end of 1 task: it is taken to work until the log ends") {
			t.Errorf("%d slots: %s", slots, all)
		}
	}
}

// In fewer slots than a task took it could not have run as it did.
func TestForecastsOfWideTasks(t *testing.T) {
	r := &tasklog.Run{Quantum: 1, Stages: []tasklog.Stage{{Ready: tasklog.Unknown}},
		Tasks: []tasklog.Task{{End: 5e9, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 8}, {Start: 5e9, End: 11e9, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1}}}
	s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{8}, Ask: []int{4, 8}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []study.Doubt{study.TooNarrow, ""} {
		if f := s.Replay[i]; f.Doubt != want || f.AtLeast > f.Seconds {
			t.Errorf("%+v, want the doubt %q", f, want)
		}
	}
}

// Whatever is in a log, its study is JSON without NaN, has a verdict, and its causes add up.
func TestStudyOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time := func(name string) int64 { return int64(rapid.IntRange(0, 90).Draw(t, name)) * 1e8 }
		r := &tasklog.Run{To: time("to"), Quantum: 1e6, Stages: []tasklog.Stage{{Ready: tasklog.Unknown}, {Ready: time("ready")}}}
		for range rapid.IntRange(1, 20).Draw(t, "tasks") {
			start := time("start")
			r.Tasks = append(r.Tasks, tasklog.Task{Start: start, End: start + time("length"), Ready: tasklog.Unknown, CPU: tasklog.Unknown,
				Stage: int32(rapid.IntRange(0, 1).Draw(t, "stage")), Weight: 1, Unused: rapid.IntRange(0, 5).Draw(t, "unused") == 0})
		}
		if rapid.Bool().Draw(t, "told") {
			r.Slots = []tasklog.Slots{{From: time("from"), To: time("until"), Count: rapid.IntRange(1, 9).Draw(t, "count")}}
		}
		s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{rapid.IntRange(0, 9).Draw(t, "slots")}})
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(s.Verdict, "At N = ") && !strings.HasPrefix(s.Verdict, "Cannot tell") {
			t.Fatalf("verdict %q", s.Verdict)
		}
		for _, odd := range []string{"NaN", "null,null,null", "%!"} {
			if strings.Contains(string(text), odd) {
				t.Fatalf("%s in %s", odd, text)
			}
		}
		if s.Fraction != nil {
			sum := 0.0
			for _, c := range s.Causes {
				if c.SerialFraction != nil {
					sum += *c.SerialFraction
				}
			}
			if math.Abs(sum-s.Fraction.Value) > 1e-9*(1+s.Fraction.Value) {
				t.Fatalf("the causes add up to %v, S is %v", sum, s.Fraction.Value)
			}
		}
	})
}

// Every remark of a reader has words, and none of them is empty or half filled in.
func TestEveryRemarkHasWords(t *testing.T) {
	for kind := tasklog.Cut; kind <= tasklog.Together; kind++ {
		r := planted()
		r.Remarks = []tasklog.Remark{{Kind: kind, Count: 1200, Of: 3400, Text: "line 7"}}
		s, err := study.Make([]*tasklog.Run{r}, study.Question{})
		if err != nil {
			t.Fatal(err)
		}
		told := s.Tells
		if len(s.Warnings) != 1 || len(s.Warnings[0]) < 30 || strings.Contains(s.Warnings[0], "%!") || !strings.HasSuffix(s.Warnings[0], "(line 7)") {
			t.Errorf("remark %d: %q", kind, s.Warnings)
		}
		r.Remarks[0].Count, r.Remarks[0].Text = 1, ""
		if s, err = study.Make([]*tasklog.Run{r}, study.Question{}); err != nil {
			t.Fatal(err)
		}
		for _, many := range []string{" are ", " lie ", " count as "} {
			if strings.HasPrefix(s.Warnings[0], "1 ") && strings.Contains(s.Warnings[0], many) && kind != tasklog.Hidden && kind != tasklog.Together {
				t.Errorf("remark %d of one: %q", kind, s.Warnings[0])
			}
		}
		if lost := kind == tasklog.Lost; lost == told {
			t.Errorf("remark %d: S is told: %v", kind, s.Tells)
		}
	}
}

// Slots that no task can change between have an S each, and one that no task ran in has none.
func TestPoolsHaveAnAnswerEach(t *testing.T) {
	r := planted()
	r.Pools = []string{"local", "cloud", "idle"}
	r.Slots = nil
	for i := range r.Tasks {
		r.Tasks[i].Pool = int16(i % 2)
	}
	s, err := study.Make([]*tasklog.Run{r}, study.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Tells || !strings.HasPrefix(s.Verdict, "Cannot tell one S") || s.Next.PickPool != "local" {
		t.Errorf("%q, next %+v", s.Verdict, s.Next)
	}
	if len(s.Pools) != 2 || s.Pools[0].Tasks != 4 || s.Pools[1].Slots != 2 || s.Pools[1].Fraction == nil {
		t.Errorf("%d pools", len(s.Pools))
	}
}

// A run at one N tells no S, and says which log beside it would.
func TestOneSlotTellsNoS(t *testing.T) {
	r := planted()
	r.Slots = nil
	s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{1}})
	if err != nil {
		t.Fatal(err)
	}
	if s.Tells || s.Fraction != nil || s.Next.LogAt < 2 {
		t.Errorf("%q, next %+v", s.Verdict, s.Next)
	}
}

// Where a log does not say how many slots there were, no verdict says that there was one.
func TestOneSlotThatWasSeenMayBeMore(t *testing.T) {
	beside := &tasklog.Run{To: 10e9, Quantum: 1e9, Stages: []tasklog.Stage{{}}, Tasks: []tasklog.Task{
		{Start: 0, End: 1e9, Ready: tasklog.Unknown, Weight: 1}, {Start: 0, End: 1e9, Ready: tasklog.Unknown, Weight: 1}, {Start: 9e9, End: 10e9, Ready: tasklog.Unknown, Weight: 1}}}
	s, err := study.Make([]*tasklog.Run{beside}, study.Question{})
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(s.Verdict, "had one slot") || !s.Next.TellSlots || !slices.ContainsFunc(s.Warnings, func(w string) bool {
		return strings.Contains(w, "or there were more slots: 1.00 s of tasks lie beyond 1 slot and")
	}) {
		t.Errorf("%q, next %+v, notes %q", s.Verdict, s.Next, s.Warnings)
	}
}

// Tasks that took no time set no pace.
func TestTasksOfNoLengthHaveNoKnee(t *testing.T) {
	r := &tasklog.Run{To: 9e9, Quantum: 1, Stages: []tasklog.Stage{{}}}
	for i := range int64(10) {
		r.Tasks = append(r.Tasks, tasklog.Task{Start: i * 1e9, End: i * 1e9, Ready: tasklog.Unknown, Weight: 1})
	}
	s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{4}})
	if err != nil {
		t.Fatal(err)
	}
	if s.Knee != nil {
		t.Errorf("from %v slots on what starts the tasks sets the pace", *s.Knee)
	}
}

// Several logs show inflation where tasks take longer by more than runs at one N differ, and deny none
// that they cannot see: they compare with the fewest slots of a log.
func TestInflationIsSaidWhereItIsSeen(t *testing.T) {
	run := func(length float64) *tasklog.Run { // 8 tasks in as many slots as are said
		r := &tasklog.Run{Source: "log", Quantum: 1, Stages: []tasklog.Stage{{}}}
		for range 8 {
			r.Tasks = append(r.Tasks, tasklog.Task{End: int64(length * 1e9), Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1})
		}
		return r
	}
	for _, c := range []struct {
		few, many float64 // seconds of a task
		serial    float64 // seconds after the tasks of the second log, which has 8 slots
		slots     int     // of the first
		want      string
	}{
		{10, 10, 1, 4, "tasks take as long as at N = 4."},
		{10, 20, 1, 4, "is inflation: tasks take longer than at N = 4"},
		{10, 10.5, 1, 4, "may be inflation: tasks take 5.0 % longer than at N = 4, but runs at one N differ by as much."},
		{20, 10, 20, 2, "none of it is inflation: tasks take 50 % less time than at N = 2."},
	} {
		few, many := run(c.few), run(c.many)
		for i := range few.Tasks { // one behind the other in each slot
			round := int64(i / c.slots)
			few.Tasks[i].Start, few.Tasks[i].End = round*int64(c.few*1e9), (round+1)*int64(c.few*1e9)
		}
		many.To = int64((c.many + c.serial) * 1e9) // serial time, so that there is an S to be part of
		s, err := study.Make([]*tasklog.Run{few, many}, study.Question{Slots: []int{c.slots, 8}})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(s.Verdict, c.want) && !strings.Contains(s.Verdict, c.want+",") {
			t.Errorf("from %v s to %v s: %q, want %q", c.few, c.many, s.Verdict, c.want)
		}
	}
}

// A stage for each task takes no longer than all tasks in one: a search for each, not a pass over all.
func TestAsManyStagesAsTasks(t *testing.T) {
	r := &tasklog.Run{Quantum: 1}
	for i := range int64(200_000) {
		r.Stages = append(r.Stages, tasklog.Stage{Ready: tasklog.Unknown})
		r.Tasks = append(r.Tasks, tasklog.Task{Start: 10 * i, End: 10*i + 10, Stage: int32(i), Ready: tasklog.Unknown, Weight: 1})
	}
	s, err := study.Make([]*tasklog.Run{r}, study.Question{Slots: []int{2}})
	if err != nil {
		t.Fatal(err)
	}
	if s.CriticalSeconds != s.WallSeconds || len(s.Path) != len(r.Stages) {
		t.Errorf("the critical path has %d stages and takes %v s of %v s", len(s.Path), s.CriticalSeconds, s.WallSeconds)
	}
}

// What the job took by another clock lies before the first task, and what if is played.
func TestQuestionIsHeard(t *testing.T) {
	s, err := study.Make([]*tasklog.Run{planted()}, study.Question{Wall: 100e9, Ask: []int{4}, Without: []tasklog.Cause{tasklog.Start}})
	if err != nil {
		t.Fatal(err)
	}
	if s.WallSeconds != 100 || s.SerialSeconds != 15+35 || s.OwnSeconds != 100 {
		t.Errorf("%v s, of it serial %v, replayed %v", s.WallSeconds, s.SerialSeconds, s.OwnSeconds)
	}
	if len(s.Replay) != 1 || s.Replay[0].Seconds != 100-45 {
		t.Errorf("without start: %+v", s.Replay)
	}
	s, err = study.Make([]*tasklog.Run{planted()}, study.Question{Ask: []int{4}, AtMost: 10e9})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Replay) != 1 || s.Replay[0].Seconds != 10+30+5 {
		t.Errorf("the longest task cut: %+v", s.Replay)
	}
	if s, err = study.Make([]*tasklog.Run{planted()}, study.Question{Wall: 5e9}); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(s.Warnings, "the log spans 65.0 s, longer than the 5.00 s that the job is said to have taken: the log is believed") {
		t.Errorf("5 s, and the log spans 65 s: %q", s.Warnings)
	}
	for _, q := range []study.Question{{Ask: []int{0}}, {Wall: -1}, {AtMost: 1}} {
		if _, err := study.Make([]*tasklog.Run{planted()}, q); err == nil {
			t.Errorf("%+v: no error", q)
		}
	}
}

package study_test

import (
	"encoding/json"
	"math"
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
		if len(s.Warnings) != 1 || len(s.Warnings[0]) < 30 || strings.Contains(s.Warnings[0], "%!") || !strings.HasSuffix(s.Warnings[0], "(line 7)") {
			t.Errorf("remark %d: %q", kind, s.Warnings)
		}
		if lost := kind == tasklog.Lost; lost == s.Tells {
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
		r.Tasks[i].Pool = int32(i % 2)
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
	for _, q := range []study.Question{{Ask: []int{0}}, {Wall: -1}, {AtMost: 1}} {
		if _, err := study.Make([]*tasklog.Run{planted()}, q); err == nil {
			t.Errorf("%+v: no error", q)
		}
	}
}

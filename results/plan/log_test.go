package plan

import (
	"math"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/playback"
	"serialfraction/results/tasklog/study"
)

// logged returns the run of tasks of so many seconds in so many slots, each taken by the slot that is free first.
func logged(slots int, seconds ...float64) *tasklog.Run {
	free := make([]int64, slots)
	r := &tasklog.Run{Format: "planted", Source: "a.log", Quantum: 1e6, Stages: []tasklog.Stage{{Ready: tasklog.Unknown}}}
	for _, s := range seconds {
		at := 0
		for i, f := range free {
			if f < free[at] {
				at = i
			}
		}
		task := tasklog.Task{Start: free[at], End: free[at] + int64(s*1e9), Ready: tasklog.Unknown, CPU: tasklog.Unknown, Weight: 1}
		free[at] = task.End
		r.Tasks, r.To = append(r.Tasks, task), max(r.To, task.End)
	}
	r.Slots = []tasklog.Slots{{To: r.To, Count: slots}}
	return r
}

func studied(t *testing.T, r *tasklog.Run, q study.Question) (*study.Study, Basis) {
	t.Helper()
	s, err := study.Make([]*tasklog.Run{r}, q)
	if err != nil {
		t.Fatal(err)
	}
	b, err := OfLog("a.log", s, playback.Of(r, s.Slots))
	if err != nil {
		t.Fatal(err)
	}
	return s, b
}

// threes are 24 tasks of 3 s and one of 20 s: one slot takes 92 s, and no number of slots less than 20 s.
func threes() []float64 {
	all := make([]float64, 25)
	for i := range all {
		all[i] = 3
	}
	all[0] = 20
	return all
}

// No number of slots makes a job shorter than its longest task, whatever S at one N promises, and what the log cannot
// tell of is not promised. Runs are taken to differ by 7 %.
func TestPlanOfALogKeepsItsTasks(t *testing.T) {
	_, b := studied(t, logged(4, threes()...), study.Question{})
	for _, c := range []struct {
		target  float64
		want    Answer
		verdict string
	}{
		{10, No, "the tasks, one behind the other as the log has them, take 20.0 s with any number of workers"},
		{20.5, CannotTell, "runs of one job differ"},
		{22, Yes, "with 5 workers"},
		{25, Yes, "with 4 workers"},
	} {
		p, err := Make([]Basis{b}, Question{Target: c.target})
		if err != nil {
			t.Fatal(err)
		}
		if p.Reachable != c.want || !strings.Contains(p.Verdict, c.verdict) || math.Abs(p.BestSeconds.Value-20) > 1e-9 || p.NeededSerialFraction != nil {
			t.Errorf("%v s: %s, %v s at best, %q; want %s, 20 s, %q", c.target, p.Reachable, p.BestSeconds.Value, p.Verdict, c.want, c.verdict)
		}
	}
}

// More slots than the log can tell of are not promised, and the log that would tell is named.
func TestPlanBeyondTheLog(t *testing.T) {
	even := make([]float64, 240)
	for i := range even {
		even[i] = 1
	}
	_, b := studied(t, logged(4, even...), study.Question{})
	p, err := Make([]Basis{b}, Question{Target: 13})
	if err != nil {
		t.Fatal(err)
	}
	if p.Reachable != CannotTell || p.Workers.Value != 19 || !strings.Contains(p.Verdict, "of more than 16 a log at N = 4 cannot tell") ||
		p.Settle != "a log of the same job with N = 5 would tell of 19" {
		t.Errorf("%s with %v workers: %q, %q", p.Reachable, p.Workers, p.Verdict, p.Settle)
	}
	for _, s := range p.Steps {
		if strings.HasSuffix(s.What, ", beyond the log") != (s.Workers > 16) {
			t.Errorf("N = %v is %s", s.Workers, s.What)
		}
	}
}

// A plan has the forecasts of the study at every N, to the ends of their intervals, and a runtime that is given scales
// them.
func TestPlanAgreesWithTheStudy(t *testing.T) {
	ask := []int{1, 2, 3, 4, 5, 7, 8, 16, 25, 26, 100, 1000}
	s, b := studied(t, logged(4, threes()...), study.Question{Ask: ask})
	for _, runtime := range []float64{0, 920} {
		p, err := Make([]Basis{b}, Question{Target: 22, Runtime: runtime})
		if err != nil {
			t.Fatal(err)
		}
		scale := 1.0
		if runtime > 0 {
			scale = runtime / s.Replay[0].Seconds
		}
		for _, f := range s.Replay {
			got := p.Decision.Seconds(float64(f.Slots))
			for _, x := range [][2]float64{{got.Value, f.Seconds}, {got.Lo, f.Lo}, {got.Hi, f.Hi}} {
				if math.Abs(x[0]/(scale*x[1])-1) > 1e-12 {
					t.Errorf("runtime %v, N = %d: %v, the study has %v to %v times as long", runtime, f.Slots, got, f, scale)
				}
			}
			if got.Level != 0 {
				t.Errorf("N = %d: bounds have level %v", f.Slots, got.Level)
			}
		}
	}
}

// A faster kernel shortens the tasks and nothing between them.
func TestPlanOfALogWithAFasterKernel(t *testing.T) {
	r := logged(4, threes()...)
	r.From = -10e9 // nothing runs for so long
	_, b := studied(t, r, study.Question{})
	p, err := Make([]Basis{b}, Question{Target: 13, Faster: 10, Counts: Kernel})
	if err != nil {
		t.Fatal(err)
	}
	if p.Reachable != Yes || p.FloorSeconds.Value != 10 || math.Abs(p.BestSeconds.Value-12) > 1e-9 || p.Log.CriticalSeconds != 30 {
		t.Errorf("%s, %v at best, floor %v, critical path %v s", p.Reachable, p.BestSeconds, p.FloorSeconds, p.Log.CriticalSeconds)
	}
	if e := p.Decision.Serial.Value; !(e > b.Serial.Value && e < 1) { // of what is left more is serial
		t.Errorf("S = %v with a faster kernel, %v without", e, b.Serial.Value)
	}
	if p.KernelGainNeeded == nil || math.Abs(*p.KernelGainNeeded/(20./3)-1) > 0.01 {
		t.Errorf("kernel gain %v, want 20/3", p.KernelGainNeeded)
	}
}

// The courses of a law that goes by steps are looked at in strides of it.
func TestKneeOfSteps(t *testing.T) {
	stairs := func(n float64) fit.Interval { // as many as divide 64 count
		return fit.Interval{Value: math.Ceil(64 / min(n, 64)), Lo: 1, Hi: 64}
	}
	if n := newCourse(1e6, grain{step: 1.1, stride: 0.25}, stairs).knee(value, 0); n < 16 || n > 64 {
		t.Errorf("the knee is %v", n)
	}
}

// Where the log does not tell what its tasks waited for, more slots take anything from what they would if none waited
// to what the log took.
func TestPlanOfALogWithoutOrder(t *testing.T) {
	r := logged(4, threes()[1:]...) // 24 tasks of 3 s
	r.Unordered = true
	for i := range r.Tasks {
		r.Tasks[i].Ready = r.Tasks[i].Start
	}
	s, b := studied(t, r, study.Question{Ask: []int{4, 8}})
	if f := s.Replay[1]; f.Doubt != study.NoOrder || f.Seconds != 18 || f.AtLeast != 9 || f.Lo > 9 {
		t.Errorf("8 slots: %+v", f)
	}
	if s.CriticalSeconds != 3 || !s.Next.Stages {
		t.Errorf("critical path %v s, next %+v", s.CriticalSeconds, s.Next)
	}
	for target, want := range map[float64]Answer{10: CannotTell, 2: No} {
		p, err := Make([]Basis{b}, Question{Target: target})
		if err != nil {
			t.Fatal(err)
		}
		if p.Reachable != want || !strings.Contains(strings.Join(p.Notes, "\n"), "what a task waited for is not in the log") {
			t.Errorf("%v s: %s, %q", target, p.Reachable, p.Notes)
		}
	}
}

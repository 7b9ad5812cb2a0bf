package gate

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// waiting makes every worker of a sweep wait for a CPU, for a share of its work.
func waiting(f *results.File, share func(block, n int) float64) *results.File {
	for i := range f.Runs {
		r := &f.Runs[i]
		for k := range r.Timing.Workers {
			w := &r.Timing.Workers[k]
			w.Sched = &meter.SchedTiming{CPU: w.Busy, RunDelay: time.Duration(share(r.Block, r.Workers) * float64(w.Busy))}
			w.Busy += w.Sched.RunDelay
		}
		r.Timing.Parallel = r.Timing.Workers[0].Busy
		r.Timing.Wall = r.Timing.Split + r.Timing.Parallel + r.Timing.Merge
	}
	return f
}

// Nothing that other work on the machine could have moved is decided, whether it slows some N or
// all alike and whatever part of S it is; what it could not have moved is, and so is the
// program's own S.
func TestGatesOnABusyMachine(t *testing.T) {
	few := plain
	few.workers = []int{1, 2, 4}
	const passes, fails, open = analysis.Passes, analysis.Fails, analysis.CannotTell
	for _, tc := range []struct {
		name  string
		law   law
		share func(n int) float64
		want  map[string]analysis.Outcome
	}{
		{"quiet", plain, func(int) float64 { return 0 }, map[string]analysis.Outcome{
			"program<0.06": passes, "program<0.04": fails, "S<0.06": passes, "S<0.04": fails, "T1<1.1s": passes, "T1<900ms": fails,
			"T@2<400ms": fails, "merge<0.015": fails, "speedup@8>2": passes, "max-speedup>10": passes, "machine<0.01": passes}},
		{"it makes S", plain, func(n int) float64 { return 0.3 * float64(n-1) }, map[string]analysis.Outcome{
			"program<0.06": passes, "program<0.04": fails, "S<0.06": open, "S<0.04": open, "speedup@8>2": open, "max-speedup>10": open, "machine<0.5": open,
			"T@1<1.1s": passes, "T@1<900ms": fails, "T@2<800ms": passes, "T@2<400ms": fails, "T@8<100ms": open}},
		{"all N are slowed alike", plain, func(int) float64 { return 1 }, map[string]analysis.Outcome{
			"program<0.06": passes, "program<0.04": fails, "S<0.04": open, "S<0.06": open, "merge<0.015": open, "merge<0.5": open, "program@2<0.04": open,
			"T1<3s": passes, "T1<1.1s": open, "T1<900ms": open, "T1>1.5s": open, "T1>3s": fails, "T@2<2s": passes, "T@2<600ms": open, "T@2>600ms": open,
			"speedup@8>2": open, "efficiency@8>50%": open, "karp-flatt@8<0.04": open}},
		{"all N are slowed by a tenth", plain, func(int) float64 { return 0.1 }, map[string]analysis.Outcome{
			"program<0.06": passes, "T1<1.05s": open, "T1<900ms": fails, "T1>1.05s": open, "T1<1.2s": passes, "T@2<550ms": open, "T@2<450ms": fails,
			"merge<0.019": open, "merge<0.015": fails, "merge<0.03": passes, "S<0.06": passes, "S<0.04": fails, "S<0.0485": open}},
		{"a little less than half of S", few, func(n int) float64 { return 0.04 * float64(n-1) / 0.95 }, map[string]analysis.Outcome{
			"program<0.06": passes, "S<0.07": open, "S>0.07": open, "S<0.02": fails, "S<0.12": passes, "machine<0.02": open, "max-speedup>14": open, "speedup@4>3.3": open}},
		{"a little more than half of S", few, func(n int) float64 { return 0.06 * float64(n-1) / 0.95 }, map[string]analysis.Outcome{
			"program<0.06": passes, "S<0.07": open, "S>0.07": open, "S<0.02": fails, "S<0.15": passes, "machine<0.02": open, "max-speedup>14": open, "speedup@4>3.3": open}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := waiting(tc.law.made(3), func(_, n int) float64 { return tc.share(n) })
			for _, condition := range slices.Sorted(maps.Keys(tc.want)) {
				g, want := checked(t, f, Check, condition)[0], tc.want[condition]
				if g.Outcome != want {
					t.Errorf("%s, want %s", Sentence(g), want)
				}
				if named := strings.Contains(g.Why, " other work had the CPUs for ") && strings.Contains(g.Why, " % of the time of the runs, ") &&
					strings.Contains(g.Why, ": sweep again on a quiet machine"); g.Outcome == open && (!named || g.Repeats != 0 || g.FirstLook) {
					t.Errorf("why: %s", Sentence(g))
				}
			}
		})
	}
}

// An S that is small may be mostly other work of little time, which no gate takes for the job's.
func TestGatesBesideOtherWorkOfLittleTime(t *testing.T) {
	small := law{split: 0.001, merge: 0.001, noise: 0.0002, phases: 0.01, repeats: 10, workers: []int{1, 2}}
	f := waiting(small.made(3), func(_, n int) float64 { return 0.018 * float64(n-1) })
	for condition, want := range map[string]analysis.Outcome{"S<0.015": analysis.CannotTell, "S<0.001": analysis.Fails, "S<0.03": analysis.Passes, "T1<1.1s": analysis.Passes, "program<0.003": analysis.Passes} {
		if g := checked(t, f, Check, condition)[0]; g.Outcome != want {
			t.Errorf("%s, want %s", Sentence(g), want)
		}
	}
}

// What a coordinator's workers wait is known from above, and not of which cause it is: a gate of
// S holds with that and without it, and one of a cause cannot be told.
func TestGatesOfAQueueOnABusyMachine(t *testing.T) {
	half := law{split: 0.3, merge: 0.2, noise: 0.001, phases: 0.002, repeats: 10, workers: []int{1, 2, 4}}
	f := waiting(half.made(3), func(_, n int) float64 { return 0.04 * float64(n-1) })
	f.Header.Schedule = "queue"
	for condition, want := range map[string]analysis.Outcome{"S<0.05": analysis.Fails, "S<0.7": analysis.Passes, "S<0.51": analysis.CannotTell, "merge<0.1": analysis.CannotTell} {
		g := checked(t, f, Check, condition)[0]
		if g.Outcome != want || want == analysis.CannotTell && !strings.Contains(g.Why, " other work had the CPUs for ") {
			t.Errorf("%s, want %s", Sentence(g), want)
		}
	}
}

// Of programs that are timed whole a gate holds with what other work is estimated to have taken,
// and with the most that it may have, by which the verdict goes too.
func TestGatesOfAProgramBesideOthers(t *testing.T) {
	f := plain.made(3)
	h := &f.Header
	h.Workload, h.Engine, h.Schedule, h.Outputs, h.Workers = "command", harness.CommandKind.Name, "", nil, []int{1, 2}
	h.GOMAXPROCS, h.Machine.LogicalCPUs, h.Machine.AffinityCPUs, h.Machine.EffectiveCPUs = 2, 2, 2, 2
	f.Runs = nil
	for block := range 10 {
		for _, n := range h.Workers {
			noise := 1 + 0.001*float64((block+n)%3-1)
			seconds := func(s float64) time.Duration { return time.Duration(1e9 * s * noise) }
			r := harness.Run{Engine: h.Engine, Block: block, Workers: n}
			r.Timing.Process = &harness.ProcessTiming{CPUUse: meter.CPUUse{User: seconds(10)}}
			r.Timing.Wall, r.Timing.Others = seconds(10), &meter.OtherWork{Ready: new(0.0)}
			if n == 2 { // S is 0.2, of which others took 0.03 as estimated, and 0.12 at most
				r.Timing.Wall, r.Timing.Others = seconds(6), &meter.OtherWork{CPU: seconds(1.2), Ready: new(0.06)}
			}
			r.Timing.Parallel = r.Timing.Wall
			f.Runs = append(f.Runs, r)
		}
	}
	for condition, want := range map[string]analysis.Outcome{"S<0.15": analysis.CannotTell, "S<0.05": analysis.Fails, "S<0.25": analysis.Passes, "T@2<5.5s": analysis.CannotTell, "T@2<5s": analysis.Fails, "idle<0.15": analysis.CannotTell} {
		if g := checked(t, f, Check, condition)[0]; g.Outcome != want || want == analysis.CannotTell && !strings.Contains(g.Why, "for about 2.5 %, at most 10 %, of the time of the runs") {
			t.Errorf("%s, want %s", Sentence(g), want)
		}
	}
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil || !strings.Contains(a.Verdict, "Cannot tell the job's ceiling") {
		t.Errorf("%v: %s", err, a.Verdict)
	}
}

// Of processes, which take turns with each other too, a gate holds with their waits and without
// them, however many there are.
func TestGatesOfProcessesThatWait(t *testing.T) {
	two := plain
	two.workers = []int{1, 2}
	f := waiting(two.made(3), func(_, n int) float64 { return 0.5 * float64(n-1) })
	f.Header.Workload = "pipe"
	for condition, want := range map[string]analysis.Outcome{"S<0.2": analysis.CannotTell, "S<0.01": analysis.Fails, "T@2<300ms": analysis.Fails, "T@2<900ms": analysis.Passes} {
		if g := checked(t, f, Check, condition)[0]; g.Outcome != want || want == analysis.CannotTell && !strings.Contains(g.Why, "other work, or the program's own processes, had the CPUs for ") {
			t.Errorf("%s, want %s", Sentence(g), want)
		}
	}
}

// The slow runs of a busy machine are those of its other work: they do not keep the program's own
// S from being judged, as slow runs of a quiet machine do.
func TestProgramIsJudgedBesideSlowRunsOfABusyMachine(t *testing.T) {
	bursts := plain
	bursts.repeats = 40
	f := waiting(bursts.made(3), func(block, n int) float64 {
		if block%5 == 0 && n > 1 {
			return 2
		}
		return 0.05
	})
	s, err := analysis.NewSample(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if s.Slow() == nil {
		t.Fatal("no slow runs")
	}
	if g := checked(t, f, Check, "program<0.06")[0]; g.Outcome != analysis.Passes {
		t.Error(Sentence(g))
	}
}

// Of whole programs there is no program's own S to judge instead, and a quota is named.
func TestGatesOfAProgramOnABusyMachine(t *testing.T) {
	for _, quota := range []bool{false, true} {
		busy := &analysis.BusyMachine{Workers: 2, Share: 0.4, Made: true, Quota: quota}
		e := evidence{analysis: &analysis.Report{ProgramUnknown: analysis.WholeProgram}, sample: &analysis.Sample{}}
		want := "at N = 2 other work had the CPUs for 40 % of the time of the runs, so these runs do not show the job's S: sweep again on a quiet machine"
		if quota {
			want = "at N = 2 the CPU quota stopped the workers for 40 % of the time of the runs, so these runs do not show the job's S: raise the CPU quota, or sweep fewer workers"
		}
		if err := e.shownNothing(parsed(t, ParseValue, "S<0.1"), busy); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// What other work hides is named by words that its sentence can take.
func TestWhatLoadHides(t *testing.T) {
	for text, want := range map[string]string{
		"S<0.1":         "the job's S",
		"max-speedup>8": "the job's max-speedup",
		"speedup@2>1.5": "the job's speedup@2",
		"machine<0.1":   "what the machine adds",
		"machine@2<0.1": "what the machine adds at N = 2",
		"program@2<0.1": "what the program adds at N = 2",
	} {
		e := evidence{analysis: &analysis.Report{}, sample: &analysis.Sample{}}
		err := e.shownNothing(parsed(t, ParseValue, text), &analysis.BusyMachine{Workers: 2, Share: 0.4, Made: true})
		if err == nil || !strings.Contains(err.Error(), ", so these runs do not show "+want+": sweep again ") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// A program's own S that is not known is not judged by another number under its name.
func TestProgramThatIsUnknown(t *testing.T) {
	f := plain.made(3)
	for i := range f.Runs {
		f.Runs[i].Timing.Workers = nil
	}
	for _, g := range checked(t, f, Check, "program<0.06", "machine<0.06") {
		if g.Outcome != analysis.CannotTell || g.Why != "the program's own S is not known: its workers were not timed one by one" {
			t.Error(Sentence(g))
		}
	}
}

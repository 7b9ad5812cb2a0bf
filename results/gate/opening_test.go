package gate

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// lasting makes the rows of a sweep last longer at each N, by a share of T(1); onCPU reports whether on
// a CPU or asleep.
func lasting(f *results.File, share func(n int) float64, onCPU bool) *results.File {
	for i := range f.Runs {
		r := &f.Runs[i]
		more := time.Duration(1e9 * share(r.Workers))
		for k := range r.Timing.Workers {
			w := &r.Timing.Workers[k]
			w.Sched = &meter.SchedTiming{CPU: w.Busy}
			if onCPU {
				w.Sched.CPU += more
			}
			w.Busy += more
		}
		r.Timing.Parallel = r.Timing.Workers[0].Busy
		r.Timing.Wall = r.Timing.Split + r.Timing.Parallel + r.Timing.Merge
	}
	return f
}

// serially is time that adds so much to S.
func serially(s float64) func(n int) float64 {
	return func(n int) float64 { return s * float64(n-1) / float64(n) }
}

var calm = law{split: 0.01, merge: 0.01, noise: 0.002, phases: 0.02, repeats: 10, workers: []int{1, 2}}

// Workers that sleep leave open whether the program lets them: the upper end of the program's part and
// the lower end of the machine's. No repeats are advised to move these, and some to move the others.
func TestRepeatsMoveOneEnd(t *testing.T) {
	f := lasting(calm.made(3), serially(0.04), false)
	for quantity, upper := range map[string]bool{"program": true, "machine": false, "program@2": true, "machine@2": false} {
		i := checked(t, f, Check, quantity+"<0.5")[0].Interval
		for _, end := range []struct {
			at   float64
			open bool
		}{{i.Lo, !upper}, {i.Hi, upper}} {
			condition := fmt.Sprintf("%s<%.7f", quantity, (i.Value+end.at)/2)
			g := checked(t, f, Check, condition)[0]
			if open := g.Why == analysis.OpenProgram; g.Outcome != analysis.CannotTell || open != end.open || open == (g.Repeats > 0) {
				t.Errorf("%s, of %+v", Sentence(g), i)
			}
		}
	}
}

// The same is left open of a change.
func TestRepeatsDoNotMoveAChange(t *testing.T) {
	old, now := lasting(calm.made(3), serially(0.04), false), lasting(calm.made(4), serially(0.04), false)
	now.Header.Time = now.Header.Time.Add(time.Hour)
	for _, condition := range []string{"program>+0.02", "program<-0.02", "machine>+0.02", "machine<-0.02"} {
		g := changed(t, FailIf, condition, old, now)[0][0]
		if g.Outcome != analysis.CannotTell || g.Why != analysis.OpenProgram || g.Repeats != 0 || g.FirstLook {
			t.Error(Sentence(g))
		}
	}
}

// overhead makes runs longer by what grows with N: kappa of the USL.
func overhead(f *results.File, kappa float64) {
	for i := range f.Runs {
		t := &f.Runs[i].Timing
		more := time.Duration(1e9 * kappa * float64(f.Runs[i].Workers-1))
		t.Merge, t.Wall = t.Merge+more, t.Wall+more
	}
}

// What the law leaves open of S it leaves open of its parts, and more repeats do not settle it either.
func TestLawLeavesPartsOpen(t *testing.T) {
	wide := calm
	wide.noise, wide.workers = 0.02, []int{1, 2, 4, 8, 16, 32}
	open := 0
	for seed := range uint64(12) {
		f := wide.made(seed)
		overhead(f, 2e-5*float64(seed))
		e := gather(t, f)
		s, _ := serialFraction(e, 0)
		program, _ := programAlone(e, 0)
		machine, err := machineAdds(e, 0)
		if err != nil {
			t.Fatal(err)
		}
		own, _ := e.sample.Program(0.95)
		if own.Widened || e.sample.Fit.Widened { // another reason
			continue
		}
		hi := own.OpenLaw()
		for _, end := range []struct {
			why string
			law bool
		}{{program.open.lo, false}, {program.open.hi, hi}, {machine.open.lo, s.open.lo != "" || hi}, {machine.open.hi, s.open.hi != ""}} {
			if end.why != "" && (end.why != openLaw || !end.law) {
				t.Errorf("seed %d: %+v and %+v of %+v", seed, program, machine, s)
			}
			if end.why != "" {
				open++
			}
		}
	}
	if open == 0 {
		t.Error("the law leaves nothing open: of no use for this test")
	}
}

// A change holds under the condition that the rows of that sweep share nothing which, by what they
// share, could turn it: those of the new one where the program's part is not more, or the machine's
// not less.
func TestChangesNameTheConditionOfTheProgram(t *testing.T) {
	faster, slower := lasting(calm.made(3), serially(-0.03), true), lasting(calm.made(4), serially(0.03), true)
	slower.Header.Time = slower.Header.Time.Add(time.Hour)
	for _, tc := range []struct {
		condition string
		old, now  *results.File
		want      bool
	}{
		{"program<+0.01", faster, slower, true}, {"program>-0.01", faster, slower, false}, {"program>-0.01", slower, faster, true}, {"program<+0.01", slower, faster, false},
		{"machine>+0.01", faster, slower, true}, {"machine<+0.1", faster, slower, false}, {"machine<-0.01", slower, faster, true}, {"machine>-0.1", slower, faster, false},
		{"S<+0.5", faster, slower, false}, {"T@2<+50%", faster, slower, false},
	} {
		g := changed(t, Check, tc.condition, tc.old, tc.now)[0][0]
		if has := strings.HasSuffix(Sentence(g), " if its rows "+analysis.NothingShared); g.Outcome != analysis.Passes || has != tc.want {
			t.Errorf("%s, want a condition: %v", Sentence(g), tc.want)
		}
	}
}

// A gate is about the rows as they are, so it offers no sweep of slower ones.
func TestNoPacedRowsForAGate(t *testing.T) {
	f := plain.made(3)
	f.Header.Workload, f.Header.Machine.EffectiveCPUs, f.Header.Machine.AffinityCPUs, f.Header.GOMAXPROCS = "ttest", 1, 1, 1
	a, err := analysis.Of(f, analysis.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(a.Verdict, "the same rows paced to") {
		t.Fatalf("of no use for this test: %s", a.Verdict)
	}
	for _, g := range append(checked(t, f, Check, "S<0.1", "max-speedup>2", "program<0.1", "machine<0.1", "split<0.1"), changed(t, Check, "S<+0.1", plain.made(1), f)[0][0]) {
		if !strings.HasSuffix(g.Why, "sweep on a machine with more CPUs") {
			t.Error(Sentence(g))
		}
	}
}

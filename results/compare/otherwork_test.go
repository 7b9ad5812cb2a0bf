package compare

import (
	"strings"
	"testing"
	"time"

	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// steady has so little noise that no difference can be shown.
var steady = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.0005, own: 0.005}

// loaded makes every worker of a sweep wait for a CPU, for a share of its work at each N.
func loaded(f *results.File, share func(n int) float64) {
	for i := range f.Runs {
		t := &f.Runs[i].Timing
		for k := range t.Workers {
			w := &t.Workers[k]
			w.Sched = &meter.SchedTiming{CPU: w.Busy}
			w.Sched.RunDelay = time.Duration(share(f.Runs[i].Workers) * float64(w.Busy))
			w.Busy += w.Sched.RunDelay
		}
		t.Parallel = t.Workers[0].Busy
		t.Wall = t.Split + t.Parallel + t.Merge
	}
}

// quiet is no load, even is load that is the same at every N, and rising is load that adds a
// third to S.
var (
	quiet  = func(int) float64 { return 0 }
	even   = func(int) float64 { return 0.1 }
	rising = func(n int) float64 { return 0.3 * float64(n-1) }
)

// Nothing that other work on a machine could make or hide is called a difference, and what it
// could not make is.
func TestBusySides(t *testing.T) {
	tenthLess, moreSplit := steady, steady
	tenthLess.t1, moreSplit.split = 922*time.Millisecond, 0.05
	tests := []struct {
		name     string
		a, b     law
		share    func(n int) float64 // of the second sweep
		made     bool
		verdicts map[string]Verdict
	}{
		{"quiet", steady, steady, quiet, false, map[string]Verdict{"T(1)": Same, "T(8)": Same, "speedup@8": Same, "S": Same, "program": Same, "machine": Same}},
		{"quiet, another job", steady, slower, quiet, false, map[string]Verdict{"T(1)": Slower, "T(8)": Slower, "cause:split": More}},
		{"load alone makes it slower", steady, steady, even, false, map[string]Verdict{"T(1)": CannotTell, "T(8)": CannotTell, "rows/s/worker": CannotTell, "T1": CannotTell, "program": Same}},
		{"load hides that it is faster", steady, tenthLess, even, false, map[string]Verdict{"T(1)": CannotTell, "T1": CannotTell, "program": Same}},
		{"slower by more than the load", steady, slower, even, false, map[string]Verdict{"T(1)": Slower, "T(8)": Slower, "cause:split": More, "cause:merge": Less}},
		{"load makes S", steady, steady, rising, true, map[string]Verdict{"T(1)": CannotTell, "T(8)": CannotTell, "speedup@8": CannotTell, "S": CannotTell, "machine": CannotTell, "ceiling": CannotTell, "cause:inflation": CannotTell, "cause:split": CannotTell, "program": Same}},
		{"load makes S, and the split is more", steady, moreSplit, rising, true, map[string]Verdict{"T(8)": CannotTell, "S": CannotTell, "program": More, "cause:split": CannotTell, "cause:merge": CannotTell}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, swapped := range []bool{false, true} {
				files := two(tt.a, tt.b, nil)
				loaded(files[0], quiet)
				loaded(files[1], tt.share)
				names, turned := []string{"before", "after"}, func(v Verdict) Verdict { return v }
				if swapped {
					files[0], files[1] = files[1], files[0]
					names[0], names[1] = names[1], names[0]
					turned = func(v Verdict) Verdict {
						if back, ok := map[Verdict]Verdict{Slower: Faster, Faster: Slower, More: Less, Less: More}[v]; ok {
							return back
						}
						return v
					}
				}
				c, err := Files(files, Options{Names: names})
				if err != nil {
					t.Fatal(err)
				}
				p := c.Pairs[0]
				busy := p.OtherWork
				if swapped {
					busy = c.Baseline.OtherWork
				}
				load := tt.share(8) > 0
				if (busy != nil) != load || busy != nil && busy.Made != tt.made {
					t.Errorf("other work: %+v", busy)
				}
				for quantity, want := range tt.verdicts {
					r, ok := p.Row(quantity)
					if !ok || r.Verdict != turned(want) {
						t.Errorf("%s: %q (%v, %v), want %q", quantity, r.Verdict, r.Difference, r.Ratio, turned(want))
					}
					if alone := !load || quantity == "program"; r.OtherWork == alone || r.Verdict == CannotTell && !alone && (r.Repeats != 0 || !strings.Contains(r.Reason, `of "after" could make or hide it`)) {
						t.Errorf("%s: other work %v, %d repeats, reason %q", quantity, r.OtherWork, r.Repeats, r.Reason)
					}
				}
				if named := strings.Contains(c.Verdict, `The machine of "after" was busy: at N = `); named != load || strings.Contains(c.Verdict, `"before" was busy`) {
					t.Errorf("verdict: %s", c.Verdict)
				}
				if warned := strings.Contains(strings.Join(p.Warnings, "\n"), "after: at N = "); warned != load {
					t.Errorf("warnings: %q", p.Warnings)
				}
			}
		})
	}
}

// A side that its quota stopped is not told to be on a quiet machine.
func TestQuotaOfASide(t *testing.T) {
	files := two(steady, steady, nil)
	loaded(files[0], quiet)
	loaded(files[1], even)
	for i := range files[1].Runs {
		r := &files[1].Runs[i]
		var all time.Duration
		for _, w := range r.Timing.Workers {
			all += w.Sched.RunDelay
		}
		r.System.Throttled = &all
	}
	c, err := Files(files, Options{Names: []string{"before", "after"}})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	r, _ := p.Row("T(1)")
	said := c.Verdict + strings.Join(p.Warnings, " ") + r.Reason
	if !strings.Contains(c.Verdict, `"after" was stopped: at N = `) || r.Reason != `the CPU quota of "after" could make or hide it` ||
		!strings.Contains(said, "raise the CPU quota") || strings.Contains(said, "quiet") || strings.Contains(p.Warnings[0], "other work") {
		t.Errorf("%s %q", said, r.Reason)
	}
}

// The program's own S of a loaded sweep is no other than that of a quiet one, and the machine's
// part has what is between it and S.
func TestOwnSUnderLoad(t *testing.T) {
	files := two(steady, steady, nil)
	loaded(files[0], quiet)
	loaded(files[1], rising)
	c, err := Files(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	if r, _ := p.Row("program"); r.Verdict != Same {
		t.Errorf("program: %+v", r)
	}
	own, machine, s := p.ProgramSerialFraction.Value, p.MachineSerialFraction.Value, 0.0
	if r, ok := p.Row("S"); ok {
		s = r.New.Value
	}
	if d := own + machine - s; d > 1e-9 || d < -1e-9 || machine < 0.2 {
		t.Errorf("the program's %v and the machine's %v of S = %v", own, machine, s)
	}
	if r, _ := p.Row("machine"); r.New != *p.MachineSerialFraction {
		t.Errorf("machine: %+v, side %v", r, p.MachineSerialFraction)
	}
	if !strings.Contains(c.Verdict, "The program's own S = ") || strings.Contains(c.Verdict, "serial;") {
		t.Error(c.Verdict)
	}
	if c.Baseline.ProgramUnknown != analysis.Divided {
		t.Errorf("unknown: %q", c.Baseline.ProgramUnknown)
	}
}

// A side whose only N within its CPUs is 1 has no S, and its times are open under load all the
// same.
func TestBusySideWithoutS(t *testing.T) {
	files := two(steady, steady, func(h *results.Header) {
		h.Machine.EffectiveCPUs, h.Machine.AffinityCPUs, h.GOMAXPROCS = 1, 1, 1
	})
	loaded(files[0], quiet)
	loaded(files[1], even)
	c, err := Files(files, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := c.Pairs[0]
	if p.OtherWork == nil || p.OtherWork.Made || p.Model != "" {
		t.Errorf("other work %+v, S by %q", p.OtherWork, p.Model)
	}
	for _, quantity := range []string{"T(1)", "T(2)", "T(8)"} {
		if r, ok := p.Row(quantity); !ok || r.Verdict != CannotTell || !r.OtherWork {
			t.Errorf("%s: %+v", quantity, r)
		}
	}
}

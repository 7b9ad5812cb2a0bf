package analysis

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// waited makes every worker of a run wait for a CPU, for a share of the time that it works.
func waited(share func(n int) float64) func(*harness.Run) {
	return func(r *harness.Run) { waits(r, share(r.Workers)) }
}

// Other work that slows all N alike leaves S as it is, and S is no property of the job all the
// same: neither the verdict nor the removals promise anything of it. A little of it leaves the
// ceiling, and that of programs whose workers wait for each other is no other work.
func TestOtherWorkThatSlowsAllNAlike(t *testing.T) {
	for _, tc := range []struct {
		name  string
		share func(n int) float64
		busy  bool
		made  bool
	}{
		{"a loop on every CPU", func(int) float64 { return 1 }, true, true},
		{"a twentieth", func(int) float64 { return 0.05 }, true, false},
		{"at N = 4 only, which is beyond the CPUs", func(n int) float64 { return float64(n / 4) }, false, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := finished(header(1, 2, 4), edit(quietRuns(), waited(tc.share)))
			if !tc.busy {
				f.Header.Machine.EffectiveCPUs, f.Header.GOMAXPROCS, f.Header.Pace = 2, 2, time.Nanosecond
			}
			a := analyze(t, f, Options{})
			o := a.OtherWork
			if (o != nil) != tc.busy || tc.busy && o.Made != tc.made {
				t.Fatalf("other work %+v", o)
			}
			if said := strings.Contains(a.Verdict, "Cannot tell the job's ceiling: at N = "); said != tc.made {
				t.Error(a.Verdict)
			}
			if (a.WithoutUnknown == OtherWork) != tc.made {
				t.Errorf("removals: %q", a.WithoutUnknown)
			}
		})
	}
}

// A worker that waits for a CPU while no chunk is left for it is in nobody's way: with one chunk the
// program has no speed-up on a quiet machine either. With a chunk for each, its wait is other work's.
func TestAWorkerWithoutAChunkWaitsForNothing(t *testing.T) {
	const work, late = 200 * time.Microsecond, 190 * time.Microsecond
	for chunks, made := range map[int]bool{1: false, 2: true} {
		var runs []harness.Run
		for block := range 12 {
			noise := time.Duration(block%3) * time.Microsecond
			for _, n := range []int{1, 2} {
				worker := func(chunks int, wake time.Duration) harness.WorkerTiming {
					busy := time.Duration(chunks) * (work + noise)
					return harness.WorkerTiming{Chunks: chunks, Wake: wake, Awake: new(wake), Busy: busy,
						Sched: &meter.SchedTiming{CPU: busy, WakeDelay: new(wake), AwakeDelay: new(wake), ClaimDelay: new(time.Duration)}}
				}
				timing := harness.Timing{Split: time.Microsecond, Delay: &harness.CoordinatorDelay{}, Rejoined: new(time.Duration), Workers: []harness.WorkerTiming{worker(chunks, 0)}}
				if n == 2 { // the second comes late, when all is done or begun
					timing.Workers = append(timing.Workers, worker(0, time.Duration(chunks)*late))
				}
				run := harness.Run{Engine: "pool", Block: block, Workers: n, Start: runtest.Epoch.Add(time.Duration(block) * time.Second), Timing: runtest.Tiled(timing)}
				if n == 1 {
					run.Timeline = timeline(slices.Repeat([]time.Duration{work + noise}, chunks), nil)
				}
				runs = append(runs, run)
			}
		}
		h := header(1, 2)
		h.Chunks = chunks
		a := analyze(t, finished(h, runs), Options{})
		if o := a.OtherWork; (o != nil && o.Made) != made {
			t.Errorf("%d chunks: other work %+v of S = %v, the program's own %v", chunks, o, *a.SerialFraction, a.ProgramSerialFraction)
		}
	}
}

// Of an S that is small a little of the time may be most, or hide most, and then the ceiling is no
// property of the job; a part that is not half of it leaves the ceiling, and what is little of
// both is not other work. An S that may be 0 is not hidden by what is within its noise.
func TestOtherWorkOfLittleTime(t *testing.T) {
	at := func(n int, share float64) func(int) float64 {
		return func(m int) float64 { return map[int]float64{n: share}[m] }
	}
	for _, tc := range []struct {
		name   string
		serial time.Duration // of 1 s
		share  func(n int) float64
		busy   bool
		made   bool
		words  string
	}{
		{"most of S", time.Millisecond, at(2, 0.018), true, true, "at N = 2 other work had the CPUs for 1.8 % of the time of the runs and added 0.018 to S"},
		{"a seventh of S", 30 * time.Millisecond, at(2, 0.005), true, false, ""},
		{"a hundredth of S", 30 * time.Millisecond, at(2, 0.0003), false, false, ""},
		{"it hides most of S", 30 * time.Millisecond, at(1, 0.018), true, true, "at N = 1 other work had the CPUs for 1.7 % of the time of the runs and hid 0.018 of S"},
		{"it hides all of S", 30 * time.Millisecond, at(1, 0.15), true, true, "at N = 1 other work had the CPUs for 13 % of the time of the runs."},
		{"it hides a tenth of S", 30 * time.Millisecond, at(1, 0.004), true, false, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			runs := edit(runtest.Amdahl(8, tc.serial, time.Second-tc.serial, 1, 2), waited(tc.share))
			a := analyze(t, finished(header(1, 2), runs), Options{})
			o := a.OtherWork
			if (o != nil) != tc.busy || tc.busy && o.Made != tc.made {
				t.Fatalf("other work %+v of S = %v", o, *a.SerialFraction)
			}
			if said := strings.Contains(a.Verdict, "Cannot tell the job's ceiling: "+tc.words); said != tc.made {
				t.Error(a.Verdict)
			}
			if o != nil && o.SerialFraction < 0 && !strings.Contains(a.Verdict, " off S by other work on its CPUs: there was more of it at N = 1.") && a.MachineSerialFraction.Hi < 0 {
				t.Error(a.Verdict)
			}
		})
	}
	s := &study{fit: &fit.Fit{SerialFraction: fit.Interval{Value: 0.0001, Lo: -0.001, Hi: 0.0012}}}
	for part, want := range map[float64]bool{0.002: false, -0.0005: false, -0.002: true} {
		if s.ofLoad(part, mostLoad) != want {
			t.Errorf("%v of %v: %v", part, s.fit.SerialFraction, !want)
		}
	}
}

// Where the verdict has no ceiling because other work made S, no warning about the law has one. A quiet
// sweep of the same law has.
func TestNoWarningStatesACeilingBesideOtherWork(t *testing.T) {
	promises := regexp.MustCompile("x faster|ceiling|largest speed-up|peak at|stops growing|no number of workers")
	for _, tc := range []struct {
		name     string
		kind     fit.Kind
		runs     int
		overhead time.Duration // of the merge, for every doubling of N
	}{
		{"too few runs to compare laws", fit.Uncompared, 1, 0},
		{"another law explains the runs", fit.AlternativeLaw, 8, 40 * time.Millisecond},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, busy := range []bool{false, true} {
				runs := edit(runtest.Amdahl(tc.runs, 30*time.Millisecond, 970*time.Millisecond, 1, 2, 4), func(r *harness.Run) {
					r.Timing.Merge += time.Duration(math.Log2(float64(r.Workers)) * float64(tc.overhead))
					waits(r, 0)
					if busy {
						waits(r, 1)
					}
				})
				a := analyze(t, finished(header(1, 2, 4), runs), Options{})
				seen := false
				for _, w := range a.Advice {
					if w.Code != advice.Code(tc.kind) {
						continue
					}
					seen = true
					if promises.MatchString(w.Message) == busy || !regexp.MustCompile("S [=<] ").MatchString(w.Message) {
						t.Errorf("busy %v: %s", busy, w.Message)
					}
				}
				if !seen || busy != (a.OtherWork != nil && a.OtherWork.Made) {
					t.Errorf("busy %v: %+v: %+v", busy, a.OtherWork, a.Advice)
				}
			}
		})
	}
}

// Waits for a CPU that grow with N bend the curve down as overhead of the program does. Where they alone
// do, nothing promises a peak, and no N is best; where the same time is spent on a CPU, the peak is the job's.
func TestOtherWorkMakesNoPeak(t *testing.T) {
	const overhead = 0.0008 // of the time of a worker, by N squared: at N = 16, a fifth
	peak := regexp.MustCompile("best speed-up|more workers make this slower|peak at|rises with N")
	for _, workload := range []string{"ttest", "pipe"} { // whose workers are threads, and processes
		for _, blocks := range []int{1, 8} {
			for _, loaded := range []bool{false, true} {
				runs := edit(runtest.Amdahl(blocks, 0, time.Second, 1, 2, 4, 8, 16), func(r *harness.Run) {
					waits(r, overhead*float64(r.Workers*r.Workers-1))
					for i := range r.Timing.Workers {
						if w := &r.Timing.Workers[i]; !loaded {
							w.Sched.CPU, w.Sched.RunDelay = w.Busy, 0
						}
					}
				})
				f := finished(header(1, 2, 4, 8, 16), runs)
				f.Header.Workload, f.Header.GOMAXPROCS = workload, 16
				m := &f.Header.Machine
				m.LogicalCPUs, m.AffinityCPUs, m.EffectiveCPUs, m.GOMAXPROCS = 16, 16, 16, 16
				a := analyze(t, f, Options{})
				texts := []string{a.Verdict}
				for _, w := range a.Advice {
					texts = append(texts, w.Message)
				}
				said := slices.ContainsFunc(texts, peak.MatchString)
				made := a.OtherWork != nil && a.OtherWork.Made
				if r, ok := a.Recommended(); said == loaded || made != loaded || !ok || (r.Busy != nil) != loaded {
					t.Errorf("%s, %d blocks, loaded %v: %+v: %q", workload, blocks, loaded, a.OtherWork, texts)
				}
			}
		}
	}
}

// Where other work leaves the ceiling, the verdict has what it may be without the waits where that is
// another, by the hull that a gate on it has.
func TestAllowanceOfACeiling(t *testing.T) {
	x := func(lo, hi float64) *fit.Interval { return &fit.Interval{Value: lo, Lo: lo, Hi: hi} }
	inf := math.Inf(1)
	const without = "without the waits for a CPU the ceiling "
	for _, c := range []struct {
		hull *fit.Interval
		made bool
		want string
	}{
		{x(12, 38), false, without + "may be up to 38x"},
		{x(8, 20), false, without + "may be down to 8.00x"},
		{x(8, 38), false, without + "may be from 8.00x up to 38x"},
		{x(12, inf), false, without + "may be up to any speed-up"},
		{x(12, 21), false, ""},
		{x(12, 38), true, ""},
		{nil, false, without + "is not known"},
	} {
		if got := (&BusyMachine{Ceiling: c.hull, Made: c.made}).Allowance(*x(12, 20)); got != c.want {
			t.Errorf("%v: %q, want %q", c.hull, got, c.want)
		}
	}
	if got := (&BusyMachine{Ceiling: x(12, inf)}).Allowance(*x(12, inf)); got != "" {
		t.Errorf("a ceiling without end: %q", got)
	}
	runs := edit(runtest.Amdahl(8, 50*time.Millisecond, 950*time.Millisecond, 1, 2, 4), waited(func(n int) float64 { return 0.008 * float64(n-1) }))
	s, err := NewSample(finished(header(1, 2, 4), runs), Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := s.Report()
	if err != nil {
		t.Fatal(err)
	}
	hull := *a.MaxSpeedup
	for _, q := range s.WithoutWaits() {
		hull = hull.Hull(q.Fit.MaxSpeedup)
	}
	if o := a.OtherWork; o == nil || o.Made || *o.Ceiling != hull {
		t.Fatalf("other work %+v, want the hull %v", o, hull)
	}
	if want := " Without the waits for a CPU the ceiling may be up to " + number.Factor(hull.Hi) + "."; !strings.Contains(a.Verdict, want) {
		t.Errorf("no %q in: %s", want, a.Verdict)
	}
}

// Processes take turns with each other on a quiet machine too: what they wait may be the
// program's own, and is named as either.
func TestWaitsOfProcesses(t *testing.T) {
	f := finished(header(1, 2), edit(quietRuns()[:16], waited(func(n int) float64 { return 0.6 * float64(n-1) })))
	f.Header.Workload = "pipe"
	o := &BusyMachine{Workers: 2, Share: 0.4, turns: f.Header.Processes()}
	if !o.turns || o.Much(o.Share) || o.Sentence() != "at N = 2 other work, or the program's own processes, had the CPUs for 40 % of the time of the runs" ||
		o.Cure() != "sweep again on a quiet machine, or with fewer workers" {
		t.Errorf("%+v: %s: %s", o, o.Sentence(), o.Cure())
	}
}

// Without an S the report still has what other work took.
func TestOtherWorkAtOneN(t *testing.T) {
	var runs []harness.Run
	for _, r := range edit(quietRuns(), waited(func(int) float64 { return 1 })) {
		if r.Workers == 1 {
			runs = append(runs, r)
		}
	}
	a := analyze(t, finished(header(1), runs), Options{})
	if a.OtherWork == nil || !strings.Contains(a.Verdict, " At N = 1 other work had the CPUs for ") {
		t.Errorf("other work %+v: %s", a.OtherWork, a.Verdict)
	}
}

// Workers that a quota stops wait for a CPU too, and a quiet machine is no cure.
func TestQuotaOfWorkers(t *testing.T) {
	f := finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) {
		waits(r, 1)
		var all time.Duration
		for _, w := range r.Timing.Workers {
			all += w.Sched.RunDelay
		}
		r.System.Throttled = &all
	}))
	o := analyze(t, f, Options{}).OtherWork
	if o == nil || !o.Quota || !strings.Contains(o.Sentence(), " the CPU quota stopped the workers for ") || strings.Contains(o.Cure(), "quiet") {
		t.Errorf("other work %+v", o)
	}
}

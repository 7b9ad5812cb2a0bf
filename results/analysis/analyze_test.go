package analysis

import (
	"encoding/json"
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/golden"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// finished is a file whose sweep came to its end.
func finished(h results.Header, runs []harness.Run) *results.File {
	return &results.File{Header: h, Runs: runs, End: &results.End{Stopped: "6 blocks done"}}
}

func analyze(t *testing.T, f *results.File, o Options) *Report {
	t.Helper()
	a, err := Of(f, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAnalysisJSON(t *testing.T) {
	h := header(1, 2, 4, 8)
	runs := runtest.Amdahl(6, 10*time.Millisecond, 400*time.Millisecond, 1, 2, 4, 8)
	b := written(t, h, runs)
	golden.File(t, "../testdata/amdahl.jsonl", b)
	f, err := results.Decode(strings.NewReader(string(b)))
	if err != nil {
		t.Fatal(err)
	}
	a, err := json.MarshalIndent(analyze(t, f, Options{}), "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden.JSON(t, "../testdata/amdahl.json", append(a, '\n'))
}

// From runs that obey Amdahl's law its S is recovered, and charged to the phases where the
// time was spent.
func TestRecoversAmdahl(t *testing.T) {
	for _, serial := range []time.Duration{0, 5 * time.Millisecond, 20 * time.Millisecond, 200 * time.Millisecond} {
		t.Run(serial.String(), func(t *testing.T) {
			parallel := 1000*time.Millisecond - serial
			want := serial.Seconds()
			a := analyze(t, finished(header(1, 2, 4), runtest.Amdahl(10, serial, parallel, 1, 2, 4)), Options{})
			if s := a.SerialFraction; s.Lo > want || s.Hi < want || s.Hi-s.Lo > 0.02 {
				t.Errorf("S = %+v, want %v within a narrow interval", s, want)
			}
			if share := shareOf(t, a.Causes, "split") + shareOf(t, a.Causes, "merge"); math.Abs(share-want) > 0.005 {
				t.Errorf("split and merge are charged %v, want %v", share, want)
			}
			if *a.AccountedSerialFraction < want-0.01 || *a.AccountedSerialFraction > want+0.01 {
				t.Errorf("accounted S = %v, want %v", *a.AccountedSerialFraction, want)
			}
		})
	}
}

// The interval of S of paced runs is widened for late timers on the side to which they move
// S, and so is that of the greatest speed-up.
func TestLatenessIsAllowedFor(t *testing.T) {
	const late = 2 * time.Millisecond
	h := header(1, 2, 4)
	h.Pace = time.Millisecond
	for _, c := range []struct {
		name     string
		late     func(n int) bool
		lo, hi   float64 // by which the ends move
		overhead bool    // the runs without it may have overhead
	}{
		{"alike at every N", func(int) bool { return true }, -0.004, 0, false},
		{"at N = 1 alone", func(n int) bool { return n == 1 }, 0, 0.0012, false},
		{"beyond N = 1 alone", func(n int) bool { return n > 1 }, -0.0107, 0, true},
		{"never", func(int) bool { return false }, 0, 0, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			runs := runtest.Amdahl(10, 5*time.Millisecond+late, 493*time.Millisecond, 1, 2, 4)
			before := analyze(t, finished(h, runs), Options{})
			for i := range runs {
				if c.late(runs[i].Workers) {
					runs[i].Timing.Late = late
				}
			}
			after := analyze(t, finished(h, runs), Options{})
			was, is := before.SerialFraction, after.SerialFraction
			if is.Value != was.Value || !moved(is.Lo-was.Lo, c.lo) || !moved(is.Hi-was.Hi, c.hi) {
				t.Errorf("S was %v and is %v", was, is)
			}
			if by, late := after.LateTimersSerialFraction, c.lo != 0 || c.hi != 0; (by != 0) != late || late && (by > 0) != (c.lo < 0) {
				t.Errorf("late timers are said to add %v to S", by)
			}
			if most := after.MaxSpeedup; !c.overhead && math.Abs(most.Lo-1/is.Hi) > 1e-6*most.Lo || most.Lo > (1+1e-6)/is.Hi || is.Lo > 0 && math.Abs(most.Hi-1/is.Lo) > 1e-6*most.Hi {
				t.Errorf("the most speed-up is %v of S = %v", most, is)
			}
		})
	}
}

// moved reports whether an end moved by about want, or not at all where want is 0.
func moved(by, want float64) bool {
	if want == 0 {
		return by == 0
	}
	return by/want > 0.7 && by/want < 1.5
}

func shareOf(t *testing.T, causes []Cause, name string) float64 {
	t.Helper()
	i := slices.IndexFunc(causes, func(c Cause) bool { return c.Name == name })
	if i < 0 {
		t.Fatalf("no cause %s in %v", name, causes)
	}
	return causes[i].SerialFraction
}

func names(causes []Cause) []string {
	var ns []string
	for _, c := range causes {
		ns = append(ns, c.Name)
	}
	return ns
}

func TestScopes(t *testing.T) {
	f := finished(header(1, 2), runtest.Amdahl(4, 20*time.Millisecond, 400*time.Millisecond, 1, 2))
	f.Store = &results.Stored{Wall: 5 * time.Millisecond}
	for scope, want := range map[Scope]struct {
		causes string
		t1     float64
	}{
		Steady:   {"dispatch imbalance inflation unattributed", 0.400},
		Compute:  {"spawn dispatch imbalance inflation unattributed", 0.400},
		Pipeline: {"split spawn dispatch imbalance inflation merge unattributed", 0.420},
		EndToEnd: {"load split spawn dispatch imbalance inflation merge store unattributed", 0.465},
	} {
		t.Run(string(scope), func(t *testing.T) {
			a := analyze(t, f, Options{Scope: scope})
			if got := strings.Join(names(a.Causes), " "); got != want.causes {
				t.Errorf("causes %q, want %q", got, want.causes)
			}
			if got := a.T1Seconds.Value; math.Abs(got-want.t1) > 0.01*want.t1 {
				t.Errorf("T1 = %v, want %v", got, want.t1)
			}
		})
	}
	t.Run("end-to-end without loading", func(t *testing.T) {
		f := *f
		f.Header.Load = nil
		a := analyze(t, &f, Options{Scope: EndToEnd})
		if slices.Contains(names(a.Causes), "load") || !mentions(a.Warnings, "loading was not timed") {
			t.Errorf("causes %v, warnings %q", names(a.Causes), a.Warnings)
		}
		f.Store = nil
		if _, err := Of(&f, Options{Scope: EndToEnd}); !errors.As(err, new(*harness.FlagError)) || !strings.Contains(err.Error(), "type pipeline") {
			t.Errorf("neither load nor store: %v", err)
		}
	})
	if _, err := Of(f, Options{Scope: "all"}); err == nil || !strings.Contains(err.Error(), "type one of steady, compute, pipeline, end-to-end") {
		t.Errorf("an unknown scope: %v", err)
	}
}

// warns reports whether an analysis has advice of a code whose message contains text.
func warns(a *Report, code advice.Code, text string) bool {
	return slices.ContainsFunc(a.Advice, func(x advice.Advice) bool { return x.Code == code && strings.Contains(x.Message, text) })
}

func mentions(warnings []string, text string) bool {
	return slices.ContainsFunc(warnings, func(w string) bool { return strings.Contains(w, text) })
}

func TestWarmupIsLeftOut(t *testing.T) {
	f := finished(header(1, 2), runtest.Amdahl(4, 10*time.Millisecond, 400*time.Millisecond, 1, 2))
	want := analyze(t, f, Options{})
	warm := runtest.AmdahlRun(0, 2, time.Second, time.Second, 1)
	warm.Warmup = true
	f.Runs = append([]harness.Run{warm}, f.Runs...)
	if got := analyze(t, f, Options{}); got.Verdict != want.Verdict || got.Runs != 8 {
		t.Errorf("with warm-up: %q, %d runs; without: %q", got.Verdict, got.Runs, want.Verdict)
	}
}

func TestAnalyzeNeedsOneWorker(t *testing.T) {
	for name, runs := range map[string][]harness.Run{"no runs": nil, "other N": runtest.Amdahl(2, 0, time.Second, 2, 4)} {
		t.Run(name, func(t *testing.T) {
			if _, err := Of(finished(header(1, 2, 4), runs), Options{}); err == nil || !strings.Contains(err.Error(), "no timed run at N = 1") {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestKilledSweep(t *testing.T) {
	f := finished(header(1, 2), runtest.Amdahl(3, 0, time.Second, 1, 2))
	f.End = nil
	a := analyze(t, f, Options{})
	if !a.Interrupted || !mentions(a.Warnings, "the file has no end") {
		t.Errorf("interrupted %v, warnings %q", a.Interrupted, a.Warnings)
	}
}

package analysis

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// weakFile returns a sweep whose rows grow with N: merge takes merge(n), and every worker is
// busy for busy(n).
func weakFile(workers []int, cv float64, busy, merge func(n int) time.Duration) *results.File {
	f := &results.File{Header: header(workers...), End: &results.End{Stopped: "20 blocks done"}}
	f.Header.Weak, f.Header.Machine.EffectiveCPUs, f.Header.Machine.AffinityCPUs, f.Header.Machine.LogicalCPUs, f.Header.GOMAXPROCS = true, 16, 16, 16, 16
	rng := rand.New(rand.NewPCG(1, 2))
	for block := range 20 {
		for _, n := range workers {
			noise := math.Exp(cv * rng.NormFloat64())
			t := harness.Timing{Split: 10 * time.Microsecond, Merge: time.Duration(float64(merge(n)) * noise)}
			for w := range n {
				b := time.Duration(float64(busy(n)) * noise * (1 - 0.001*float64(w)))
				t.Workers = append(t.Workers, harness.WorkerTiming{Chunks: 96, Wake: time.Duration(5+w) * time.Microsecond, Busy: b})
			}
			f.Runs = append(f.Runs, harness.Run{Engine: "pool", Block: block, Workers: n, Timing: runtest.Tiled(t)})
		}
	}
	return f
}

// uneven returns a sweep that loses nothing, with one N that is by chance the least noisy.
func uneven() *results.File {
	f := weakFile([]int{1, 2, 4}, 0.08, constant(time.Second), constant(0))
	quiet := weakFile([]int{1, 2, 4}, 0.01, constant(1020*time.Millisecond), constant(0))
	for i, r := range quiet.Runs {
		if r.Workers == 4 {
			f.Runs[i] = r
		}
	}
	return f
}

func constant(d time.Duration) func(int) time.Duration { return func(int) time.Duration { return d } }

func growing(d time.Duration) func(int) time.Duration {
	return func(n int) time.Duration { return time.Duration(n) * d }
}

// The seconds that are lost at each N are those of its causes, with equality.
func TestWeakCausesAddUp(t *testing.T) {
	f := weakFile([]int{1, 2, 4, 8}, 0.02, constant(time.Second), growing(20*time.Millisecond))
	for _, scope := range []Scope{Pipeline, Compute, Steady} {
		w, err := WeakOf(f, Options{Scope: scope})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range w.Points[1:] {
			sum := 0.0
			for _, s := range p.Causes {
				sum += s
			}
			if math.Abs(sum-p.LostSeconds) > 1e-12 {
				t.Errorf("%s at N = %d: the causes are %v, lost are %v", scope, p.Workers, sum, p.LostSeconds)
			}
			n := float64(p.Workers)
			if want := n - p.Serial.Value*(n-1); math.Abs(p.Speedup.Value-want) > 1e-9 {
				t.Errorf("%s at N = %d: speed-up %v, by Gustafson's law %v", scope, p.Workers, p.Speedup.Value, want)
			}
		}
		last := w.Points[len(w.Points)-1]
		for _, list := range [][]WeakCause{w.Causes, w.Owners} {
			seconds, serial := 0.0, 0.0
			for _, c := range list {
				seconds, serial = seconds+c.Seconds.Value, serial+c.Serial
			}
			if w.At != 8 || math.Abs(seconds-last.LostSeconds) > 1e-12 || math.Abs(serial-last.Serial.Value) > 1e-9 {
				t.Errorf("%s at N = %d: %v s and %v of the scaled S, want %v and %v", scope, w.At, seconds, serial, last.LostSeconds, last.Serial.Value)
			}
		}
	}
}

// Each law is found where it holds, and neither where two N cannot show which.
func TestWeakLaws(t *testing.T) {
	slower := func(n int) time.Duration { // so that N·T(1)/T(N) = N − 0.2·(N−1)
		return time.Duration(float64(time.Second) * float64(n) / (float64(n) - 0.2*float64(n-1)))
	}
	for _, tc := range []struct {
		name   string
		f      *results.File
		law    WeakLaw
		serial float64
		share  float64
	}{
		{"Gustafson", weakFile([]int{1, 2, 4, 8, 16}, 0.005, slower, constant(0)), ByGustafson, 0.2, 0},
		{"a merge that grows", weakFile([]int{1, 2, 4, 8, 16}, 0.005, constant(950*time.Millisecond), growing(50*time.Millisecond)), ByGrowing, 0, 0.05},
		{"two N", weakFile([]int{1, 2}, 0.005, constant(950*time.Millisecond), growing(50*time.Millisecond)), NoWeakLaw, 0, 0.05},
		{"nothing lost", weakFile([]int{1, 2, 4, 8}, 0.005, constant(time.Second), constant(0)), NoWeakLaw, 0, 0},
	} {
		w, err := WeakOf(tc.f, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if w.Law != tc.law {
			t.Errorf("%s: law %q, want %q: %s", tc.name, w.Law, tc.law, w.Verdict)
		}
		if tc.serial > 0 && math.Abs(w.Gustafson.Value-tc.serial) > 0.01 {
			t.Errorf("%s: scaled S %v, want %v", tc.name, *w.Gustafson, tc.serial)
		}
		if tc.law != ByGustafson && math.Abs(w.Growing.Value-tc.share) > 0.005 {
			t.Errorf("%s: growing share %v, want %v", tc.name, *w.Growing, tc.share)
		}
	}
}

// Where the runs do not lie on the law that explains them better, it is not called theirs.
func TestNoWeakLawIsTheirs(t *testing.T) {
	cliff := func(n int) time.Duration { // rows of 16 workers are no longer in a cache
		if n == 16 {
			return 1600 * time.Millisecond
		}
		return time.Second
	}
	w, err := WeakOf(weakFile([]int{1, 2, 4, 8, 16}, 0.005, cliff, constant(0)), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if w.Law != NoWeakLaw && !strings.Contains(w.Verdict, "but do not lie on that law") {
		t.Errorf("law %q: %s", w.Law, w.Verdict)
	}
	if w, err = WeakOf(uneven(), Options{}); err != nil || w.Law != NoWeakLaw {
		t.Errorf("of an N that is by chance the least noisy: %v, law %q: %s", err, w.Law, w.Verdict)
	}
}

// What other work made of the runs is no law of the job, and what is too noisy is no answer.
func TestWeakIsUnknown(t *testing.T) {
	busy := weakFile([]int{1, 2, 4}, 0.005, func(n int) time.Duration { return time.Duration(min(n, 2)) * time.Second }, constant(0))
	for i := range busy.Runs {
		for k := range busy.Runs[i].Timing.Workers {
			w := &busy.Runs[i].Timing.Workers[k]
			w.Sched = &meter.SchedTiming{CPU: min(w.Busy, time.Second), RunDelay: max(0, w.Busy-time.Second)}
		}
	}
	w, err := WeakOf(busy, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if w.OtherWork == nil || !strings.Contains(w.Verdict, "That is no property of the job: at N = ") || len(w.Warnings) != 1 {
		t.Errorf("other work %+v, warnings %q: %s", w.OtherWork, w.Warnings, w.Verdict)
	}
	noisy := weakFile([]int{1, 2}, 1, constant(time.Second), constant(0))
	noisy.Runs = noisy.Runs[:4]
	if w, err = WeakOf(noisy, Options{}); err != nil || !strings.HasPrefix(w.Verdict, "Cannot tell how many times") {
		t.Errorf("of two noisy runs: %v, %+v", err, w)
	}
}

// What of the imbalance the machine made is not known without the times of chunks, so the
// intervals of both owners reach to either; and a coordinator hides who owns what.
func TestWeakOwners(t *testing.T) {
	f := weakFile([]int{1, 2, 4}, 0.005, constant(time.Second), constant(0))
	w, err := WeakOf(f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	imbalance := w.Causes[slices.IndexFunc(w.Causes, func(c WeakCause) bool { return c.Name == "imbalance" })].Seconds.Value
	own := w.Owners[0]
	if own.Owner != ownerProgram || !(imbalance > 0) || own.Seconds.Lo > own.Seconds.Value-imbalance {
		t.Errorf("%+v, of which the imbalance of %v s may be the machine's", own, imbalance)
	}
	f.Header.Schedule = "queue"
	if w, err = WeakOf(f, Options{}); err != nil || len(w.Owners) != 0 {
		t.Errorf("of a coordinator: %v, %+v", err, w.Owners)
	}
}

// No analysis by Amdahl's law reads a sweep whose rows grow with N; a fit of its times does, by
// Gustafson's.
func TestWeakIsNotStrong(t *testing.T) {
	f := weakFile([]int{1, 2, 4}, 0.01, constant(time.Second), growing(time.Millisecond))
	if _, err := Of(f, Options{}); !errors.Is(err, ErrWeak) {
		t.Errorf("Of: %v", err)
	}
	if _, _, err := TwoNumbers(f); !errors.Is(err, ErrWeak) {
		t.Errorf("TwoNumbers: %v", err)
	}
	series, err := SeriesOf(f)
	if err != nil || len(series) != 1 || !series[0].Weak {
		t.Errorf("SeriesOf: %+v, %v", series, err)
	}
	if s := WeakSerial(f); s == nil {
		t.Error("no scaled S")
	}
	f.Runs = f.Runs[1:2]
	if _, err := WeakOf(f, Options{}); err == nil || !strings.Contains(err.Error(), "N = 1") {
		t.Errorf("without a run at N = 1: %v", err)
	}
}

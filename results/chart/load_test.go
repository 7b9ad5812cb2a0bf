package chart

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/counters"
	"serialfraction/harness/meter"
	"serialfraction/results"
)

// loaded returns a recorded sweep of which some is known of each run: the share of the CPUs that others had, and the
// clock in GHz, by the number of the run.
func loaded(t *testing.T, others func(run int) float64, ghz func(run int) float64) *results.File {
	f := docs(t, "sweeps/ttest-2cpu")
	runs := slices.DeleteFunc(slices.Clone(f.Runs), func(r harness.Run) bool { return r.Warmup || r.Engine != f.Header.Engine })
	slices.SortStableFunc(runs, func(a, b harness.Run) int { return a.Start.Compare(b.Start) })
	for i := range runs {
		r := &runs[i]
		r.Timing.Others = &meter.OtherWork{CPU: time.Duration(others(i+1) * float64(f.Header.Machine.AffinityCPUs) * float64(r.Timing.Wall))}
		r.System.ClockHz = int64(1e9 * ghz(i+1))
	}
	f.Runs = runs
	return f
}

// Strips have every run at its place, on their axes, and say what the file does not have.
func TestLoad(t *testing.T) {
	plain := docs(t, "sweeps/ttest-2cpu")
	bare := Load(plain, analysed(t, plain))
	for _, must := range []string{"280 timed runs in ", "This machine tells no clock of its CPUs: it is a virtual one", "What other programs used of the CPUs is not in this file.", "Flagged runs, which were disturbed or slow for their N, are marked"} {
		if !strings.Contains(bare.Caption, must) {
			t.Errorf("the caption does not say %q: %s", must, bare.Caption)
		}
	}
	f := loaded(t, func(run int) float64 { return float64(run) / 1000 }, func(run int) float64 { return 3 + float64(run%2) })
	a := analysed(t, f)
	s := Load(f, a)
	names := []string{}
	for _, strip := range s.Of {
		names = append(names, strip.Name)
		checkAxis(t, strip.Name, strip.Y)
		if n := len(strip.Points) + len(strip.Touched); n != len(f.Runs) || len(strip.Touched) != len(a.FlaggedRuns) {
			t.Errorf("%s has %d runs, %d of them flagged, of %d and %d", strip.Name, n, len(strip.Touched), len(f.Runs), len(a.FlaggedRuns))
		}
		for i, p := range strip.Points {
			if p.Y < strip.Y.Lo-1e-9 || p.Y > strip.Y.Hi+1e-9 || i > 0 && p.X <= strip.Points[i-1].X {
				t.Errorf("%s: a point at %v off its axis or its order", strip.Name, p)
			}
		}
	}
	if want := []string{"time over the median, %", "waited for a CPU, %", "other work, % of CPUs", "clock, GHz"}; !slices.Equal(names, want) {
		t.Fatalf("strips %q, want %q", names, want)
	}
	for _, p := range s.Of[2].Points { // others rise evenly, so a mean over neighbours on both sides is the run's own
		if run := p.X; run > 60 && run < 220 && (p.Y < run/10-1.5 || p.Y > run/10+1.5) {
			t.Errorf("run %v: others had %v %%, want %v", run, p.Y, run/10)
		}
	}
	for _, p := range s.Of[3].Points {
		if want := 3 + float64(int(p.X)%2); p.Y != want {
			t.Errorf("run %v: %v GHz, want %v", p.X, p.Y, want)
		}
	}
	if strings.Contains(s.Caption, "not in this file") || strings.Contains(s.Caption, "no clock") {
		t.Errorf("what the file has is said to be missing: %s", s.Caption)
	}
}

// A run of which others had all CPUs stands out where it is, and nowhere else.
func TestLoadStandsOut(t *testing.T) {
	const touched = 101
	f := loaded(t, func(run int) float64 {
		if run == touched {
			return 1
		}
		return 0
	}, func(int) float64 { return 0 })
	for i := range f.Runs { // long enough to be counted alone
		r := &f.Runs[i]
		r.Timing.Others.CPU *= 1000
		r.Timing.Wall, r.Timing.Split, r.Timing.Parallel, r.Timing.Merge = 1000*r.Timing.Wall, 1000*r.Timing.Split, 1000*r.Timing.Parallel, 1000*r.Timing.Merge
		r.Timing.Workers = nil
	}
	s := Load(f, analysed(t, f))
	at := slices.IndexFunc(s.Of, func(s Strip) bool { return s.Name == "other work, % of CPUs" })
	if at < 0 {
		t.Fatal("no strip of other work")
	}
	for _, p := range s.Of[at].Points {
		if want := map[bool]float64{true: 100}[p.X == touched]; p.Y != want {
			t.Errorf("run %v: %v %%, want %v", p.X, p.Y, want)
		}
	}
}

// Where the system tells no clock, that of the workers is drawn by their counters: all their cycles over all
// the time for which these were counted.
func TestLoadByCounters(t *testing.T) {
	f := loaded(t, func(int) float64 { return 0 }, func(int) float64 { return 0 })
	for i := range f.Runs {
		for w := range f.Runs[i].Timing.Workers {
			ns := int64(1000 * (w + 1))
			f.Runs[i].Timing.Workers[w].Counts = &counters.Counts{Hardware: &counters.Hardware{Instructions: 1, Cycles: ns * int64(2+w+i%2), Enabled: 2 * time.Duration(ns), Running: time.Duration(ns)}}
		}
	}
	want := func(run int) float64 { // of n workers
		n := len(f.Runs[run].Timing.Workers)
		cycles, ns := 0, 0
		for w := range n {
			cycles, ns = cycles+(w+1)*(2+w+run%2), ns+w+1
		}
		return float64(cycles) / float64(ns)
	}
	s := Load(f, analysed(t, f))
	strip := s.Of[len(s.Of)-1]
	if strip.Name != "clock, GHz" || len(strip.Points)+len(strip.Touched) != len(f.Runs) {
		t.Fatalf("%s has %d runs of %d", strip.Name, len(strip.Points)+len(strip.Touched), len(f.Runs))
	}
	for _, p := range strip.Points {
		if math.Abs(p.Y-want(int(p.X)-1)) > 1e-12 {
			t.Errorf("run %v: %v GHz, want %v", p.X, p.Y, want(int(p.X)-1))
		}
	}
	for _, m := range strip.Touched {
		if !strings.Contains(m.Tip, "its workers ran at ") {
			t.Errorf("%s", m.Tip)
		}
	}
	f.Runs[3].Timing.Workers[0].Counts = nil
	if s := Load(f, analysed(t, f)); len(s.Of[len(s.Of)-1].Points)+len(s.Of[len(s.Of)-1].Touched) != len(f.Runs)-1 {
		t.Error("a run of which a worker was not counted has a clock")
	}
}

// Of very many runs some are drawn, flagged ones among them, and that is said.
func TestLoadOfManyRuns(t *testing.T) {
	f := docs(t, "sweeps/ttest-2cpu")
	a := analysed(t, f)
	many := *f
	many.Runs = nil
	for k := range 20 {
		for _, r := range f.Runs {
			if r.Warmup {
				continue
			}
			r.Block += 1000 * k
			r.Start = r.Start.Add(time.Duration(k) * time.Minute)
			many.Runs = append(many.Runs, r)
		}
	}
	s := Load(&many, a)
	drawn := len(s.Of[0].Points) + len(s.Of[0].Touched)
	if drawn < MostRuns/2 || drawn > MostRuns || len(s.Of[0].Touched) == 0 {
		t.Errorf("%d runs are drawn, %d of them flagged", drawn, len(s.Of[0].Touched))
	}
	if !strings.Contains(s.Caption, " of them are drawn, evenly spread") {
		t.Errorf("what is left out is not said: %s", s.Caption)
	}
}

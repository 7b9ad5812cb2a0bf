package analysis

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/counters"
	"serialfraction/harness/runtest"
	"serialfraction/results"
)

// factors are by how much instructions, cycles an instruction and the seconds of a cycle at some N exceed
// those at N = 1.
type factors struct{ instructions, cyclesEach, cycleSeconds float64 }

func (f factors) product() float64 { return f.instructions * f.cyclesEach * f.cycleSeconds }

// What the workers of a run at N = 1 do.
const (
	plantedInstructions = 8e12
	plantedCyclesEach   = 0.75
	plantedHertz        = 3.5e9
)

// countedRun returns a run whose n workers share what one does, with its factors planted. Its counters
// counted for a share of the time.
func countedRun(block, n int, f factors, counted float64) harness.Run {
	instructions := plantedInstructions * f.instructions
	cycles := instructions * plantedCyclesEach * f.cyclesEach
	seconds := cycles / plantedHertz * f.cycleSeconds
	r := runtest.AmdahlRun(block, n, time.Millisecond, time.Duration(seconds*1e9), 1)
	for i := range r.Timing.Workers {
		enabled := r.Timing.Workers[i].Busy
		share := counted / float64(n)
		r.Timing.Workers[i].Counts = &counters.Counts{Hardware: &counters.Hardware{
			Instructions: int64(instructions * share), Cycles: int64(cycles * share),
			Enabled: enabled, Running: time.Duration(counted * float64(enabled))}}
	}
	return r
}

// executionOf returns the ledger of runs and the parts of inflation that execution is split into; of none
// where it is not split.
func executionOf(t interface{ Fatal(...any) }, h results.Header, runs []harness.Run) (*ledger, []part) {
	l, err := newLedger(finished(h, runs), runs, Pipeline, nil)
	if err != nil {
		t.Fatal(err)
	}
	col, _ := l.column("inflation", ownerMachine)
	return l, col.parts[slices.IndexFunc(col.parts, func(p part) bool { return p.name == "blocked" })+1:]
}

// charges returns what e(n)·(n−1)·T(1) has of each part, in seconds.
func charges(l *ledger, parts []part, n int) map[string]float64 {
	points, _ := fit.Points(l.obs, estimator, 0.95)
	i := slices.IndexFunc(points, func(p fit.Point) bool { return p.Workers == n })
	sums := map[string]float64{}
	for _, p := range parts {
		sums[p.name] = float64(n)*points[i].Of(p.seconds) - points[0].Of(p.seconds)
	}
	return sums
}

// Whatever the factors, those planted come back by their log shares, the rest has nothing, and the parts
// are what the workers executed.
func TestExecutionComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ratio := func(name string) float64 { return math.Exp(rapid.Float64Range(-1, 1).Draw(t, name)) }
		counted := rapid.SampledFrom([]float64{1, 0.95}).Draw(t, "counted")
		planted := map[int]factors{1: {1, 1, 1}}
		var runs []harness.Run
		for b := range 2 {
			for _, n := range []int{1, 2, 4} {
				if _, known := planted[n]; !known {
					planted[n] = factors{ratio("instructions"), ratio("cycles"), ratio("clock")}
					if rapid.IntRange(0, 4).Draw(t, "cancel") == 0 {
						f := planted[n]
						f.cycleSeconds = 1 / (f.instructions * f.cyclesEach)
						planted[n] = f
					}
				}
				runs = append(runs, countedRun(b, n, planted[n], counted))
			}
		}
		l, parts := executionOf(t, header(1, 2, 4), runs)
		if len(parts) != 4 {
			t.Fatalf("%d parts", len(parts))
		}
		for i, e := range l.runs {
			sum := summed(len(l.runs), parts, func(p part) []float64 { return p.seconds })[i]
			if x := busySeconds(e); math.Abs(sum-x) > 1e-12*x {
				t.Fatalf("the parts add up to %v s, executed were %v s", sum, x)
			}
		}
		one := plantedInstructions * plantedCyclesEach / plantedHertz
		for n, f := range planted {
			if n == 1 {
				continue
			}
			got, mean := charges(l, parts, n), one
			if d := math.Log(f.product()); math.Abs(d) > 1e-12 {
				mean = one * (f.product() - 1) / d
			}
			for name, want := range map[string]float64{
				moreInstructions: mean * math.Log(f.instructions), moreCycles: mean * math.Log(f.cyclesEach),
				lowerClock: mean * math.Log(f.cycleSeconds), restOfExecution: 0} {
				if math.Abs(got[name]-want) > 1e-7*one {
					t.Fatalf("N = %d, %+v: %s has %v s, planted were %v s", n, f, name, got[name], want)
				}
			}
		}
	})
}

// Who made the rows slower owns what they lost.
func TestExecutionHasOwners(t *testing.T) {
	for _, c := range []struct {
		planted factors
		cause   string
		owner   string
	}{
		{factors{1.2, 1, 1}, moreInstructions, ownerProgram},
		{factors{1, 1.2, 1}, moreCycles, ownerMachine},
		{factors{1, 1, 1.2}, lowerClock, ownerMachine},
	} {
		var runs []harness.Run
		for b := range 6 {
			noise := 1 + 0.002*float64(b%3-1)
			for _, n := range []int{1, 2, 4} {
				f := factors{1, 1, noise}
				if n > 1 {
					f = c.planted
					f.cycleSeconds *= noise
				}
				runs = append(runs, countedRun(b, n, f, 1))
			}
		}
		a := analyze(t, finished(header(1, 2, 4), runs), Options{})
		found := false
		for _, o := range a.Owners {
			for _, k := range o.Causes {
				for _, p := range k.Parts {
					if big := p.SerialFraction > 0.02; big != (p.Name == c.cause) {
						t.Errorf("%+v: %s of the %s has %v of S", c.planted, p.Name, o.Owner, p.SerialFraction)
					}
					if p.Name == c.cause {
						found = o.Owner == c.owner
					}
				}
			}
		}
		if !found {
			t.Errorf("%+v: no %s of the %s: %+v", c.planted, c.cause, c.owner, a.Owners)
		}
		if own := a.ProgramSerialFraction.Value; (own > 0.02) != (c.owner == ownerProgram) {
			t.Errorf("%+v: the program's own S is %v", c.planted, own)
		}
	}
}

// Without the counters of every worker of every run for nearly all of its time, execution stays one word.
func TestExecutionNeedsAllCounts(t *testing.T) {
	sweep := func() []harness.Run {
		var runs []harness.Run
		for _, n := range []int{1, 2} {
			runs = append(runs, countedRun(0, n, factors{1, 1, 1}, 1))
		}
		return runs
	}
	for name, change := range map[string]func(k *harness.WorkerTiming){
		"no counts":      func(k *harness.WorkerTiming) { k.Counts = nil },
		"software alone": func(k *harness.WorkerTiming) { k.Counts = &counters.Counts{Software: &counters.Software{}} },
		"multiplexed":    func(k *harness.WorkerTiming) { k.Counts.Hardware.Running = k.Counts.Hardware.Enabled / 2 },
	} {
		runs := sweep()
		change(&runs[1].Timing.Workers[1])
		if _, parts := executionOf(t, header(1, 2), runs); len(parts) != 1 || parts[0].name != "execution" {
			t.Errorf("%s: %+v", name, parts)
		}
	}
	queue, paced := header(1, 2), header(1, 2)
	queue.Schedule, paced.Pace = "queue", time.Millisecond
	for _, h := range []results.Header{queue, paced} {
		l, err := newLedger(finished(h, sweep()), sweep(), Pipeline, nil)
		if err != nil {
			t.Fatal(err)
		}
		col, _ := l.column("inflation", ownerMachine)
		for _, p := range col.parts {
			if p.owner == ownerProgram || p.name == restOfExecution {
				t.Errorf("%s, pace %v: %s", h.Schedule, h.Pace, p.name)
			}
		}
	}
}

// N copies, and workers whose rows grow with N, do N times the work of one: that is no more instructions.
func TestExecutionOfMoreWork(t *testing.T) {
	weak := header(1, 2, 4)
	weak.Weak = true
	var runs []harness.Run
	for _, n := range []int{1, 2, 4} {
		r := countedRun(0, n, factors{float64(n), 1 + 0.1*float64(n-1), 1}, 1)
		runs = append(runs, r)
	}
	for name, make := range map[string]func() (*ledger, error){
		"weak":   func() (*ledger, error) { return newLedger(finished(weak, runs), runs, Pipeline, nil) },
		"copies": func() (*ledger, error) { return newControlLedger(finished(header(1, 2, 4), runs), runs) },
	} {
		l, err := make()
		if err != nil {
			t.Fatal(err)
		}
		col, _ := l.column("inflation", ownerMachine)
		one := plantedInstructions * plantedCyclesEach / plantedHertz
		for _, p := range col.parts {
			for i, e := range l.runs {
				want := 0.0
				switch p.name {
				case moreCycles:
					want = logarithmicMean(one*(1+0.1*float64(e.Workers-1)), one) * math.Log(1+0.1*float64(e.Workers-1))
				case restOfExecution:
					want = one
				}
				if l.copies {
					want /= float64(e.Workers)
				}
				if math.Abs(p.seconds[i]-want) > 1e-7*one {
					t.Errorf("%s, N = %d: %s has %v s, not %v", name, e.Workers, p.name, p.seconds[i], want)
				}
			}
		}
	}
}

func TestLogarithmicMean(t *testing.T) {
	for _, c := range []struct{ a, b, want float64 }{
		{2, 2, 2}, {1, math.E, math.E - 1}, {math.E, 1, math.E - 1}, {3, math.Nextafter(3, 4), 3}, {1e-300, 1, 1 / math.Log(1e300)},
	} {
		if got := logarithmicMean(c.a, c.b); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("L(%v, %v) = %v, not %v", c.a, c.b, got, c.want)
		}
	}
}

package plan

import (
	"math"
	"os"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/results/timings"
	"serialfraction/results/timings/curves"
)

// fileBasis returns the basis of a file of timings, and its points.
func fileBasis(t *testing.T, name string) (Basis, []curves.Point) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	series, err := timings.Read(name, f, timings.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a, err := curves.Analyze(curves.Series{Source: name, Quantity: curves.Quantity(series[0].Quantity), Readings: series[0].Readings, Sure: true}, curves.Options{Method: fit.Default})
	if err != nil {
		t.Fatal(err)
	}
	b, err := OfTimings(name, a)
	if err != nil {
		t.Fatal(err)
	}
	return b, a.Points
}

// Of a file whose points do not lie on any law, no measured N that misses the target is the N
// that surely reaches it, nor the estimate, whether the runtime is that of the file or given.
func TestNoMissedPointSurelyReaches(t *testing.T) {
	for _, name := range []string{"raza_12700h", "raza_3960x"} {
		b, points := fileBasis(t, "../../fit/testdata/"+name+".csv")
		one, seen := points[0].Seconds.Value, map[float64]float64{} // times of one worker, by N
		for _, p := range points {
			seen[p.Workers] = p.Seconds.Value / one
		}
		for _, runtime := range []float64{0, 100} {
			misses, asked := 0, 0
			for up := 1.05; up < 10; up *= 1.06 {
				q := Question{Runtime: runtime, Target: 100 / up, MaxWorkers: 64}
				if runtime == 0 {
					q.Target = one / up
				}
				p := make1(t, b, q)
				if p.Workers == nil {
					continue
				}
				asked++
				for _, n := range []float64{p.Workers.Value, p.Workers.Hi} {
					if at := seen[n]; at > 1/up*(1+1e-9) {
						misses++
						t.Logf("%s, runtime %v, %vx: N = %v takes %v of %v", name, runtime, up, n, at, 1/up)
					}
				}
				if p.LackOfFit == nil || !strings.Contains(strings.Join(p.Notes, "\n"), "do not lie on") {
					t.Errorf("%s: no lack of fit in %q", name, p.Notes)
				}
			}
			if misses > 0 || asked < 20 {
				t.Errorf("%s, runtime %v: %d of %d answers name an N that misses", name, runtime, misses, asked)
			}
		}
	}
}

// Where the points lie off the law, a plan has the measured time at each N that was measured, and
// its interval holds what lies between and beyond.
func TestPlanAlongPoints(t *testing.T) {
	truth := func(n float64) float64 { return 0.05 + 0.95/n + 0.02*math.Sin(2*math.Log2(n)) }
	b := basisOf(t, []float64{1, 2, 3, 4, 6, 8, 12, 16, 24, 32}, truth)
	if b.Misfit == nil {
		t.Fatal("no lack of fit")
	}
	p := make1(t, b, Question{Target: 50, Runtime: 100})
	near(t, "T(1)", p.Decision.course.at(1).Value, 100, 1e-9)
	for n := 1.0; n <= 40; n++ {
		at, want := p.Decision.course.at(n), 100*truth(n)
		if _, measured := map[float64]bool{2: true, 3: true, 4: true, 6: true, 8: true, 12: true, 16: true, 24: true, 32: true}[n]; measured {
			near(t, "a measured time", at.Value, want, 0.003)
			if at.Hi-at.Lo > 0.01*want {
				t.Errorf("N = %v was measured as %v, and is %+v", n, want, at)
			}
		}
		if at.Lo > want*1.003 || at.Hi < want*0.997 {
			t.Errorf("N = %v takes %v, not %+v", n, want, at)
		}
	}
	for n := p.Decision.Knee.Value; n < 200; n++ {
		if gain := 100/p.Decision.course.at(n+1).Value - 100/p.Decision.course.at(n).Value; gain >= KneeGain {
			t.Errorf("the knee is %v, and one more worker beside %v adds %v", p.Decision.Knee.Value, n, gain)
		}
	}
	if straight := basisOf(t, []float64{1, 2, 4, 8, 16}, amdahlShare); straight.Misfit != nil {
		t.Errorf("a law that the points lie on has %v", straight.Misfit)
	}
}

func amdahlShare(n float64) float64 { return 0.05 + 0.95/n }

// A measured N whose value misses the target is not the N that surely reaches it, though the law
// and its interval do; a larger N may be, and where there is none it cannot be told.
func TestMissedPointIsNotSure(t *testing.T) {
	b := measured(0.02, 0.019, 0.021)
	b.Measured = []Measured{{8, fit.Interval{Value: 6.9, Lo: 6.7, Hi: 7.1, Level: 0.95}}}
	q := Question{Target: 28800 / 6.95, Runtime: 28800}
	if p := make1(t, b, q); p.Reachable != Yes || p.Workers.Hi != 9 {
		t.Errorf("%s, %+v", p.Reachable, p.Workers)
	}
	q.MaxWorkers = 8
	if p := make1(t, b, q); p.Reachable != CannotTell || finite(p.Workers.Hi) {
		t.Errorf("%s, %+v", p.Reachable, p.Workers)
	}
}

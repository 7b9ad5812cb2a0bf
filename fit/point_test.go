package fit

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPointLocations(t *testing.T) {
	times := []float64{5, 1, 4, 2, 100, 3, 7, 6} // middle half: 3, 4, 5, 6
	for _, c := range []struct {
		est  Estimator
		want float64
	}{
		{TrimmedMean, 4.5},
		{Mean, 16},
		{Median, 4.5},
		{Minimum, 1},
	} {
		t.Run(c.est.Name, func(t *testing.T) {
			var obs []Observation
			for _, s := range times {
				obs = append(obs, Observation{4, s})
			}
			points, err := Points(obs, c.est, 0.95)
			if err != nil {
				t.Fatal(err)
			}
			l := points[0]
			if len(points) != 1 || l.Workers != 4 || l.Runs != 8 {
				t.Errorf("points %+v", points)
			}
			if l.Seconds.Value != c.want || l.Of(times) != c.want {
				t.Errorf("location %v, of the times themselves %v, want %v", l.Seconds.Value, l.Of(times), c.want)
			}
			if !(l.Seconds.Lo < c.want && c.want < l.Seconds.Hi) || math.IsInf(l.Seconds.Hi, 0) {
				t.Errorf("interval %+v", l.Seconds)
			}
		})
	}
}

func TestPointInterval(t *testing.T) {
	// Log times −1, 0, 1: standard error 1/√3, t(0.975, 2) = 4.302652729911275.
	obs := []Observation{{1, math.Exp(-1)}, {1, 1}, {1, math.E}}
	points, err := Points(obs, Mean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	got, want := points[0].Seconds.Hi/points[0].Seconds.Value, math.Exp(4.302652729911275/math.Sqrt(3))
	if digits(got, want) < 9 {
		t.Errorf("upper end over value %v, want %v", got, want)
	}
}

func TestPointOfOneRun(t *testing.T) {
	points, err := Points([]Observation{{2, 3}, {1, 5}}, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if points[0].Workers != 1 || points[1].Workers != 2 {
		t.Errorf("points are not in ascending N: %+v", points)
	}
	if s := points[0].Seconds; s.Value != 5 || !math.IsInf(s.Lo, -1) || !math.IsInf(s.Hi, 1) {
		t.Errorf("one run: %+v, want 5 with unbounded ends", s)
	}
}

// A name needs no quotes in a shell; the names of earlier versions are still accepted.
func TestEstimatorByName(t *testing.T) {
	for _, e := range Estimators {
		if strings.IndexFunc(e.Name, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) >= 0 {
			t.Errorf("%q is no bare word", e.Name)
		}
		for _, name := range []string{e.Name, e.Title, strings.ToUpper(e.Name), strings.ReplaceAll(e.Title, " ", "-")} {
			got, err := EstimatorByName(name)
			if err != nil || got.Name != e.Name {
				t.Errorf("%q: %q, %v", name, got.Name, err)
			}
		}
	}
	for old, want := range map[string]Estimator{"trimmed mean": TrimmedMean, "all repeats": AllRepeats, "minimum": Minimum} {
		if e, err := EstimatorByName(old); err != nil || e.Name != want.Name {
			t.Errorf("%q: %q, %v, want %q", old, e.Name, err, want.Name)
		}
	}
	if _, err := EstimatorByName("mode"); err == nil || !strings.Contains(err.Error(), "trimmed-mean, mean, all, median, min") {
		t.Errorf("an estimator that does not exist: %v", err)
	}
}

// Quantities that add up in every run add up in every location.
func TestPointOfIsLinear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		obs, causes := drawRuns(t)
		points, err := Points(obs, rapid.SampledFrom(Estimators).Draw(t, "estimator"), 0.95)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range points {
			sum := 0.0
			for _, c := range causes {
				sum += l.Of(c)
			}
			if math.Abs(sum-l.Seconds.Value) > 1e-9*l.Seconds.Value {
				t.Fatalf("N = %d: causes add up to %v, seconds are %v", l.Workers, sum, l.Seconds.Value)
			}
		}
	})
}

// drawRuns generates runs at N = 1 and other N, and three causes that add up to their
// times. A cause may be negative, as unattributed time can be.
func drawRuns(t *rapid.T) ([]Observation, [3][]float64) {
	var obs []Observation
	var causes [3][]float64
	workers := rapid.SliceOfNDistinct(rapid.IntRange(2, 256), 1, 8, rapid.ID[int]).Draw(t, "workers")
	for _, n := range append(workers, 1) {
		for range rapid.IntRange(1, 9).Draw(t, "repeats") {
			s := rapid.Float64Range(1e-3, 1e3).Draw(t, "seconds")
			a := rapid.Float64Range(-0.1, 1.1).Draw(t, "share") * s
			b := rapid.Float64Range(-0.1, 1.1).Draw(t, "share") * s
			obs = append(obs, Observation{n, s})
			for i, v := range []float64{a, b, s - a - b} {
				causes[i] = append(causes[i], v)
			}
		}
	}
	return obs, causes
}

package curves

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"serialfraction/fit"
)

// noisy are runs of Amdahl's law with S = 0.05 and normal noise of 3 %, each times what
// slow returns for its number among the repeats.
func noisy(seed uint64, repeats int, slow func(run int) float64) Series {
	rnd := rand.New(rand.NewPCG(seed, 1))
	s := Series{Quantity: Time, Sure: true}
	for _, n := range []float64{1, 2, 4, 8} {
		for run := range repeats {
			s.Readings = append(s.Readings, fit.Reading{Load: n, Seconds: amdahl(0.05)(n) * math.Exp(0.03*rnd.NormFloat64()) * slow(run)})
		}
	}
	return s
}

// unlikeOf returns the warning of unlike repeats, and at how many N points are flagged.
func unlikeOf(t *testing.T, s Series) (warning string, flagged int) {
	t.Helper()
	a := analyze(t, s, Options{})
	for _, w := range a.Advice {
		if w.Code == "unlike-repeats" {
			warning = w.Message
		}
	}
	for _, p := range a.Points {
		if slices.Contains(p.Flags, flagUnlike) {
			flagged++
		}
	}
	return warning, flagged
}

func TestUnlikeRepeats(t *testing.T) {
	tests := []struct {
		name    string
		repeats int
		slow    func(run int) float64
		flagged int
		warning string
	}{
		{"before and after", 10, func(run int) float64 { return []float64{1, 1.3}[run/5] }, 4, "N = 1 has 5 runs near 9."},
		{"two of each", 4, func(run int) float64 { return []float64{1, 1.5}[run%2] }, 4, "N = 1 has 2 runs near "},
		{"one run twice as long", 5, func(run int) float64 { return []float64{1, 1, 1, 2.5, 1}[run] }, 4, "has 4 runs near 9.99 s and 1 run near "},
		{"one run of ten a little longer", 10, func(run int) float64 { return 1 + 0.3*float64(run/9) }, 0, ""},
		{"runs that are alike", 10, func(int) float64 { return 1 }, 0, ""},
		{"one run of each", 1, func(int) float64 { return 1 }, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := noisy(7, tt.repeats, tt.slow)
			warning, flagged := unlikeOf(t, s)
			if flagged != tt.flagged || !strings.Contains(warning, tt.warning) || (warning == "") != (tt.flagged == 0) {
				t.Errorf("%d points flagged, want %d: %q", flagged, tt.flagged, warning)
			}
			s.Sweep = &Sweep{CPUs: 8, Share: 1}
			if warning, flagged := unlikeOf(t, s); warning != "" || flagged > 0 {
				t.Errorf("of a sweep, which knows what it timed: %q", warning)
			}
		})
	}
}

// TestUnlikeAsMeasured checks that the groups are in what was measured: times of whole runs,
// also where their work grows, rates and speed-ups.
func TestUnlikeAsMeasured(t *testing.T) {
	for _, tt := range []struct {
		quantity Quantity
		weak     bool
		warning  string
	}{
		{Time, false, "N = 4 has 1 run near 11.0 s and 1 run near 30.0 s."},
		{Time, true, "N = 4 has 1 run near 11.0 s and 1 run near 30.0 s."},
		{Throughput, false, "N = 4 has 1 run near 30.0 per second and 1 run near 11.0 per second."},
		{Throughput, true, "N = 4 has 1 run near 30.0 per second and 1 run near 11.0 per second."},
		{Speedup, false, "N = 4 has 1 run near 30x and 1 run near 11x."},
	} {
		s := Series{Quantity: tt.quantity, Sure: true}
		for _, r := range [][2]float64{{1, 10}, {1, 10.1}, {2, 10.4}, {2, 10.5}, {4, 11}, {4, 30}, {8, 12}, {8, 12.1}} {
			seconds := r[1]
			if tt.quantity != Time {
				seconds = 1 / r[1]
			}
			s.Readings = append(s.Readings, fit.Reading{Load: r[0], Seconds: seconds})
		}
		a := analyze(t, s, Options{Weak: tt.weak})
		if !strings.Contains(strings.Join(a.Warnings, "\n"), tt.warning) {
			t.Errorf("%s, weak %v: %q, want one with %q", tt.quantity, tt.weak, a.Warnings, tt.warning)
		}
	}
}

// TestLikeRepeats checks how often repeats with normal noise are taken for two kinds: in one
// series of a hundred at most, for every number of repeats.
func TestLikeRepeats(t *testing.T) {
	for _, repeats := range []int{3, 4, 5, 6, 9, 10, 20} {
		wrong := 0
		for seed := range uint64(200) {
			y := newSeriesFit(noisy(seed, repeats, func(int) float64 { return 1 }), Options{Method: fit.Default})
			var a Analysis
			if y.unlike(&a); len(a.Advice) > 0 {
				wrong++
			}
		}
		if wrong > 2 {
			t.Errorf("%d repeats of each: %d of 200 series", repeats, wrong)
		}
	}
}

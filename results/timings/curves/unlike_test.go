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

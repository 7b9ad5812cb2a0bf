package main

import (
	"math"
	"testing"
)

// The ends of an interval by signs are of the ranks in the tables for the median
// (Conover, Practical Nonparametric Statistics, table A3 of the binomial with p = 1/2).
func TestSignInterval(t *testing.T) {
	for _, c := range []struct {
		n      int
		lo, hi float64 // ranks
		level  float64
	}{
		{20, 6, 15, 0.95861}, {10, 2, 9, 0.97852}, {6, 1, 6, 0.96875}, {5, 1, 5, 0.9375}, {1, 1, 1, 0},
	} {
		d := make([]float64, c.n)
		for i := range d {
			d[i] = float64(c.n - i) // any order
		}
		got := signInterval(d)
		if got.Lo != c.lo || got.Hi != c.hi || math.Abs(got.Level-c.level) > 1e-5 || got.Value != float64(c.n+1)/2 {
			t.Errorf("%d: %v at %v", c.n, got, got.Level)
		}
	}
	if got := signInterval(nil); !math.IsInf(got.Lo, -1) || !math.IsInf(got.Hi, 1) {
		t.Errorf("of nothing: %v", got)
	}
}

func TestSignTest(t *testing.T) {
	for _, c := range []struct {
		above, below int
		want         float64
	}{{20, 0, 2 / math.Pow(2, 20)}, {0, 20, 2 / math.Pow(2, 20)}, {10, 10, 1}, {17, 3, 2 * 1351 / math.Pow(2, 20)}, {0, 0, 1}} {
		if got := signTest(c.above, c.below); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%d above and %d below: %v, want %v", c.above, c.below, got, c.want)
		}
	}
}

// How probable it is to pass, against sums of the binomial distribution by hand.
func TestPasses(t *testing.T) {
	p := 0.9
	atLeast := func(k, n int) float64 { return 1 - atMost(k-1, n, p) }
	for _, c := range []struct {
		name                             string
		cells, sweeps, least, wholeLeast int
		want                             float64
	}{
		{"one cell", 1, 20, 17, 17, atLeast(17, 20)},
		{"one cell, as the tables have it", 1, 20, 17, 17, 0.8670467},
		{"the whole alone", 8, 20, 0, 150, atLeast(150, 160)},
		{"the cells alone", 8, 20, 17, 0, math.Pow(atLeast(17, 20), 8)},
		{"both, two cells of one sweep", 2, 1, 1, 2, 0.81},
		{"both, one of two in each, three in all", 2, 2, 1, 3, 4*p*p*p*(1-p) + p*p*p*p},
	} {
		if got := passes(c.cells, c.sweeps, c.least, c.wholeLeast, p); math.Abs(got-c.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := passes(8, 20, 17, 150, 1); got != 1 {
		t.Errorf("all are right: %v", got)
	}
}

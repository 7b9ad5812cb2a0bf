//go:build !race

// Whether all arrangements are drawn alike is seen in many drawings, all on one goroutine.

package permtest

import (
	"math"
	"math/bits"
	"strconv"
	"testing"

	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

// TestPairsAreChosenAlike looks at choices of which there are too many to count:
// every column, and every pair of columns, must be in as many as any other.
func TestPairsAreChosenAlike(t *testing.T) {
	const draws = 20000
	for _, c := range []struct{ cols, few int }{{38, 11}, {60, 30}, {61, 20}, {100, 50}, {130, 3}, {200, 77}} {
		ch := newChooser(c.cols, c.few)
		a := make(arrangement, len(ch.full))
		s := stream{seed: 4}
		s.start(arrangementStream, 5)
		pairs := make([]int, c.cols*c.cols)
		chosen := make([]int, c.few)
		for range draws {
			ch.draw(a, &s)
			n := 0
			for i, w := range a {
				for ; w != 0; w &= w - 1 {
					chosen[n] = i*wordCols + bits.TrailingZeros64(w)
					n++
				}
			}
			if n != c.few {
				t.Fatalf("%d of %d: %x", c.few, c.cols, a)
			}
			for i, x := range chosen {
				for _, y := range chosen[:i+1] {
					pairs[x*c.cols+y]++
				}
			}
		}
		one := float64(c.few) / float64(c.cols)
		two := one * float64(c.few-1) / float64(c.cols-1)
		for x := range c.cols {
			for y := range x + 1 {
				p := two
				if x == y {
					p = one
				}
				// 5.7 standard deviations: once in 4000 of all those pairs, with
				// room for the skewness of rare ones.
				if off := float64(pairs[x*c.cols+y]) - draws*p; math.Abs(off) > 5.7*math.Sqrt(draws*p*(1-p))+3 {
					t.Errorf("%d of %d, columns %d and %d: %d times, expected %.1f", c.few, c.cols, x, y, pairs[x*c.cols+y], draws*p)
				}
			}
		}
	}
}

// TestPermtestDrawsWhatItEnumerates compares random p with exact ones: each of 60
// within 4.5 standard errors, which all are but once in 2000 seeds.
func TestPermtestDrawsWhatItEnumerates(t *testing.T) {
	const permutations = 20000
	ds := smallMatrix(t)
	for _, variance := range []string{"welch", "equal"} {
		exact := workloadtest.Column(run(t, ds, spec.Args{"var": {variance}, "permutations": {"0"}}), "p")
		for _, adjust := range []string{"none", "maxt"} {
			drawn := workloadtest.Column(run(t, ds, spec.Args{"var": {variance}, "adjust": {adjust}, "permutations": {strconv.Itoa(permutations)}}), "p")
			for row, p := range exact {
				if limit := 4.5*math.Sqrt(p*(1-p)/permutations) + 1./permutations; !(math.Abs(drawn[row]-p) <= limit) {
					t.Errorf("%s, adjust %s, row %d: p = %v, exactly %v", variance, adjust, row, drawn[row], p)
				}
			}
		}
	}
}

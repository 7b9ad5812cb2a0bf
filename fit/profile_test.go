package fit

import (
	"math"
	"testing"
)

// One series of usl_profile.csv: the search for the lower end of sigma began where the
// best coefficients give negative times, and stopped there at 0.038. A grid over kappa
// finds the profile at 0.02 at 0.200, well below the limit of 0.370, and the end at
// -0.015.
func TestProfileReachesItsLimit(t *testing.T) {
	rs := []Reading{{1, 7.007}, {2, 4.466}, {4, 2.912}, {8, 1.81}, {16, 0.8431}, {32, 0.5362}}
	c, err := Default.Fit(USL, rs)
	if err != nil {
		t.Fatal(err)
	}
	if lo := c.Params[1].Estimate.Lo; math.Abs(lo+0.015) > 0.0005 {
		t.Errorf("sigma from %.4f on, want -0.015", lo)
	}
	if ss := sigmaOnGrid(c, 0.02); math.Abs(ss-0.200) > 0.001 {
		t.Errorf("the grid has a profile of %.4f at sigma 0.02, want 0.200", ss)
	}
}

// sigmaOnGrid returns the least sum of squares at a sigma, over a grid of kappa that is
// narrowed down to the best step. The best T1 is a mean.
func sigmaOnGrid(c *Curve, sigma float64) float64 {
	s := c.system
	at := func(kappa float64) float64 {
		shape := make([]float64, len(s.load))
		for i, n := range s.load {
			shape[i] = (1 + sigma*(n-1) + kappa*n*(n-1)) / n
		}
		_, ss := s.scale(shape)
		return ss
	}
	lo, hi := -2-math.Abs(sigma), 40+math.Abs(sigma)
	least := math.Inf(1)
	best := 0.0
	for hi-lo > 1e-9*(1+math.Abs(sigma)) {
		const parts = 4000
		from, step := lo, (hi-lo)/parts
		for i := range parts + 1 {
			kappa := from + float64(i)*step
			if ss := at(kappa); ss < least {
				least, best = ss, kappa
			}
		}
		lo, hi = best-2*step, best+2*step
	}
	return least
}

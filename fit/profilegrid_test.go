//go:build !race

package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Each end of sigma is where a profile on a grid reaches the limit, for 120 small series.
func TestProfileAgainstGrid(t *testing.T) {
	r := rand.New(rand.NewPCG(1993, 4))
	for series := range 120 {
		var rs []Reading
		sigma, kappa := 0.2*r.Float64(), 0.005*r.Float64()
		for n := 1.0; n <= 8*float64(int(1)<<r.IntN(4)); n *= 2 {
			noise := math.Exp(0.15 * r.NormFloat64())
			rs = append(rs, Reading{n, noise * (1 + sigma*(n-1) + kappa*n*(n-1)) / n})
		}
		c, err := Default.Fit(USL, rs)
		if err != nil {
			t.Fatal(err)
		}
		least := c.signed.ss
		limit := least + c.t*c.t*c.noise.ms
		p := c.Params[1].Estimate
		for _, end := range []float64{p.Lo, p.Hi} {
			if math.IsInf(end, 0) {
				continue
			}
			if ss := sigmaOnGrid(c, end); math.Abs(ss-limit) > 1e-4*limit {
				t.Errorf("series %d: at the end %.4g of sigma the profile is %.6g, the limit %.6g", series, end, ss, limit)
			}
		}
	}
}

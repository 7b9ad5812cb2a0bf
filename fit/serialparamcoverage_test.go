//go:build !race

package fit

import (
	"math/rand/v2"
	"testing"
)

// holdsSerial counts the sweeps of N = 1..most whose interval of S holds the planted
// sigma, whatever law is chosen, and the mean width.
func holdsSerial(t *testing.T, r *rand.Rand, sigma, kappa float64, most, sweeps int) (held int, width float64) {
	t.Helper()
	ns := trial{most: most}.workers()
	for range sweeps {
		f, _, err := Serial(uslRuns(r, sigma, kappa, 0.02, 10, ns...), nil, TrimmedMean, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		s := f.SerialFraction
		if s.Lo <= sigma && sigma <= s.Hi {
			held++
		}
		width += (s.Hi - s.Lo) / float64(sweeps)
	}
	return held, width
}

// The interval of S allows for overhead that is too small to be seen.
func TestSerialHoldsBesideSmallOverhead(t *testing.T) {
	const sweeps = 300
	r := rand.New(rand.NewPCG(1993, 431))
	if held, _ := holdsSerial(t, r, 0.02, 2e-5, 64, sweeps); held < 93*sweeps/100 {
		t.Errorf("%d of %d intervals hold S", held, sweeps)
	}
}

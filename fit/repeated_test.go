package fit

import (
	"fmt"
	"math"
)

// repeatedSerial is the S of a repeated series, or its sigma.
const repeatedSerial = 0.05

// A repeated is one kind of series with repeats at each N, under noise of 2 %: of the USL,
// or, where cap is above 0, of Amdahl's law on that many CPUs.
type repeated struct {
	kappa, cap float64
	loads      []float64
	repeats    int
}

func (k repeated) law(n float64) float64 {
	if k.cap > 0 {
		n = min(n, k.cap)
	}
	return (1 + repeatedSerial*(n-1) + k.kappa*n*(n-1)) / n
}

// ceiling returns the largest speed-up of the law.
func (k repeated) ceiling() float64 {
	switch {
	case k.cap > 0:
		return 1 / k.law(k.cap)
	case k.kappa > 0:
		return 1 / k.law(math.Sqrt((1-repeatedSerial)/k.kappa))
	}
	return 1 / repeatedSerial
}

func (k repeated) String() string {
	switch {
	case k.cap > 0:
		return fmt.Sprintf("capped at %g", k.cap)
	case k.kappa > 0:
		return fmt.Sprintf("USL, kappa %g", k.kappa)
	}
	return "Amdahl"
}

// repeatedLoads are the N of repeated series.
var repeatedLoads = [][]float64{
	{1, 2, 4},
	{1, 2, 3, 4, 5, 6},
	{1, 2, 4, 8},
	{1, 2, 3, 4, 5, 6, 7, 8},
	{1, 2, 4, 8, 16},
	to64,
}

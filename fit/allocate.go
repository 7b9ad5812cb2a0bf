package fit

import "math"

// usualSerial is the serial fraction at which runs are costed, and mostTimes the most runs of
// one N in a block: with S = 0.2, where a run at a large N is not cheap, four make the
// interval as wide as one of each N does in the same time, and more make it wider.
const (
	usualSerial = 0.05
	mostTimes   = 4
)

// Allocate returns how many runs each N gets in so many blocks of a sweep, so that the
// interval of S becomes narrow in little time; nil where one of each in every block is as
// good. ns is ascending, and the first fitting of them can be fitted.
//
// With noise that is relative to the time, S of Amdahl's law is known best from the two ends
// of the range. Beside overhead that grows with N,
//
//	n·T(n)/T1 = 1 + sigma·(n−1) + kappa·n·(n−1)
//
// is a parabola in n, whose slope at one end is known best from three N: the ends and the
// middle between them (the Chebyshev points; Kiefer & Wolfowitz 1959). Runs at a large N
// take little time. So a block has the least N once, and the largest and the one nearest to the
// middle as often as takes no longer than that, by Amdahl's law with usualSerial. The N
// between are there to test the law, once in all these blocks; an N that cannot be
// fitted gets no run but those that every N has (harness.Design). docs/allocation.md has what
// that gains.
func Allocate(ns []int, fitting, blocks int) []int {
	if fitting < 2 {
		return nil
	}
	last := fitting - 1
	middle := 0
	for k := 1; k < last; k++ {
		if off := func(k int) float64 { return math.Abs(float64(2*ns[k] - ns[0] - ns[last])) }; middle == 0 || off(k) < off(middle) {
			middle = k
		}
	}
	cost := usualTime(ns[last])
	if middle > 0 {
		cost += usualTime(ns[middle])
	}
	often := max(1, min(mostTimes, int(usualTime(ns[0])/cost)))
	runs := make([]int, len(ns))
	even := fitting == len(ns) && often == 1
	for k := range fitting {
		switch k {
		case 0:
			runs[k] = blocks
		case middle, last:
			runs[k] = often * blocks
		default:
			runs[k], even = 1, false
		}
	}
	if even {
		return nil
	}
	return runs
}

// usualTime returns the time of a run at n as a share of that at N = 1.
func usualTime(n int) float64 { return usualSerial + (1-usualSerial)/float64(n) }

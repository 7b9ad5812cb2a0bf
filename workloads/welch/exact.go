package welch

import "math"

// laneSums is a sum in 16 lanes with about twice the precision: sum + lost is Σx. Element i is
// added to lane i mod 16.
type laneSums struct {
	sum, lost [16]float64
}

// addGo sets s to the sums of x.
func (s *laneSums) addGo(x []float64) {
	*s = laneSums{}
	for i, v := range x {
		l := i % 16
		s.sum[l], s.lost[l] = addLost(s.sum[l], s.lost[l], v)
	}
}

// mean returns the mean of the n values that were added, as hi+lo. hi is the mean rounded
// correctly, except near ties that the rounding errors of lo, of order n², could decide.
func (s *laneSums) mean(n int) (hi, lo float64) {
	var sum, lost float64
	for l := range s.sum {
		sum, lost = addLost(sum, lost+s.lost[l], s.sum[l])
	}
	return doubledMean(sum, lost, n)
}

// addLost adds v to sum, and the rounding error of that to lost: TwoSum (T. Ogita, S. M. Rump
// and S. Oishi, SIAM J. Sci. Comput. 26 (2005) 1955–1988, alg. 4.3).
func addLost(sum, lost, v float64) (float64, float64) {
	t := sum + v
	back := t - sum
	return t, lost + ((sum - (t - back)) + (v - back))
}

// doubledMean returns (sum+lost)/n as hi+lo.
func doubledMean(sum, lost float64, n int) (hi, lo float64) {
	x := float64(n)
	total := sum + lost
	lost += sum - total
	m := total / x
	rest := (math.FMA(-m, x, total) + lost) / x
	hi = m + rest
	return hi, (m - hi) + rest
}

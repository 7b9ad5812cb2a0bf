package fit

import "math"

// SlowRuns are the runs at one N that took longer than typical ones do.
type SlowRuns struct {
	Workers float64
	Slow    int     // how many of them
	Runs    int     // of how many
	Seconds float64 // what they add to the mean time at this N
}

// slowLevel leaves 0.1 % of typical runs above what is called slow.
const slowLevel = 0.998

// slowRuns lists the N that have slow runs.
func (c *Curve) slowRuns() []SlowRuns {
	factor := c.slowFactor()
	var list []SlowRuns
	for _, g := range c.groups {
		typical := math.Exp(TrimmedMean.location(g.transformed(math.Log)))
		at := SlowRuns{Workers: g.load, Runs: len(g.seconds)}
		for _, t := range g.seconds {
			if t/typical > factor {
				at.Slow++
				at.Seconds += (t - typical) / float64(len(g.seconds))
			}
		}
		if at.Slow > 0 {
			list = append(list, at)
		}
	}
	return list
}

// slowFactor is how many times the typical time at its N a run takes that is called slow; +Inf
// where the repeats show no scatter.
func (c *Curve) slowFactor() float64 {
	scatter, df := typicalScatter(c.groups)
	if scatter == 0 {
		return math.Inf(1)
	}
	return math.Exp(TQuantile(slowLevel, df) * math.Sqrt(scatter))
}

// SlowFactor returns how many times the typical time at its N a run takes that is called slow, as
// [SlowRuns] count them; +Inf where the repeats show no scatter.
func (f *Fit) SlowFactor() float64 { return f.curve.slowFactor() }

// likeNoise reports whether the repeats look like Gaussian noise in log time, of which
// nothing makes a mean another than the typical time: none is further out than one set of
// a hundred has any (a Student t quantile, Bonferroni), and their skewness is within 2.6
// of its standard errors √(6/n).
func likeNoise(groups []group) bool {
	scatter, df := typicalScatter(groups)
	if scatter == 0 {
		return true
	}
	var n, s2, s3, farthest float64
	for _, g := range groups {
		y := g.transformed(math.Log)
		middle, m := TrimmedMean.location(y), mean(y)
		for _, x := range y {
			farthest = max(farthest, math.Abs(x-middle))
			s2 += (x - m) * (x - m)
			s3 += (x - m) * (x - m) * (x - m)
			n++
		}
	}
	skewness := s3 / n / math.Pow(s2/n, 1.5)
	return farthest < TQuantile(1-0.01/n, df)*math.Sqrt(scatter) && math.Abs(skewness) < 2.6*math.Sqrt(6/n)
}

// typicalScatter is the variance of one run in log time, from the middle of the repeats
// at every N, and its degrees of freedom; 0 where nothing determines it.
func typicalScatter(groups []group) (variance, df float64) {
	var ss float64
	for _, g := range groups {
		if len(g.seconds) > 1 {
			s, d := winsorised(g.transformed(math.Log))
			ss, df = ss+s, df+d
		}
	}
	return meanSquare(ss, df), df
}

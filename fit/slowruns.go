package fit

import "math"

// SlowRuns are the runs at one N that took longer than typical ones do.
type SlowRuns struct {
	Workers float64
	Slow    int     // how many of them
	Runs    int     // of how many
	Seconds float64 // what they add to the mean time at this N
}

// farOut is how many standard deviations of typical runs a slow one is above the curve:
// of 1000 runs of Gaussian noise one is.
const farOut = 3.1

// slowRuns lists the N that have slow runs.
func (c *Curve) slowRuns() []SlowRuns {
	scatter := typicalScatter(c.groups)
	if scatter == 0 {
		return nil
	}
	beyond := farOut * math.Sqrt(scatter)
	var list []SlowRuns
	for _, g := range c.groups {
		typical := math.Exp(TrimmedMean.location(g.transformed(math.Log)))
		at := SlowRuns{Workers: g.load, Runs: len(g.seconds)}
		for _, t := range g.seconds {
			if math.Log(t/typical) > beyond {
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

// typicalScatter is the variance of one run in log time, from the middle of the repeats
// at every N; 0 where nothing tells it.
func typicalScatter(groups []group) float64 {
	var ss, df float64
	for _, g := range groups {
		if len(g.seconds) > 1 {
			s, d := winsorised(g.transformed(math.Log))
			ss, df = ss+s, df+d
		}
	}
	return meanSquare(ss, df)
}

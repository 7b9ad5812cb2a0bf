package fit

import (
	"math"
	"slices"
)

// A CarryOver is what runs leave to those that follow: heat, a clock that fell, cold or warm
// caches. It is of the N of the run before that changes times most.
type CarryOver struct {
	P       float64 // probability of so large a dependence by chance, over all N together
	Workers int     // N of the run before
	Runs    int     // that followed it
	Share   float64 // by what part of its time such a run is longer than after other N
}

// CarryOverOf tests whether times depend on the N of the run before: one F test of all N
// together, of the model in which each N has a time and each N before adds to its logarithm,
// against the same without. So no correction for many tests is needed. before is parallel
// to the runs; 0 where nothing came before. Times are centred and scaled at each N, and cut
// off at three standard deviations, so that neither noise that grows with N nor an
// outlier decides. It is nil where the runs do not determine it.
func CarryOverOf(obs []Observation, before []int) *CarryOver {
	var levels, loads []int
	counts := map[int]int{}
	for i := range obs {
		counts[before[i]]++
	}
	const few = 3
	for n, count := range counts {
		if n > 0 && count >= few {
			levels = append(levels, n)
		}
	}
	slices.Sort(levels)
	var rows []int // that follow a level
	scaled, relative := make([]float64, len(obs)), make([]float64, len(obs))
	for _, g := range groupByLoad(Readings(obs)) {
		loads = append(loads, int(g.load))
		y := g.transformed(math.Log)
		if len(y) < few {
			return nil
		}
		ss, df := winsorised(y)
		sd, middle := math.Sqrt(meanSquare(ss, df)), TrimmedMean.location(y)
		if sd == 0 {
			return nil
		}
		for k, i := range g.index {
			relative[i] = max(-3*sd, min(3*sd, y[k]-middle))
			scaled[i] = relative[i] / sd
			if slices.Contains(levels, before[i]) {
				rows = append(rows, i)
			}
		}
	}
	if len(levels) < 2 {
		return nil
	}
	slices.Sort(rows)
	with, without := design(obs, before, rows, loads, levels), design(obs, before, rows, loads, nil)
	p := len(loads) + len(levels) - 1
	df := float64(len(rows) - p)
	q := factor(slices.Clone(with), p)
	if df < 5 || !q.fullRank() {
		return nil
	}
	pick := func(y []float64) []float64 {
		picked := make([]float64, len(rows))
		for k, i := range rows {
			picked[k] = y[i]
		}
		return picked
	}
	_, full := q.fit(with, pick(scaled))
	_, least := factor(slices.Clone(without), len(loads)).fit(without, pick(scaled))
	df1 := float64(len(levels) - 1)
	if full <= 0 {
		return nil
	}
	c := &CarryOver{P: fTail((least-full)/df1/(full/df), df1, df)}
	effects, _ := q.fit(with, pick(relative))
	c.largest(append([]float64{0}, effects[len(loads):]...), levels, counts)
	return c
}

// design is row-major: a column for each N of a run, then one for each level but the first.
func design(obs []Observation, before, rows, loads, levels []int) []float64 {
	var a []float64
	for _, i := range rows {
		for _, n := range loads {
			a = append(a, indicator(obs[i].Workers == n))
		}
		for k, n := range levels {
			if k > 0 {
				a = append(a, indicator(before[i] == n))
			}
		}
	}
	return a
}

func indicator(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// largest sets the level whose effect is furthest from the mean of the others.
func (c *CarryOver) largest(effects []float64, levels []int, counts map[int]int) {
	sum := 0.0
	for _, e := range effects {
		sum += e
	}
	most := -1.0
	for k, e := range effects {
		off := e - (sum-e)/float64(len(effects)-1)
		if math.Abs(off) > most {
			most = math.Abs(off)
			c.Workers, c.Runs, c.Share = levels[k], counts[levels[k]], math.Exp(off)-1
		}
	}
}

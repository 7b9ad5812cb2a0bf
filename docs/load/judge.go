package main

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// What is asked of the sweeps under load. Of 20 sweeps of a cell 17 must be right, and of 160 in
// all 150; other numbers of sweeps are held to the same shares. An interval is right if it
// holds what the quiet sweeps found and is not so wide that it would hold anything.
const (
	cellShare  = 17.0 / 20
	wholeShare = 150.0 / 160
	wideFactor = 3 // times the median width of the quiet intervals
)

// A cell is a job under a load, held against the quiet sweeps of the job.
type cell struct {
	job    job
	load   load
	sweeps int
	told   int // those that told the program's own S from the machine's

	value  float64 // the median of S of the program
	whole  float64 // the median of S of program and machine
	width  float64 // the median of the widths; +Inf where half of them have no end
	widest float64
	blocks float64 // the median of the repeats that a sweep held

	holds  int // whose interval holds what the quiet sweeps found
	narrow int // whose interval is at most three times as wide as a quiet one
	right  int // both
}

// judge holds the sweeps of a job under a load against the quiet ones of the same job.
func judge(j job, l load, quiet, loaded []finding) cell {
	truth, limit := median(values(quiet)), wideFactor*median(widths(quiet))
	c := cell{job: j, load: l, sweeps: len(loaded), value: median(values(loaded)), width: median(widths(loaded)), widest: slices.Max(widths(loaded))}
	var whole, blocks []float64
	for _, f := range loaded {
		if f.Whole != nil {
			whole = append(whole, f.Whole.Value)
		}
		if len(f.Points) > 0 {
			blocks = append(blocks, float64(f.Points[0].Runs))
		}
		if f.Program == nil {
			continue
		}
		c.told++
		holds := f.Program.Lo <= truth && truth <= f.Program.Hi
		narrow := width(f.Program) <= limit && !math.IsInf(limit, 1)
		c.holds += count(holds)
		c.narrow += count(narrow)
		c.right += count(holds && narrow)
	}
	c.whole, c.blocks = median(whole), median(blocks)
	return c
}

// passes reports whether enough sweeps of the cell are right.
func (c cell) passes() bool { return c.right >= needed(cellShare, c.sweeps) }

// needed returns how many of n must be right.
func needed(share float64, n int) int { return int(math.Ceil(share*float64(n) - 1e-9)) }

// values returns S of the program of the sweeps that told it.
func values(of []finding) (v []float64) {
	for _, f := range of {
		if f.Program != nil {
			v = append(v, f.Program.Value)
		}
	}
	return v
}

// widths returns the width of every sweep's interval, +Inf of one that has none.
func widths(of []finding) (w []float64) {
	for _, f := range of {
		w = append(w, width(f.Program))
	}
	return w
}

func width(i *fit.Interval) float64 {
	if i == nil {
		return math.Inf(1)
	}
	return i.Hi - i.Lo
}

// median returns the middle of v, or the mean of the two in the middle; NaN if there is none.
func median(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	v = slices.Sorted(slices.Values(v))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

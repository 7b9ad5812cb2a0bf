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
	job     job
	load    load
	sweeps  int
	divided int // those in which the program's own S is known apart from the machine's

	value  float64 // the median of S of the program
	whole  float64 // the median of S of program and machine
	width  float64 // the median of the widths; +Inf where half of them have no end
	widest float64
	blocks float64 // the median of the repeats that a sweep held
	others float64 // the median of the shares that others had the CPUs
	most   float64 // the largest of these shares

	holds     int     // whose interval holds what the quiet sweeps found
	narrow    int     // whose interval is at most three times as wide as a quiet one
	right     int     // both
	tooHigh   int     // whose interval is wholly above what the quiet sweeps found
	tooLow    int     // wholly below
	quietHalf float64 // half the median width of the quiet intervals
	scatter   float64 // half of what 95 % of the quiet estimates lie within; NaN where there are none

	// Of the rounds: what the sweep under load found less what the quiet sweep of the round did.
	shift        fit.Interval
	rounds       int // with both
	above, below int // rounds in which it found more, and less
}

// judge holds the sweeps of a job under a load against the quiet ones of the same job. Both are
// in the order of the rounds.
func judge(j job, l load, quiet, loaded []finding) cell {
	truth, usual := median(values(quiet)), median(widths(quiet))
	c := cell{job: j, load: l, sweeps: len(loaded), value: median(values(loaded)), width: median(widths(loaded)),
		widest: slices.Max(widths(loaded)), quietHalf: usual / 2, scatter: halfRange(values(quiet))}
	var whole, blocks, others, differences []float64
	for i, f := range loaded {
		if f.whole != nil {
			whole = append(whole, f.whole.Value)
		}
		blocks, others = append(blocks, float64(f.blocks)), append(others, f.others)
		if f.program == nil {
			continue
		}
		c.divided++
		high, low := f.program.Lo > truth, f.program.Hi < truth
		holds := f.program.Lo <= truth && truth <= f.program.Hi
		narrow := width(f.program) <= wideFactor*usual && !math.IsInf(usual, 1)
		c.tooHigh, c.tooLow = c.tooHigh+count(high), c.tooLow+count(low)
		c.holds, c.narrow, c.right = c.holds+count(holds), c.narrow+count(narrow), c.right+count(holds && narrow)
		if q := quiet[i].program; q != nil {
			d := f.program.Value - q.Value
			differences = append(differences, d)
			c.above, c.below = c.above+count(d > 0), c.below+count(d < 0)
		}
	}
	c.whole, c.blocks, c.others, c.most = median(whole), median(blocks), median(others), slices.Max(others)
	c.shift, c.rounds = signInterval(differences), len(differences)
	return c
}

// quiet reports whether the cell is without load.
func (c cell) quiet() bool { return c.load.loops == 0 }

// passes reports whether enough sweeps of the cell are right. Of a quiet cell it is asked alone that
// they hold their own median: that they are as wide as they are is no merit.
func (c cell) passes() bool {
	of := c.right
	if c.quiet() {
		of = c.holds
	}
	return of >= needed(cellShare, c.sweeps)
}

// A leak is whether load gets into the program's S, by the interval of the shift. It counts
// as one if it is more than the quiet estimates scatter. The width of their intervals is no
// measure of it: that also has what may be the program's or the machine's, which is the same in
// every sweep.
type leak string

const (
	noLeak     leak = "less than that"
	aLeak      leak = "more"
	cannotTell leak = "cannot tell"
)

func (c cell) leak() leak {
	switch {
	case math.IsNaN(c.scatter) || c.shift.Level < level: // too few rounds
		return cannotTell
	case -c.scatter <= c.shift.Lo && c.shift.Hi <= c.scatter:
		return noLeak
	case c.shift.Lo > c.scatter || c.shift.Hi < -c.scatter:
		return aLeak
	}
	return cannotTell
}

// needed returns how many of n must be right.
func needed(share float64, n int) int { return int(math.Ceil(share*float64(n) - 1e-9)) }

// values returns S of the program of the sweeps that have it.
func values(of []finding) (v []float64) {
	for _, f := range of {
		if f.program != nil {
			v = append(v, f.program.Value)
		}
	}
	return v
}

// widths returns the width of every sweep's interval, +Inf of one that has none.
func widths(of []finding) (w []float64) {
	for _, f := range of {
		w = append(w, width(f.program))
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

// halfRange returns half the distance of the quantiles of v between which 95 % lie, each between
// the two nearest numbers; NaN if there is none.
func halfRange(v []float64) float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	v = slices.Sorted(slices.Values(v))
	quantile := func(q float64) float64 {
		at := q * float64(len(v)-1)
		below := int(at)
		return v[below] + (at-float64(below))*(v[min(below+1, len(v)-1)]-v[below])
	}
	return (quantile((1+level)/2) - quantile((1-level)/2)) / 2
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

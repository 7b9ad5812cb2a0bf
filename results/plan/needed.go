package plan

import (
	"math"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// A bare is the shortest time of a job without a serial part, by the law of S: what overhead, a
// knee and too few workers leave.
type bare struct {
	law
	kernel           float64 // times as fast
	chain            float64 // seconds that the tasks of a log take one behind the other, with any number of workers; 0 = there is no log
	workers, seconds float64
}

// needed returns the S from which no better code of that kind and no number of workers within
// the limit reach the target, by a law whose overhead and knee stay; nil where S = 0 is not
// enough. The time is linear in S, so it is the largest of all N:
//
//	share of S = 0 + S·(share of S = 1 − share of S = 0) = target/T(1)
//
// The N of the course are tried beside the limit. A log is played as it is, and needs no S.
func (p *Plan) needed(by law, gain Gain, c *course) (*float64, bare) {
	kernel, all := setting{gain: gain, faster: p.Gain}.factors()
	within := all / (p.SpeedupNeeded * p.least)
	if p.Log != nil {
		n, t := c.least(value)
		return nil, bare{law: by, kernel: kernel, chain: p.Log.critical(kernel, p.one.Value) / all, workers: n, seconds: t}
	}
	most := math.Inf(-1)
	b := bare{law: by, kernel: kernel, seconds: math.Inf(1)}
	try := func(n float64) {
		zero := by.with(0, n, kernel)
		if !finite(zero) {
			return
		}
		if t := p.one.Value * p.least * zero / all; t < b.seconds {
			b.workers, b.seconds = n, t
		}
		switch slope := by.with(1, n, kernel) - zero; {
		case zero > within:
		case slope > 0:
			most = max(most, (within-zero)/slope)
		default: // better code alone meets the target, whatever S is
			most = 1
		}
	}
	for _, n := range c.ns {
		try(n)
	}
	if try(p.limit); most < 0 {
		return nil, b
	}
	if p.limit == MostWorkers { // which stands for any number
		try(math.Inf(1))
	}
	return new(min(1, most)), b
}

// tooFew returns what is missing where a job without a serial part needs more workers than there
// are, "" where it does not.
func (p *Plan) tooFew(gain Gain) string {
	kernel, all := setting{gain: gain, faster: p.Gain}.factors()
	speedup := p.SpeedupNeeded * p.least / kernel / all
	if speedup <= p.limit {
		return ""
	}
	need := "needs at least " + number.Workers(math.Ceil(speedup*(1-1e-12))) + " workers even with S = 0"
	if p.limit == MostWorkers {
		return need + ", more than the " + number.Workers(MostWorkers) + " that a plan counts with"
	}
	return need + ", and there are " + number.Workers(p.limit)
}

// String returns how long the job takes at best, and why.
func (b bare) String() string {
	text := "the job takes " + number.Duration(b.seconds) + " at best, with " + wording.Count(int(b.workers), "worker")
	switch {
	case b.workers >= b.knee:
		return text + ", and more do not make it faster"
	case b.with(0, b.workers+1, b.kernel) > b.with(0, b.workers, b.kernel):
		return text + ", as overhead grows with N"
	}
	return text
}

package record

import (
	"math"
	"sort"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// A pace knows how long the runs of a block take, before the first block ends.
type pace struct {
	header *results.Header
	design harness.Design
	cpus   float64                 // that workers can use at once
	took   map[place]time.Duration // the mean of each
	runs   map[place]time.Duration // how many, to divide by
	serial time.Duration           // the first at N = 1
}

// A place is one of the runs of a block.
type place struct {
	engine  string
	workers int
}

func newPace(h *results.Header) pace {
	p := pace{header: h, design: harness.NewDesign(h.Workers, h.Design), cpus: max(1, h.Machine.EffectiveCPUs),
		took: map[place]time.Duration{}, runs: map[place]time.Duration{}}
	if h.Pace > 0 { // workers that wait need no CPU
		p.cpus = math.Inf(1)
	}
	return p
}

// add notes the time of a run.
func (p *pace) add(run harness.Run, took time.Duration) {
	at := place{run.Engine, run.Workers}
	p.runs[at]++
	p.took[at] += (took - p.took[at]) / p.runs[at]
	if p.serial == 0 && run.Workers == 1 && run.Engine == p.header.Engine {
		p.serial = took
	}
}

// once estimates the time of a block with each N once; 0 = nothing is known.
func (p *pace) once() time.Duration {
	return time.Duration(p.sum(func(int) int { return 1 }))
}

// blocks estimates the nanoseconds of the timed blocks from one to before another.
func (p *pace) blocks(from, to int) float64 {
	return p.sum(func(n int) int { return p.design.Between(n, from, to) })
}

// within estimates how many timed blocks from one on end within so many nanoseconds.
func (p *pace) within(from int, nanos float64) int {
	return sort.Search(math.MaxInt32, func(more int) bool { return p.blocks(from, from+more+1) > nanos })
}

// sum estimates the nanoseconds of so many runs of each N; 0 = nothing is known. A run that has
// not been made yet takes the CPU time of the others, on the CPUs that its workers can use.
func (p *pace) sum(times func(n int) int) float64 {
	if len(p.took) == 0 {
		return 0
	}
	serial := 0.0
	for at, took := range p.took {
		serial = max(serial, float64(took)*min(float64(at.workers), p.cpus))
	}
	sum, others := 0.0, p.header.Places() // what is left of them are runs of a control or an alternative
	for at, took := range p.took {
		sum += float64(took) * float64(times(at.workers))
		others--
	}
	for _, n := range p.header.Workers {
		if _, known := p.took[place{p.header.Engine, n}]; !known {
			sum += serial / min(float64(n), p.cpus) * float64(times(n))
			others--
		}
	}
	return sum + sum*float64(max(0, others))/float64(len(p.header.Workers))
}

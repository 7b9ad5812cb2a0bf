package record

import (
	"math"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

// Progress is the state of a sweep after a run or a block.
type Progress struct {
	Block   int           // blocks finished
	Runs    int           // timed runs finished, the control's included
	Warmup  int           // runs of this process's warm-up finished
	Within  bool          // more runs of the block, or of the warm-up, are to be made
	Elapsed time.Duration // since recording began
	Serial  time.Duration // of the first run at N = 1 of this process; 0 = none yet

	SerialFraction *fit.Interval // in the default scope; nil where there is no fit yet
	Program        *fit.Interval // the program's own S, likewise; nil where it is not known
	Outlook        Outlook
}

// An Outlook is an estimate of how a sweep goes on. It is zero before the first run, and has
// the Block alone where nothing is known that will end the sweep.
type Outlook struct {
	By     Ending
	Blocks int           // in all, at the end
	Runs   int           // timed, in all
	Block  time.Duration // of a block
	Left   time.Duration // until the end
}

// An Ending is what ends a sweep.
type Ending int

// The endings of a sweep; the first is not known yet.
const (
	Unknown Ending = iota
	ByBlocks
	ByPrecision
	ByTime
)

func (r *recorder) progress() Progress {
	return Progress{Block: r.blocks, Runs: r.timed, Warmup: r.warmup, Elapsed: r.before + r.last.Sub(r.began),
		Serial: r.pace.serial, SerialFraction: r.known, Program: r.program}
}

// outlook estimates when the sweep ends: at the number of blocks, the precision or the time,
// whichever comes first.
func (r *recorder) outlook(p Progress) Outlook {
	o := Outlook{Block: r.pace.block()}
	if o.Block <= 0 {
		return Outlook{}
	}
	next := p.Elapsed - r.last.Sub(r.opened) // when the block under way began, or the first will
	if r.opened.IsZero() {
		next = p.Elapsed
		if !r.cutShort(o.Block) {
			next = max(next, r.before+o.Block*time.Duration(r.file.Header.Warmup))
		}
	}
	for _, end := range []struct {
		by     Ending
		blocks float64
	}{
		{ByBlocks, r.blocksInAll()},
		{ByPrecision, r.blocksToPrecision(p)},
		{ByTime, r.blocksInTime(p, o.Block, next)},
	} {
		if !math.IsInf(end.blocks, 1) && (o.By == Unknown || end.blocks < float64(o.Blocks)) {
			o.By, o.Blocks = end.by, int(end.blocks)
		}
	}
	left := float64(next-p.Elapsed) + float64(o.Block)*float64(o.Blocks-p.Block)
	if o.By == Unknown || left > longest {
		return Outlook{Block: o.Block}
	}
	o.Runs, o.Left = o.Blocks*blockRuns(&r.file.Header), time.Duration(max(0, left))
	return o
}

// longest is what an outlook goes on at most: a hundred years, which a Duration has room for.
const longest = 100 * 365.25 * float64(24*time.Hour)

// cutShort reports whether the rest of a warm-up is left out because, with one block after it,
// it would take longer than the time limit: the block matters more.
func (r *recorder) cutShort(block time.Duration) bool {
	return r.stop.MaxTime > 0 && r.before+block*time.Duration(r.file.Header.Warmup+1) > r.stop.MaxTime
}

func (r *recorder) blocksInAll() float64 {
	if r.stop.Blocks == 0 {
		return math.Inf(1)
	}
	return float64(r.stop.Blocks)
}

// blocksInTime returns how many blocks end within the time limit if the next begins at a
// time since recording began. One at least is made, and the one under way.
func (r *recorder) blocksInTime(p Progress, block, next time.Duration) float64 {
	if r.stop.MaxTime == 0 {
		return math.Inf(1)
	}
	more := math.Floor(max(0, float64(r.stop.MaxTime-next)/float64(block)))
	if p.Block == 0 || r.pending > 0 {
		more = max(1, more)
	}
	return float64(p.Block) + more
}

// blocksToPrecision returns at which look the interval that the precision is about, whose width
// falls with the root of the number of blocks, will have been narrow enough often enough. It is
// infinite where that interval is not known.
func (r *recorder) blocksToPrecision(p Progress) float64 {
	if r.precise {
		return float64(p.Block)
	}
	if p.Block == 0 || r.stop.Precision == 0 {
		return math.Inf(1)
	}
	needed := float64(p.Block) * math.Pow(r.width/r.stop.Precision, 2)
	if !(needed <= math.MaxInt32) {
		return math.Inf(1)
	}
	look, content := r.look, r.content
	for {
		if float64(look) >= needed {
			content++
		} else {
			content = 0
		}
		if content >= contentLooks {
			return float64(look)
		}
		look = nextLook(look)
	}
}

// A pace knows how long the runs of a block take, before the first block ends.
type pace struct {
	header *results.Header
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
	p := pace{header: h, cpus: max(1, h.Machine.EffectiveCPUs), took: map[place]time.Duration{}, runs: map[place]time.Duration{}}
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

// block estimates the time of a block; 0 = nothing is known. A run that has not been made yet
// takes the CPU time of the others, on the CPUs that its workers can use.
func (p *pace) block() time.Duration {
	if len(p.took) == 0 {
		return 0
	}
	sum, serial := time.Duration(0), 0.0
	for at, took := range p.took {
		sum += took
		serial = max(serial, float64(took)*min(float64(at.workers), p.cpus))
	}
	missing := blockRuns(p.header) - len(p.took)
	for _, n := range p.header.Workers {
		if _, known := p.took[place{p.header.Engine, n}]; !known {
			sum += time.Duration(serial / min(float64(n), p.cpus))
			missing--
		}
	}
	return sum + sum*time.Duration(max(0, missing))/time.Duration(len(p.header.Workers)) // of a control or an alternative
}

// Warmed returns a function for [harness.Sweep.Warmed] that cuts a warm-up short by the time
// limit. f is the file of the sweep before its runs.
func Warmed(f *results.File, stop Stop) func(harness.Run) bool {
	if stop.Now == nil {
		stop.Now = time.Now
	}
	r := newRecorder(f, stop)
	return func(run harness.Run) bool {
		r.pace.add(run, stop.Now().Sub(run.Start))
		return r.cutShort(r.pace.block())
	}
}

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
	Scaled         bool          // it is the scaled S, of rows that grow with N
	Program        *fit.Interval // the program's own S, likewise; nil where it is not known
	Outlook        Outlook
}

// An Outlook is an estimate of how a sweep goes on. It is zero before the first run, and has
// the Block alone where nothing is known that will end the sweep.
type Outlook struct {
	By     Ending
	Blocks int           // in all, at the end
	Runs   int           // timed, in all
	Block  time.Duration // of a block, on average over the next few
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
	return Progress{Scaled: r.file.Header.Weak, Block: r.blocks, Runs: r.timed, Warmup: r.warmup, Elapsed: r.before + r.last.Sub(r.began),
		Serial: r.pace.serial, SerialFraction: r.known, Program: r.program}
}

// outlook estimates when the sweep ends: at the number of blocks, the precision or the time,
// whichever comes first.
func (r *recorder) outlook(p Progress) Outlook {
	o := Outlook{Block: time.Duration(r.pace.blocks(r.blocks, r.blocks+harness.DesignBlocks) / harness.DesignBlocks)}
	if o.Block <= 0 {
		return Outlook{}
	}
	next := p.Elapsed - r.last.Sub(r.opened) // when the block under way began, or the first will
	if r.opened.IsZero() {
		next = p.Elapsed
		if warmup := r.pace.once(); !r.cutShort(warmup) {
			next = max(next, r.before+warmup*time.Duration(r.file.Header.Warmup))
		}
	}
	for _, end := range []struct {
		by     Ending
		blocks float64
	}{
		{ByBlocks, r.blocksInAll()},
		{ByPrecision, r.blocksToPrecision(p)},
		{ByTime, r.blocksInTime(p, next)},
	} {
		if !math.IsInf(end.blocks, 1) && (o.By == Unknown || end.blocks < float64(o.Blocks)) {
			o.By, o.Blocks = end.by, int(end.blocks)
		}
	}
	left := float64(next-p.Elapsed) + r.pace.blocks(p.Block, o.Blocks)
	if o.By == Unknown || left > longest {
		return Outlook{Block: o.Block}
	}
	o.Runs, o.Left = r.file.Header.RunsOf(o.Blocks), time.Duration(max(0, left))
	return o
}

// longest is what an outlook goes on at most: a hundred years, which a Duration has room for.
const longest = 100 * 365.25 * float64(24*time.Hour)

// cutShort reports whether the rest of a warm-up, whose blocks have each N once and take so
// long, is left out because, with one block after it, it would take longer than the time
// limit: the block matters more.
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
func (r *recorder) blocksInTime(p Progress, next time.Duration) float64 {
	if r.stop.MaxTime == 0 {
		return math.Inf(1)
	}
	more := r.pace.within(p.Block, float64(r.stop.MaxTime-next))
	if p.Block == 0 || r.pending > 0 {
		more = max(1, more)
	}
	return float64(p.Block + more)
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

// Least estimates, from the time of a run at N = 1, how long the runs of a new sweep take at
// least: a block is always made, and the warm-up as far as the time limit leaves room for it,
// but a run of it. h has the N, the engine, the machine, the pace and the warm-up of the sweep.
func Least(h *results.Header, stop Stop, serial time.Duration) time.Duration {
	r := recorder{file: &results.File{Header: *h}, stop: stop, pace: newPace(h)}
	at := place{h.Engine, 1}
	r.pace.took[at], r.pace.runs[at] = serial, 1
	block := r.pace.once()
	switch {
	case h.Warmup == 0:
		return block
	case r.cutShort(block):
		return serial + block
	}
	return block * time.Duration(h.Warmup+1)
}

// Warmed returns a function for [harness.Sweep.Warmed] that cuts a warm-up short by the time
// limit. f is the file of the sweep before its runs.
func Warmed(f *results.File, stop Stop) func(harness.Run) bool {
	if stop.Now == nil {
		stop.Now = time.Now
	}
	r := newRecorder(f, Stop{MaxTime: stop.MaxTime})
	return func(run harness.Run) bool {
		r.pace.add(run, stop.Now().Sub(run.Start))
		return r.cutShort(r.pace.once())
	}
}

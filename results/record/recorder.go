package record

import (
	"fmt"
	"math"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A recorder counts the blocks of a sweep.
type recorder struct {
	file    *results.File // so far, of the writer
	stop    Stop
	began   time.Time
	last    time.Time // when the last run of this process ended
	opened  time.Time // when the block under way began, in this process; zero = in the warm-up
	pace    pace
	blocks  int // finished
	pending int // timed runs of the block under way
	timed   int
	warmup  int           // runs of this process's warm-up
	whole   int           // runs that the file holds up to the end of the last block
	seen    int           // blocks when S was last found, of which are
	known   *fit.Interval // S
	program *fit.Interval // the program's own S
	width   float64       // that of the interval that the precision is about
	look    int           // the block of the next look at the precision
	content int           // looks in a row at which the precision was reached
	precise bool          // the precision was reached at enough looks in a row

	before time.Duration // time of earlier processes
	warm   time.Duration // the part of first in earlier processes
	first  time.Duration // time of all warm-ups
	block  time.Duration // time elapsed at the last block that an earlier process finished
}

// newRecorder returns a recorder that has counted the runs that the file has, and has taken the looks
// at their precision, where one is asked for.
func newRecorder(f *results.File, stop Stop) *recorder {
	r := &recorder{file: f, stop: stop, look: firstLook, pace: newPace(&f.Header)}
	var (
		took  time.Duration // of a process, so far
		began *time.Time    // its first run
		made  int           // runs looked at
		ended = f.Resumes   // whose processes are not looked at yet
	)
	end := func() {
		r.before += took
		r.warm, took, began = r.first, 0, nil
	}
	for held, run := range f.Made() {
		for ; len(ended) > 0 && ended[0].After == made; ended = ended[1:] {
			end()
		}
		if began == nil {
			began = &run.Start
		}
		made++
		took = max(took, run.Start.Sub(*began)+run.Timing.Wall)
		if run.Warmup {
			r.first = r.warm + took
		}
		if !r.ends(run) {
			continue
		}
		r.whole = held
		if r.block = r.before + took; stop.Precision > 0 && r.blocks == r.look {
			r.find()
		}
		r.judge(r.blocks, r.width)
	}
	end()
	return r
}

// begin has the time of this process begin, and S found of the runs that earlier ones made.
func (r *recorder) begin() {
	if r.blocks > r.seen {
		r.find()
	}
	r.began = r.stop.Now()
	r.last = r.began
}

// already returns why the runs of earlier processes are enough; "" if they are not.
func (r *recorder) already() string {
	if r.blocks == 0 {
		return ""
	}
	return r.enough(Progress{Block: r.blocks, Elapsed: r.block})
}

// ends reports whether a run is the last of its block.
func (r *recorder) ends(run harness.Run) bool {
	if !run.Counts() {
		return false
	}
	r.timed++
	r.pending++
	if r.pending < r.file.Header.BlockRuns(r.blocks) {
		return false
	}
	r.pending = 0
	r.blocks++
	return true
}

// due reports whether S is to be found at the end of a block: at each of the first 64, and then where
// there are a sixty-fourth more. At each of n blocks it would take a time that grows as n².
func (r *recorder) due() bool { return r.blocks > r.seen+r.seen/64 || r.blocks == r.look }

// find finds S of the whole blocks so far.
func (r *recorder) find() {
	r.known, r.program, r.width = r.found(r.file.First(r.whole))
	r.seen = r.blocks
}

// manyRuns is how many runs are so many that a look at them leaves tens of MB of garbage.
const manyRuns = 1 << 13

// found returns S of the sweep so far, which is the scaled S where rows grow with N, and the program's own S,
// each nil where the runs do not determine it; and the width of the interval that the precision
// is about: that of S or, in a sweep over N = 1 alone, of the time there, relative to it. It is
// infinite where that is not known.
func (r *recorder) found(f *results.File) (s, program *fit.Interval, width float64) {
	if len(f.Runs) > manyRuns {
		defer machine.Frugal()() // which ends before the next run
	}
	if f.Header.Weak {
		if s := analysis.WeakSerial(f); s != nil {
			return s, nil, s.Hi - s.Lo
		}
		return nil, nil, math.Inf(1)
	}
	s, program, err := analysis.TwoNumbers(f)
	if err == nil {
		return s, program, s.Hi - s.Lo
	}
	if len(f.Header.Workers) == 1 {
		if t, err := analysis.SerialTime(f); err == nil && t.Value > 0 {
			return nil, nil, (t.Hi - t.Lo) / t.Value
		}
	}
	return nil, nil, math.Inf(1)
}

// enough returns why the sweep may stop; "" if it may not.
func (r *recorder) enough(p Progress) string {
	if r.precise {
		return fmt.Sprintf("precision %g reached after %s", r.stop.Precision, wording.Count(p.Block, "block"))
	}
	if r.stop.Blocks > 0 && p.Block >= r.stop.Blocks {
		return wording.Count(p.Block, "block") + " done"
	}
	if r.stop.MaxTime > 0 && float64(p.Elapsed)+r.nextBlock(p) > float64(r.stop.MaxTime) {
		return r.timeSpent(p.Block)
	}
	return ""
}

// timeSpent returns the words for the end of a sweep by its time limit.
func (r *recorder) timeSpent(blocks int) string {
	return fmt.Sprintf("time limit %v spent after %s", r.stop.MaxTime, wording.Count(blocks, "block"))
}

// nextBlock estimates the nanoseconds that the next block takes: those of the blocks before it,
// in proportion to what its runs take, for blocks may differ in their runs.
func (r *recorder) nextBlock(p Progress) float64 {
	took := float64(p.Elapsed - r.first)
	if made := r.pace.blocks(0, p.Block); made > 0 {
		return took * r.pace.blocks(p.Block, p.Block+1) / made
	}
	return took / float64(p.Block)
}

// nextLook returns the block of the look after the one at a block.
func nextLook(block int) int { return int(math.Ceil(lookFurther * float64(block))) }

// judge decides, if a look is due at a block, whether the interval was narrow enough at enough
// looks in a row.
func (r *recorder) judge(block int, width float64) {
	if block < r.look {
		return
	}
	r.look = nextLook(block)
	if width < r.stop.Precision {
		r.content++
	} else {
		r.content = 0
	}
	r.precise = r.precise || r.content == contentLooks
}

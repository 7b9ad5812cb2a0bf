package harness

import (
	"time"

	"serialfraction/harness/meter"
)

// A Run is one timed execution of a job and everything measured about it.
type Run struct {
	Engine  string    // "pool", "control"
	Block   int       // the repeat that the run belongs to, from 0
	Order   int       // position within the block, from 0
	Workers int       // N
	Warmup  bool      // recorded, never fitted
	Start   time.Time // wall clock
	Timing  Timing
	System  meter.System

	Timeline Timeline // when each chunk was worked on; nil where it was not kept

	Answer string // SHA-256 of its answer, see [AnswerDigest]; "" where it has none
}

// Counts reports whether the run is a measurement of N workers: neither a warm-up nor one that
// lost a worker.
func (r *Run) Counts() bool { return !r.Warmup && r.Timing.Lost == 0 }

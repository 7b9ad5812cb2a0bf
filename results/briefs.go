package results

import (
	"iter"
	"time"

	"serialfraction/harness"
)

// A Brief is what is held of a timed run that no figure is of, where a sweep of very many runs is
// continued: its place, when it began and how long it took.
type Brief struct {
	At     int // number of runs before it in the file
	Engine string
	Block  int
	Order  int

	Workers int
	Start   time.Time
	Wall    time.Duration
}

// Made yields all runs of a file in its order, of those that are not in Runs what their Briefs have;
// with each, how many of Runs have been yielded, this one included.
func (f *File) Made() iter.Seq2[int, harness.Run] {
	return func(yield func(int, harness.Run) bool) {
		held, briefs := 0, f.Briefs
		for at := 0; held < len(f.Runs) || len(briefs) > 0; at++ {
			var r harness.Run
			if len(briefs) > 0 && (briefs[0].At == at || held == len(f.Runs)) {
				b := &briefs[0]
				r = harness.Run{Engine: b.Engine, Block: b.Block, Order: b.Order, Workers: b.Workers, Start: b.Start, Timing: harness.Timing{Wall: b.Wall}}
				briefs = briefs[1:]
			} else {
				r = f.Runs[held]
				held++
			}
			if !yield(held, r) {
				return
			}
		}
	}
}

// made returns the number of runs in the file.
func (f *File) made() int { return len(f.Runs) + f.Left.Runs }

// leave leaves out a run that counts, before which the file has so many.
func (d *decoder) leave(r harness.Run, at int) {
	d.file.leave(r.Engine)
	if d.briefs {
		d.timelines += len(r.Timeline)
		d.file.Briefs = append(d.file.Briefs, Brief{at, r.Engine, r.Block, r.Order, r.Workers, r.Start, r.Timing.Wall})
	}
}

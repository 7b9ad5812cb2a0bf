// Package lanes says what every worker did in one run, piece by piece, for pictures of it: on a page, in a
// figure, on a terminal.
//
//	a run with its timeline → Of → the coordinator's pieces, and for each worker pieces that tile the parallel phase
//
// The lengths are those of the run's account (harness.Timing) and of its spans (harness.Timeline); no piece is
// measured here. Where the file has no spans of a run, only the sums of a worker are known: its lane then has all
// work first, and is marked.
package lanes

import (
	"cmp"
	"slices"
	"time"

	"serialfraction/harness"
)

// A State is what a worker, or all of them, did for a while. Those that lose time have the names of the causes
// that it is charged to.
type State string

// The states, in the order of a run.
const (
	Split     State = "split"     // the coordinator cuts the rows up; all workers wait
	Spawn     State = "spawn"     // until the worker's first claim
	Kernel    State = "kernel"    // work, pacing included
	Dispatch  State = "dispatch"  // between two chunks
	Transfer  State = "transfer"  // a remote worker decodes, encodes, or a chunk is under way
	Imbalance State = "imbalance" // done, while others work
	Merge     State = "merge"     // the coordinator collects; all workers wait
)

// States lists the states in the order of a run.
var States = []State{Split, Spawn, Kernel, Dispatch, Transfer, Imbalance, Merge}

// A Piece is a state from one time to another, since the start of the run.
type Piece struct {
	State    State
	From, To time.Duration
}

// A Lane is what a worker did. Its pieces tile the parallel phase without gap or overlap.
type Lane struct {
	Worker int // from 0
	Pieces []Piece
	Summed bool // only sums are known: the order of the pieces is not that of the run
}

// A Run is what all did in a run.
type Run struct {
	Wall        time.Duration
	Coordinator []Piece // split and merge
	Workers     []Lane
}

// Of returns what every worker did in a run. It keeps nothing of r.
func Of(r *harness.Run) Run {
	t := &r.Timing
	released, joined := t.Split, t.Split+t.Parallel
	run := Run{Wall: t.Wall, Workers: make([]Lane, len(t.Workers))}
	run.Coordinator = grown(grown(nil, Split, 0, released), Merge, joined, t.Wall)
	spans := make([][]harness.Span, len(t.Workers))
	for w, s := range r.Timeline.All() {
		if w < len(spans) {
			spans[w] = append(spans[w], s)
		}
	}
	for w, k := range t.Workers {
		lane := Lane{Worker: w, Summed: spans[w] == nil && k.Chunks > 0}
		at := released + k.Wake
		done := max(at, joined-k.Tail)
		lane.Pieces = grown(lane.Pieces, Spawn, released, at)
		if lane.Summed {
			for _, sum := range []Piece{{Kernel, 0, k.Busy}, {Transfer, 0, k.Serialize + k.Transfer}} {
				to := min(at+sum.To, done)
				lane.Pieces = grown(lane.Pieces, sum.State, at, to)
				at = to
			}
		}
		between := Dispatch
		if k.Serialize+k.Transfer > k.Claim { // of a remote worker: a span does not say which of the two it is
			between = Transfer
		}
		for _, s := range spans[w] {
			from := min(max(at, released+s.Start), done)
			to := min(max(from, released+s.End), done)
			lane.Pieces = grown(grown(lane.Pieces, between, at, from), Kernel, from, to)
			at = to
		}
		lane.Pieces = grown(grown(lane.Pieces, Dispatch, at, done), Imbalance, done, joined)
		run.Workers[w] = lane
	}
	return run
}

// grown appends a piece that has a length. One in the state of the last, and right behind it, makes that longer.
func grown(pieces []Piece, s State, from, to time.Duration) []Piece {
	if to <= from {
		return pieces
	}
	if last := len(pieces) - 1; last >= 0 && pieces[last].State == s && pieces[last].To == from {
		pieces[last].To = to
		return pieces
	}
	return append(pieces, Piece{s, from, to})
}

// Median returns the run at n workers whose wall time is the median of those, the lower of two in the middle;
// nil where there is none with an account of its workers. The run is the caller's.
func Median(runs []harness.Run, n int) *harness.Run {
	var at []*harness.Run
	for i := range runs {
		if runs[i].Workers == n && len(runs[i].Timing.Workers) > 0 {
			at = append(at, &runs[i])
		}
	}
	if len(at) == 0 {
		return nil
	}
	slices.SortStableFunc(at, func(a, b *harness.Run) int { return cmp.Compare(a.Timing.Wall, b.Timing.Wall) })
	return at[(len(at)-1)/2]
}

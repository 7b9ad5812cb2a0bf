package results

import (
	"fmt"
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A sample has at most sampleRuns timed runs, and about half of that at least. With a noise of 2 % a
// run, the interval of S from as many is some 0.0004 wide: no sweep lasts long enough for chance to be
// what is left of its error. A file of 200 MB may have ten times as many; with twice as many in the
// sample its report took 330 MB. Where its blocks are so
// large that fewer than sampleBlocks would be left, the sample has more runs: intervals are of what
// differs between blocks.
const (
	sampleRuns   = 1 << 15
	sampleBlocks = 32
)

// A Left counts the timed runs of a sweep that its file in memory lacks.
type Left struct {
	Runs int // of all engines
	Own  int // of these, the sweep's own
}

// Sample returns the file with about 32,768 of its timed runs at most, whole blocks drawn at random;
// f itself where it has no more, or too few blocks to draw from. What is left out is in Left, and a
// warning has it.
//
// A block is what repeats in a sweep: each has the N as its design wants, and whatever the machine
// does meanwhile falls on all of them. So every figure of a sweep is one of the blocks that were
// drawn, with an interval that is as much wider as they are fewer; nothing has to be known of a
// block to draw it. The draw depends on the number of the block alone: a file has the same
// sample every time, two sweeps that were interleaved have the same blocks, and what recurs
// every few blocks, as their order and the N between do, is no more frequent in the sample than it
// is in the file.
func (f *File) Sample() *File { return f.sample(newSampler()) }

func (f *File) sample(by *sampler) *File {
	timed := 0
	by.level = f.Level
	for i := range f.Runs {
		if r := &f.Runs[i]; r.Counts() {
			timed++
			if by.holds(r.Block) {
				by.add(r.Block)
			}
		}
	}
	if by.timed == timed && f.Level == 0 {
		return f
	}
	s := *f
	s.Briefs, s.Level = nil, 0
	s.Runs, s.Warnings = make([]harness.Run, 0, len(f.Runs)-timed+by.timed), slices.Clone(f.Warnings)
	for i := range f.Runs {
		if r := &f.Runs[i]; r.Counts() && !by.holds(r.Block) {
			s.leave(r.Engine)
		} else {
			s.Runs = append(s.Runs, *r)
		}
	}
	s.tellLeft()
	return &s
}

// First returns the sweep as it was after the first n of the runs that are held.
func (f *File) First(n int) *File {
	return &File{Header: f.Header, Runs: f.Runs[:n], Level: f.Level}
}

// leave counts a timed run that is left out.
func (f *File) leave(engine string) {
	f.Left.Runs++
	kind := harness.EngineKindOf(engine)
	if (!kind.Control || f.Header.kind().Control) && !(kind.Alternative && f.Header.Alternative != nil) {
		f.Left.Own++
	}
}

// tellLeft warns of the runs that were left out.
func (f *File) tellLeft() {
	if f.Left.Runs == 0 {
		return
	}
	held := 0
	for i := range f.Runs {
		if f.Runs[i].Counts() {
			held++
		}
	}
	f.Warnings = append(f.Warnings, fmt.Sprintf("the figures are of %s of its %s, whole blocks drawn at random: all of them would take too much memory",
		wording.Grouped(held), wording.Count(held+f.Left.Runs, "timed run")))
}

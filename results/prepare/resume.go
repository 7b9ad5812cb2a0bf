package prepare

import (
	"fmt"
	"iter"
	"maps"

	"serialfraction/results"
)

// Renewed returns the request for a sweep that is resumed, before new settings are applied:
// the request it began with, the N and chunks that it used, and the limits that were last in
// force. The folders that its runs wrote to are left out, because they are not written to
// again. until is true if a new precision or time limit will be set and no new repeats; the
// former repeats are then dropped.
func Renewed(began results.Request, f *results.File, until bool) results.Request {
	r := began
	r.Settings = unwritten(r.Workload, maps.Clone(r.Settings))
	if r.Workers = f.Header.Workers; r.Engine != "" { // a program that is timed whole has neither engine nor chunks
		r.ChunkRows = f.Header.ChunkRows
	}
	precision, most := f.Header.Precision, f.Header.MaxTime
	r.Repeats = f.Header.Repeats
	if n := len(f.Resumes); n > 0 {
		r.Repeats, precision, most = f.Resumes[n-1].Repeats, f.Resumes[n-1].Precision, f.Resumes[n-1].MaxTime
	}
	if until {
		r.Repeats = 0
	}
	if r.Repeats == 0 && (precision > 0 || most > 0) {
		r.Precision, r.MaxTime = precision, most
	}
	return r
}

// Changes returns the differences between the sweep of a file and s, which is to resume it.
func (s *Sweep) Changes(f *results.File) results.Changes {
	began := f.Header
	began.Args = withDefaults(began.Workload, began.Args)
	return results.ChangesOf(&began, &s.Header)
}

// Skip makes s skip the timed runs that a file has. It returns an error if one of them is
// not the run that the order of s has in its place.
func (s *Sweep) Skip(f *results.File) error {
	endless := s.Order
	endless.Blocks = 0
	plan, stop := iter.Pull(endless.Plan(s.Trials...))
	defer stop()
	s.Order.Skip = 0
	for _, got := range f.Made() {
		if !got.Counts() {
			continue
		}
		want, _ := plan()
		if got.Engine != want.Engine || got.Block != want.Block || got.Order != want.Order || got.Workers != want.Workers {
			return fmt.Errorf("its timed run %d is run %d of block %d, %s at N = %d, but seed %d puts run %d of block %d, %s at N = %d, in its place: the file was edited, or made by another version; begin a new sweep",
				s.Order.Skip+1, got.Order, got.Block, got.Engine, got.Workers, s.Order.Seed, want.Order, want.Block, want.Engine, want.Workers)
		}
		s.Order.Skip++
	}
	return nil
}

package prepare

import (
	"fmt"
	"maps"
	"slices"

	"serialfraction/harness"
	"serialfraction/results"
)

// Renewed is what is asked of a sweep that goes on, before anything is asked anew: what it
// began with, its N and chunks as they became, and its limits as they were in force
// last; the folders that its runs wrote to are not written to again. Where until says that
// a precision or a time will be asked for anew, and no repeats, the repeats of before do
// not count.
func Renewed(began results.Request, f *results.File, until bool) results.Request {
	r := began
	r.Settings = unwritten(r.Workload, maps.Clone(r.Settings))
	if r.Workers = f.Header.Workers; r.Engine != "" { // a program that is timed whole has no chunks
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

// Changes are what differs between the sweep of a file and this one, that is to go on
// with it.
func (s *Sweep) Changes(f *results.File) results.Changes {
	began := f.Header
	began.Args = withDefaults(began.Workload, began.Args)
	return results.ChangesOf(&began, &s.Header)
}

// Skip leaves out the timed runs that a file has, and wants each where the sweep would
// make it.
func (s *Sweep) Skip(f *results.File) error {
	timed := slices.DeleteFunc(slices.Clone(f.Runs), func(r harness.Run) bool { return r.Warmup })
	if s.Order.Skip = len(timed); len(timed) == 0 {
		return nil
	}
	endless := s.Order
	endless.Blocks = 0
	at := 0
	for want := range endless.Plan(s.Trials...) {
		got := timed[at]
		if got.Engine != want.Engine || got.Block != want.Block || got.Order != want.Order || got.Workers != want.Workers {
			return fmt.Errorf("its timed run %d is run %d of block %d, %s at N = %d, and seed %d has run %d of block %d, %s at N = %d, there: it was edited, or made by another version; begin a new sweep",
				at+1, got.Order, got.Block, got.Engine, got.Workers, s.Order.Seed, want.Order, want.Block, want.Engine, want.Workers)
		}
		if at++; at == len(timed) {
			break
		}
	}
	return nil
}

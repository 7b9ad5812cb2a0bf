package record

import (
	"context"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// What ends a sweep where nothing else is said.
const (
	DefaultPrecision = 0.005
	DefaultMaxTime   = time.Minute
)

// Measure sweeps over a trial and keeps the runs in memory: a result file without a
// file, for [analysis.Of]. What trials there may be says [NewHeader].
//
// Where neither s.Blocks nor stop says when the sweep ends, it does at
// DefaultPrecision or DefaultMaxTime, whichever is first. GOMAXPROCS is the
// caller's: it should stay as it is meanwhile. The context's end is no error, and
// the file then says so; that of a run is one, and the file holds the runs before.
func Measure(ctx context.Context, s harness.Sweep, stop Stop, trials ...harness.Trial) (*results.File, error) {
	if s.Blocks == 0 && stop.Blocks == 0 && stop.Precision == 0 && stop.MaxTime == 0 {
		stop.Precision, stop.MaxTime = DefaultPrecision, DefaultMaxTime
	}
	h, err := NewHeader(s, stop, trials...)
	if err != nil {
		return nil, err
	}
	if trials, err = harness.Refer(ctx, trials...); err != nil {
		return nil, err
	}
	h.Answers(trials...)
	w := results.InMemory(h)
	_, err = Runs(ctx, s.Runs(ctx, trials...), w, stop, nil)
	return w.File(), err
}

package record

import (
	"context"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// The end of a sweep that was given none.
const (
	DefaultPrecision = 0.005
	DefaultMaxTime   = time.Minute
)

// Measure sweeps over trials and returns the runs in memory as a [results.File], for
// [analysis.Of]. [NewHeader] describes which trials there may be.
//
// If neither s.Blocks nor stop ends the sweep, it ends at DefaultPrecision or
// DefaultMaxTime, whichever comes first. The caller sets GOMAXPROCS and must not change it
// meanwhile. If the context ends, the file records that and the error is nil. If a run
// fails, Measure returns its error and a file with the runs before it.
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

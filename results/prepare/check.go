package prepare

import (
	"cmp"
	"errors"
	"strconv"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/record"
)

// Check returns a *harness.FlagError if a number of a request is out of its range, or if the
// engine cannot do what the request asks.
func Check(r results.Request) error {
	for _, n := range []struct {
		flag  string
		value int
	}{{"chunk", r.ChunkRows}, {"repeats", r.Repeats}, {"warmup", r.Warmup}} {
		if n.value < 0 {
			return &harness.FlagError{Flag: n.flag, Value: strconv.Itoa(n.value), Want: "type a number that is not negative"}
		}
	}
	if r.Pace != nil && EngineOf(r).Simulated {
		return &harness.FlagError{Flag: "pace", Value: r.Pace.String(), Want: "the engine " + r.Engine + " has no clock to keep pace by: leave the pace out, or name the engine " + Engines[0].Name}
	}
	if err := cmp.Or(checkShip(r), checkElsewhere(r), checkPin(r)); err != nil {
		return err
	}
	if p := r.Precision; !(p >= 0 && p < 1) {
		return &harness.FlagError{Flag: "precision", Value: strconv.FormatFloat(p, 'g', -1, 64), Want: "type a number from 0 to below 1, such as 0.005"}
	}
	return nil
}

// ErrEndless is the error of a request with neither repeats, nor precision, nor time limit.
var ErrEndless = errors.New("the sweep never stops: it has no number of repeats, no precision and no limit of time")

// Stop returns the condition at which the sweep ends. With a number of repeats it ends after
// these, whatever the precision and the time. Otherwise it ends when S has the requested
// precision or the time is spent. The error is [ErrEndless].
func Stop(r results.Request) (record.Stop, error) {
	switch {
	case r.Repeats > 0:
		return record.Stop{Blocks: r.Repeats}, nil
	case r.MaxTime == 0 && r.Precision == 0:
		return record.Stop{}, ErrEndless
	}
	return record.Stop{Precision: r.Precision, MaxTime: r.MaxTime}, nil
}

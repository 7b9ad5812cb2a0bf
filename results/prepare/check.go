package prepare

import (
	"errors"
	"strconv"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/record"
)

// Check returns a *harness.FlagError if a number of a request is out of its range.
func Check(r results.Request) error {
	for _, n := range []struct {
		flag  string
		value int
	}{{"chunk", r.ChunkRows}, {"repeats", r.Repeats}, {"warmup", r.Warmup}} {
		if n.value < 0 {
			return &harness.FlagError{Flag: n.flag, Value: strconv.Itoa(n.value), Want: "must not be negative"}
		}
	}
	if p := r.Precision; !(p >= 0 && p < 1) {
		return &harness.FlagError{Flag: "precision", Value: strconv.FormatFloat(p, 'g', -1, 64), Want: "must be from 0 to 1, such as 0.005"}
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

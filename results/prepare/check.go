package prepare

import (
	"errors"
	"strconv"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/record"
)

// Check refuses numbers of a request that nothing can work with, by a *harness.FlagError.
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

// ErrEndless says that neither repeats, nor precision, nor time end a sweep.
var ErrEndless = errors.New("the sweep never stops: it has no number of repeats, no precision and no limit of time")

// Stop says when the sweep ends: after a number of repeats, whatever the precision and
// however long they take, or else when S is known well enough or the time is spent. The
// error is [ErrEndless].
func Stop(r results.Request) (record.Stop, error) {
	switch {
	case r.Repeats > 0:
		return record.Stop{Blocks: r.Repeats}, nil
	case r.MaxTime == 0 && r.Precision == 0:
		return record.Stop{}, ErrEndless
	}
	return record.Stop{Precision: r.Precision, MaxTime: r.MaxTime}, nil
}

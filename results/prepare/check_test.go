package prepare

import (
	"errors"
	"math"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/record"
)

func TestCheck(t *testing.T) {
	if err := Check(results.Request{ChunkRows: 1, Repeats: 2, Warmup: 3, Precision: 0.01}); err != nil {
		t.Error(err)
	}
	for want, r := range map[string]results.Request{
		"chunk":     {ChunkRows: -1},
		"repeats":   {Repeats: -1},
		"warmup":    {Warmup: -1},
		"precision": {Precision: math.NaN()},
	} {
		var flag *harness.FlagError
		if err := Check(r); !errors.As(err, &flag) || flag.Flag != want {
			t.Errorf("%s: %v", want, err)
		}
	}
	for _, p := range []float64{-0.1, 1} {
		if Check(results.Request{Precision: p}) == nil {
			t.Errorf("precision %v is accepted", p)
		}
	}
}

func TestStop(t *testing.T) {
	for _, tc := range []struct {
		r    results.Request
		want record.Stop
		err  error
	}{
		{results.Request{Repeats: 3, Precision: 0.1, MaxTime: time.Minute}, record.Stop{Blocks: 3}, nil},
		{results.Request{Precision: 0.1}, record.Stop{Precision: 0.1}, nil},
		{results.Request{MaxTime: time.Minute}, record.Stop{MaxTime: time.Minute}, nil},
		{results.Request{}, record.Stop{}, ErrEndless},
	} {
		if got, err := Stop(tc.r); got.Blocks != tc.want.Blocks || got.Precision != tc.want.Precision || got.MaxTime != tc.want.MaxTime || !errors.Is(err, tc.err) {
			t.Errorf("%+v: %+v, %v; want %+v, %v", tc.r, got, err, tc.want, tc.err)
		}
	}
}

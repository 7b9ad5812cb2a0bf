package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/remotetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// A bench is an engine whose workers know the job that is run without a word of it.
type bench struct {
	*remote.Engine
	job atomic.Pointer[harness.Job]
}

func (b *bench) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	b.job.Store(j)
	return b.Engine.Run(ctx, dst, j, workers)
}

func newBench(t *testing.T, ship remote.Ship, most, slots int) *bench {
	t.Helper()
	b := &bench{}
	b.Engine = remotetest.New(t, remote.Options{Ship: ship, Most: most, IDs: true}, slots,
		func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
			return b.job.Load().Workload, nil
		})
	return b
}

// The engine passes the suite of all engines, whichever way the rows are shipped.
func TestSuite(t *testing.T) {
	for _, ship := range remote.Ships {
		t.Run(string(ship), func(t *testing.T) {
			t.Parallel()
			b := newBench(t, ship, 16, 4)
			enginetest.Run(t, func() harness.Engine { return b })
		})
	}
}

// A chunk that no message has room for is refused, with the number of rows that fit.
func TestChunkTooLarge(t *testing.T) {
	data := &harness.Dataset{Name: "wide", Cols: 100, Store: &harness.Store{Rows: 20000, Decode: func([]float64, int, int, []int) {}}}
	j := &harness.Job{Data: data, ChunkRows: 10481, Workload: harness.PerRow("none", []string{"y"}, func(dst, _ []float64) { dst[0] = 0 })}
	e := newBench(t, remote.Rows, 1, 1)
	var flag *harness.FlagError
	_, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 1)
	if !errors.As(err, &flag) || flag.Flag != "chunk" || e.MostRows(j) != 10480 {
		t.Errorf("%v, and %d rows have room", err, e.MostRows(j))
	}
	j.ChunkRows = e.MostRows(j)
	if _, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 1); err != nil {
		t.Errorf("with as many rows as have room: %v", err)
	}
}

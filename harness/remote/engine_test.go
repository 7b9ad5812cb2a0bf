package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
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

// The engine passes the suite of all engines.
func TestSuite(t *testing.T) {
	b := newBench(t, remote.Rows, 16, 4)
	enginetest.Run(t, func() harness.Engine { return b })
}

// So do the answers of workers that have all rows, however the dataset holds them. The same bytes are the
// values of one dataset and the packed rows of another.
func TestObject(t *testing.T) {
	b := newBench(t, remote.Object, 3, 2)
	for _, hold := range []func(*harness.Job){func(*harness.Job) {}, enginetest.Decoded, enginetest.Packed} {
		j := enginetest.Job(50, 3, 4)
		want, err := harness.Answer(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		hold(j)
		got, _, err := harness.Once(t.Context(), b, j, 3)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v, got %v, want %v", err, got, want)
		}
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

package harness_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"serialfraction/harness"
)

// A dawdler is a workload whose parts go on until the run ends, one of them at a time.
type dawdler struct {
	harness.Workload
	began sync.Once
	begun chan struct{} // closed when that part has begun
	done  <-chan struct{}
}

func (d *dawdler) dawdle() {
	d.began.Do(func() { close(d.begun) })
	<-d.done
}

func dawdlerIn(part string) *dawdler {
	d := &dawdler{begun: make(chan struct{})}
	in := func(here string) {
		if here == part {
			d.dawdle()
		}
	}
	d.Workload = harness.Workload{Name: "dawdler", Outputs: []string{"x"}, Heed: func(done <-chan struct{}) { d.done = done },
		Begin: func() { in("begin") }, BeforeFirstChunk: func() { in("claim") }, Finish: func(*harness.Table) { in("finish") },
		Kernel: func(dst []float64, c harness.Chunk) {
			in("kernel")
			clear(dst)
		}}
	return d
}

// A run ends with its context in whatever part of the work it is, on every engine and schedule, where
// the workload heeds that. Without it this test would never end.
func TestRunEndsWithinItsParts(t *testing.T) {
	engines := map[string]harness.Engine{"serial": harness.Serial{}, "control": &harness.Control{}}
	for _, s := range harness.Schedules {
		engines["pool, "+s.Name] = &harness.Pool{Schedule: s}
	}
	for name, engine := range engines {
		for _, part := range []string{"begin", "claim", "kernel", "finish"} {
			if name == "control" && (part == "begin" || part == "finish") {
				continue // a control has neither
			}
			t.Run(name+"/"+part, func(t *testing.T) {
				enough := errors.New("enough")
				ctx, cancel := context.WithCancelCause(t.Context())
				d := dawdlerIn(part)
				go func() {
					<-d.begun
					cancel(enough)
				}()
				workers := 2
				if name == "serial" {
					workers = 1
				}
				j := &harness.Job{Data: &harness.Dataset{Cols: 1, Values: make([]float64, 8)}, Workload: d.Workload, ChunkRows: 1}
				if _, err := engine.Run(ctx, make([]float64, 8), j, workers); !errors.Is(err, enough) {
					t.Errorf("error %v, want the cause", err)
				}
			})
		}
	}
}

// A kernel without a worker gets a large chunk in parts, all rows once, and none after the context
// has ended.
func TestLargeChunksAreCut(t *testing.T) {
	const rows, cols = 100_000, 64
	values := make([]float64, rows*cols)
	for row := range rows {
		values[row*cols] = float64(row)
	}
	for _, stop := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var calls []int
		work := harness.Workload{Name: "first", Outputs: []string{"x", "row"}, Kernel: func(dst []float64, c harness.Chunk) {
			calls = append(calls, c.Rows)
			for i := range c.Rows {
				dst[2*i], dst[2*i+1] = c.Values[i*cols], float64(c.Row+i)
			}
			if stop {
				cancel()
			}
		}}
		j := &harness.Job{Data: &harness.Dataset{Cols: cols, Values: values}, Workload: work, ChunkRows: rows}
		answer, _, err := harness.Once(ctx, &harness.Pool{}, j, 1)
		if len(calls) < 2 == !stop || slices.Max(calls) > rows/4 {
			t.Errorf("stopped %t: calls of %d rows", stop, calls)
		}
		if done := len(j.Finished(answer)); stop && (done != calls[0] || !errors.Is(err, context.Canceled)) {
			t.Errorf("%d rows finished of a call of %d, error %v", done, calls[0], err)
		}
		if stop {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		for row := range rows {
			if want := float64(row); answer[2*row] != want || answer[2*row+1] != want {
				t.Fatalf("row %d has %v", row, answer[2*row:2*row+2])
			}
		}
	}
}

package enginetest

import (
	"context"
	"fmt"
	"math"

	"serialfraction/harness"
)

// Job returns a job whose answer depends on every row and value.
func Job(rows, cols, chunkRows int) *harness.Job {
	data := &harness.Dataset{Name: "test", Cols: cols, Values: make([]float64, rows*cols)}
	for i := range data.Values {
		data.Values[i] = math.Sin(float64(i))
	}
	for i := range rows {
		data.Rows = append(data.Rows, fmt.Sprintf("row%d", i))
	}
	return &harness.Job{Data: data, ChunkRows: chunkRows, Workload: harness.Workload{
		Name: "sum", Outputs: []string{"index", "sum"}, Kernel: sum,
	}}
}

func sum(dst []float64, c harness.Chunk) {
	for i := range c.Rows {
		total := 0.0
		for _, v := range c.Values[i*c.Cols : (i+1)*c.Cols] {
			total += v
		}
		dst[2*i], dst[2*i+1] = float64(c.Row+i), total
	}
}

// failing returns a job whose kernel panics in the chunk of rows 40–49.
func failing() *harness.Job {
	j := Job(100, 2, 10)
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		if c.Row == 40 {
			panic("no such gene")
		}
		sum(dst, c)
	}
	return j
}

// stopping returns a job whose kernel ends the context of its run.
func stopping(ctx context.Context, stop func()) *harness.Job {
	j := Job(1000, 2, 1)
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		stop()
		<-ctx.Done()
		sum(dst, c)
	}
	return j
}

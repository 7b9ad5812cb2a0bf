package harness

import (
	"context"
	"math"
	"runtime"
)

// Once runs a job one time and returns its answer and the times of the run. Where a place
// of the answer was not written, the error is a *KernelError. With any error, the answer
// holds what had been written by then: see [Job.Finished].
func Once(ctx context.Context, e Engine, j *Job, workers int) ([]float64, Timing, error) {
	dst := make([]float64, j.ResultLen())
	t, err := OnceInto(ctx, dst, e, j, workers)
	return dst, t, err
}

// OnceInto does what Once does, with the answer in dst, [Job.ResultLen] values.
func OnceInto(ctx context.Context, dst []float64, e Engine, j *Job, workers int) (Timing, error) {
	here := min(workers, runtime.GOMAXPROCS(0)) // they may be on other machines
	poisonNew(dst, here)
	bare := *j
	bare.NoTimeline, bare.Uncounted = true, true // Once returns neither
	t, err := e.Run(ctx, dst, &bare, workers)
	if err != nil {
		return Timing{}, err
	}
	return t, j.unwritten(dst, here)
}

// Finished returns the numbers of the rows that are complete in an answer of [Once],
// ascending.
func (j *Job) Finished(answer []float64) []int {
	width := len(j.Workload.Outputs)
	var rows []int
	for row := 0; (row+1)*width <= len(answer) && width > 0; row++ {
		written := true
		for _, v := range answer[row*width : (row+1)*width] {
			written = written && math.Float64bits(v) != untouched
		}
		if written {
			rows = append(rows, row)
		}
	}
	return rows
}

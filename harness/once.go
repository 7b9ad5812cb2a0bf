package harness

import (
	"context"
	"math"
)

// Once runs a job one time for its answer, which it returns with the run's times.
// Every place of the answer is written, or the error is a *KernelError. With any
// error the answer is what had been written by then: see [Job.Finished].
func Once(ctx context.Context, e Engine, j *Job, workers int) ([]float64, Timing, error) {
	dst := make([]float64, j.ResultLen())
	poison(dst)
	bare := *j
	bare.NoTimeline = true // nobody sees it
	t, err := e.Run(ctx, dst, &bare, workers)
	if err != nil {
		return dst, Timing{}, err
	}
	return dst, t, j.unwritten(dst)
}

// Finished returns the numbers of the rows of which every place of an answer of
// [Once] is written, ascending.
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

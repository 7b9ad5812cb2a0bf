package harness

import "context"

// Once runs a job once for its results, which it returns with what was measured.
// Every place of them was written; nothing is compared.
func Once(ctx context.Context, e Engine, j *Job, workers int) ([]float64, Timing, error) {
	dst := make([]float64, j.ResultLen())
	poison(dst)
	t, err := e.Run(ctx, dst, j, workers)
	if err != nil {
		return nil, Timing{}, err
	}
	return dst, t, j.unwritten(dst)
}

package harness

import "context"

// Watched returns a workload that calls a function after each chunk that a worker has computed, with
// the answer of the chunk.
func Watched(w Workload, landed func(c Chunk, answer []float64)) Workload {
	if kernel := w.Kernel; kernel != nil {
		w.Kernel = func(dst []float64, c Chunk) {
			kernel(dst, c)
			landed(c, dst)
		}
	}
	if newWorker := w.NewWorker; newWorker != nil {
		w.NewWorker = func(ctx context.Context) (Worker, error) {
			worker, err := newWorker(ctx)
			if err != nil {
				return nil, err
			}
			return watched{worker, landed}, nil
		}
	}
	return w
}

// watched is a worker that calls landed after each chunk.
type watched struct {
	Worker
	landed func(c Chunk, answer []float64)
}

func (w watched) Kernel(dst []float64, c Chunk) error {
	if err := w.Worker.Kernel(dst, c); err != nil {
		return err
	}
	w.landed(c, dst)
	return nil
}

package harness

import (
	"context"
	"fmt"
	"math"
)

// Held are rows of the answer of a job that were computed before, by a run that did not end.
type Held struct {
	Answer []float64 // row-major, [Job.ResultLen] values; of rows that are not held, anything
	Has    []bool    // by row
}

// Rows returns the number of rows that are held.
func (h *Held) Rows() (n int) {
	for _, has := range h.Has {
		if has {
			n++
		}
	}
	return n
}

// Whole reports whether all of these rows are held.
func (h *Held) Whole(row, rows int) bool {
	for _, has := range h.Has[row : row+rows] {
		if !has {
			return false
		}
	}
	return true
}

// Fill writes the rows that are held into an answer of [Once] where it did not come to them.
func (h *Held) Fill(answer []float64) {
	width := len(answer) / max(len(h.Has), 1)
	for row, has := range h.Has {
		for i := row * width; has && i < (row+1)*width; i++ {
			if math.Float64bits(answer[i]) == untouched {
				answer[i] = h.Answer[i]
			}
		}
	}
}

// Holding returns a job that copies the chunks whose rows are all held, and computes the others.
// Its answer is that of j where [Job.CheckHeld] finds no fault. The workload must not be one that
// Gathers.
func (j *Job) Holding(h *Held) *Job {
	held := *j
	width := len(j.Workload.Outputs)
	take := func(dst []float64, c Chunk) bool {
		if !h.Whole(c.Row, c.Rows) {
			return false
		}
		copy(dst, h.Answer[c.Row*width:(c.Row+c.Rows)*width])
		return true
	}
	w := &held.Workload
	if kernel := w.Kernel; kernel != nil {
		w.Kernel = func(dst []float64, c Chunk) {
			if !take(dst, c) {
				kernel(dst, c)
			}
		}
	}
	if newWorker := w.NewWorker; newWorker != nil {
		w.NewWorker = func(ctx context.Context) (Worker, error) {
			worker, err := newWorker(ctx)
			if err != nil {
				return nil, err
			}
			return holding{worker, take}, nil
		}
	}
	weight := w.Weight
	w.Weight = func(row, rows int) float64 {
		switch {
		case h.Whole(row, rows):
			return 0
		case weight != nil:
			return weight(row, rows)
		}
		return float64(rows)
	}
	return &held
}

// holding is a worker that copies what take can.
type holding struct {
	Worker
	take func(dst []float64, c Chunk) bool
}

func (w holding) Kernel(dst []float64, c Chunk) error {
	if w.take(dst, c) {
		return nil
	}
	return w.Worker.Kernel(dst, c)
}

// looks is the number of rows that CheckHeld computes.
const looks = 8

// CheckHeld computes some of the rows that are held, spread over all of them. It returns an error
// where one has another answer: then they are of another job. What only Finish writes, a kernel
// leaves NaN.
func (j *Job) CheckHeld(ctx context.Context, h *Held) (err error) {
	single := *j
	single.ChunkRows = 1
	var at Chunk
	defer recoverKernel(&single, &at, &err)
	worker, err := single.newWorker(ctx)
	if err != nil {
		return err
	}
	defer worker.Close()
	dst, buf := make([]float64, len(j.Workload.Outputs)), make([]float64, j.Data.Cols)
	for _, row := range h.spread() {
		poison(dst)
		at = single.Chunk(row)
		if err := worker.Kernel(dst, single.decode(at, buf)); err != nil {
			return single.Failed(at, err)
		}
		for k, name := range j.Workload.Outputs {
			was, is := h.Answer[row*len(dst)+k], dst[k]
			if was != is && !(math.IsNaN(is) && (math.IsNaN(was) || j.Workload.Finish != nil)) {
				return fmt.Errorf("row %s has %s = %v, and this job gives %v: the rows are of another job", j.Data.ID(row), name, was, is)
			}
		}
	}
	return nil
}

// spread returns the numbers of some of the rows that are held, the first and the last among
// them.
func (h *Held) spread() (rows []int) {
	all := h.Rows()
	nth := 0
	for row, has := range h.Has {
		if !has {
			continue
		}
		if all <= looks || nth*(looks-1)/(all-1) > (nth-1)*(looks-1)/(all-1) || nth == 0 {
			rows = append(rows, row)
		}
		nth++
	}
	return rows
}

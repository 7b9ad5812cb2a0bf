package harness

import "context"

// callValues is about the most values of rows that a kernel gets in one call, and callRows the
// number of rows of which it gets a multiple. A call then takes some milliseconds where a row is read
// once, however large the chunk is, and the number of rows is one that kernels are fast at.
const (
	callValues = 1 << 20
	callRows   = 64
)

// stateless returns the workload's Kernel as a worker.
func (j *Job) stateless(ctx context.Context) Worker {
	rows := callRows * ceil(callValues, callRows*max(1, j.Data.Cols))
	if j.ChunkRows <= rows {
		return Stateless(j.Workload.Kernel)
	}
	return &sliced{ctx: ctx, kernel: j.Workload.Kernel, rows: rows, width: len(j.Workload.Outputs)}
}

// sliced hands a large chunk to a kernel in parts, so that a run can end between two of them. What a
// kernel writes for a row depends on that row alone, wherever it is cut.
type sliced struct {
	ctx    context.Context
	kernel func(dst []float64, c Chunk)
	rows   int // of a part, at most
	width  int // outputs
}

// Kernel computes a chunk, or a part of it where the context ends.
func (s *sliced) Kernel(dst []float64, c Chunk) error {
	for from := 0; from < c.Rows; from += s.rows {
		if err := s.ctx.Err(); err != nil {
			return err
		}
		part := c.rows(from, min(s.rows, c.Rows-from))
		s.kernel(dst[from*s.width:(from+part.Rows)*s.width], part)
	}
	return nil
}

// Close does nothing.
func (s *sliced) Close() error { return nil }

// rows returns some rows of a chunk.
func (c Chunk) rows(from, rows int) Chunk {
	part := c
	part.Row, part.Rows = c.Row+from, rows
	if c.Values != nil {
		part.Values = c.Values[from*c.Cols : (from+rows)*c.Cols]
	}
	if c.Packed != nil {
		stride := len(c.Packed) / c.Rows
		part.Packed = c.Packed[from*stride : (from+rows)*stride]
	}
	return part
}

package harness

import (
	"context"
	"slices"
	"time"

	"serialfraction/harness/meter"
)

// A Workload is what is done to the rows: a value of funcs, where nil means
// absent. One Workload serves one run at a time.
type Workload struct {
	Name    string
	Summary string
	Method  string   // which of several algorithms it is; "" where there is one only
	Outputs []string // columns of a result row: t, df, p

	// Kernel computes the result rows of one chunk. dst has
	// c.Rows*len(Outputs) places, row-major, and belongs to the kernel until
	// it returns; every place must be written. What is written for a row depends
	// on that row alone, wherever chunks are cut. A kernel is called from many
	// goroutines at once and neither allocates, locks, nor keeps dst or c.Values.
	// It is nil where NewWorker is not.
	Kernel func(dst []float64, c Chunk)

	// Packed says that the kernel reads c.Packed rather than c.Values.
	Packed bool

	// NewWorker, where not nil, makes what one worker needs for itself: a process
	// started, a connection opened. Every worker of a run calls it once, after its
	// release; the time is the worker's Wake. What it makes ends with ctx.
	NewWorker func(ctx context.Context) (Worker, error)

	// Coarse says that a chunk costs much beside its rows, such as the start of a
	// process: chunks are then as few as there are workers, unless the caller chooses.
	Coarse bool

	// Notes, where not nil, returns what is worth a warning about the runs so far, a
	// line each: what the programs that it started wrote on standard error.
	Notes func() []string

	// BeforeFirstChunk, where not nil, is what every worker does when it claims its first
	// chunk: the time is part of that claim.
	BeforeFirstChunk func()

	// Begin, where not nil, is a serial step before the split, timed within it.
	Begin func()

	// Finish, where not nil, is a serial step over the whole result, timed within
	// the merge. It may write any place of out.
	Finish func(out *Table)

	// Alternative, where not nil, is another algorithm for the same rows with the same
	// outputs, to be timed beside this one. Exact says which of the two the error
	// of the other is measured by.
	Alternative *Workload
	Exact       bool

	// Pace is the time that a row, or one of weight 1, takes at least; what the
	// kernel leaves of it is waited for without using the CPU. Zero means unpaced.
	Pace time.Duration

	// Weight, where not nil, says how many times Pace the rows [row, row+rows) take
	// together. nil means rows times.
	Weight func(row, rows int) float64
}

// A Worker is a kernel with a state of its own. It serves one goroutine.
type Worker interface {
	// Kernel is as that of a Workload, and may fail.
	Kernel(dst []float64, c Chunk) error

	// Close ends the worker when the run has its answer. Its time is not counted.
	Close() error
}

// Stateless is a kernel as a Worker: it cannot fail and has nothing to close.
type Stateless func(dst []float64, c Chunk)

// Kernel calls the function.
func (k Stateless) Kernel(dst []float64, c Chunk) error {
	k(dst, c)
	return nil
}

// Close does nothing.
func (Stateless) Close() error { return nil }

// An Accountant is a Worker whose work is done by something else than its own thread,
// such as a process. Sched is the scheduler account of that since the worker was
// made, nil where the system has none; WakeDelay is of the time before.
type Accountant interface {
	Worker
	Sched() *meter.SchedTiming
}

// A Chunk is a run of neighbouring rows: a view that a kernel neither writes nor
// keeps.
type Chunk struct {
	Index  int       // number of the chunk in the job
	Row    int       // number of its first row in the dataset
	Rows   int       // number of rows
	Cols   int       // values per row
	Values []float64 // row-major, Rows*Cols; nil for a packed workload
	Packed []byte    // the rows as their file holds them; nil for any other
}

// A Table is a result: one row per row of the dataset, in the same order.
type Table struct {
	Columns []string
	Values  []float64 // row-major, rows*len(Columns)
}

// Column returns the position of the named column, or -1.
func (t *Table) Column(name string) int { return slices.Index(t.Columns, name) }

// NumRows returns the number of rows.
func (t *Table) NumRows() int {
	if len(t.Columns) == 0 {
		return 0
	}
	return len(t.Values) / len(t.Columns)
}

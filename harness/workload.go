package harness

import (
	"context"
	"slices"
	"time"

	"serialfraction/harness/meter"
)

// A Workload is the work to be done on the rows: a struct of funcs, where nil means absent.
// It serves one run at a time.
type Workload struct {
	Name    string
	Summary string
	Method  string   // name of the algorithm; "" where there is only one
	Outputs []string // columns of a result row: t, df, p

	// Script is the file of a user's that computes the rows; nil = none does.
	Script *Script

	// Kernel computes the result rows of one chunk. dst has c.Rows*len(Outputs) places,
	// row-major, and belongs to the kernel until it returns. The kernel writes every place.
	// What it writes for a row depends on that row alone, wherever chunks are cut. It is
	// called from many goroutines at once. It neither allocates nor locks, and does not
	// keep dst or c.Values. It is nil where NewWorker is not.
	Kernel func(dst []float64, c Chunk)

	// Packed is set where the kernel reads c.Packed and not c.Values.
	Packed bool

	// NewWorker, where not nil, makes what one worker needs for itself, such as a process
	// or a connection. Every worker of a run calls it once after its release; the time
	// counts as the worker's Wake. The Worker ends when ctx does, also within a chunk that
	// takes long: see Heed for what it then leaves.
	NewWorker func(ctx context.Context) (Worker, error)

	// Processes is set where each worker leaves its rows to a process of its own. A process
	// may wait, so that more of them than there are CPUs run at once.
	Processes bool

	// Coarse is set where each chunk has a high cost besides its rows, such as the start of
	// a process. By default there are then only as many chunks as workers.
	Coarse bool

	// Notes, where not nil, returns warnings about the runs so far, one line each: what the
	// programs that the workload started wrote on standard error.
	Notes func() []string

	// Questions are what a row may have no answer to; none where every row has one.
	Questions []Question

	// BeforeFirstChunk, where not nil, is called by every worker when it claims its first
	// chunk. The time is part of that claim.
	BeforeFirstChunk func()

	// Heed, where not nil, gets before each run the channel that is closed when the run is to
	// end early. It is for a kernel without NewWorker, or a step, of which one call may take
	// longer than a user waits after Ctrl-C: it looks at the channel some times a second, and
	// returns once it is closed. It leaves the places of a row that it has not finished as
	// they are; the run fails, so nobody reads what else is missing.
	Heed func(done <-chan struct{})

	// Begin, where not nil, is a serial step before the split, timed within it.
	Begin func()

	// Finish, where not nil, is a serial step on the whole result, timed within the merge.
	// It may write any place of out.
	Finish func(out *Table)

	// Gathers is set where Finish needs more of a row than the kernel writes in its result, so
	// that the kernel must have computed every row in this process.
	Gathers bool

	// Alternative, where not nil, is another algorithm for the same rows with the same
	// outputs, to be timed beside this one. Exact is set for the one of the two whose
	// answer is taken as true when the error of the other is measured.
	Alternative *Workload
	Exact       bool

	// Pace is the least time of a row of weight 1. Where the kernel takes less, the worker
	// waits for the rest without using the CPU. 0 = unpaced.
	Pace time.Duration

	// Weight, where not nil, returns the weight of the rows [row, row+rows) together: they
	// take that many times Pace. nil = every row has weight 1.
	Weight func(row, rows int) float64
}

// Waits reports whether the threads of workers wait for most of their time without a CPU, so that
// S may be that of an N beyond the CPUs.
func (w *Workload) Waits() bool { return w.Pace > 0 || w.Processes }

// A Worker is a kernel with a state of its own. It serves one goroutine.
type Worker interface {
	// Kernel computes a chunk like that of a Workload, but may fail.
	Kernel(dst []float64, c Chunk) error

	// Close ends the worker after the run. Its time is not counted.
	Close() error
}

// Stateless makes a Worker of a kernel that cannot fail and has nothing to close.
type Stateless func(dst []float64, c Chunk)

// Kernel calls the function.
func (k Stateless) Kernel(dst []float64, c Chunk) error {
	k(dst, c)
	return nil
}

// Close does nothing.
func (Stateless) Close() error { return nil }

// An Accountant is a Worker whose work is not done by its own thread but by something else,
// such as a process. Sched returns the scheduler's account of that since the worker was
// made, or nil where the system has none. Its WakeDelay is of the time before.
type Accountant interface {
	Worker
	Sched() *meter.SchedTiming
}

// A Chunk is a number of neighbouring rows: a view that a kernel neither writes nor keeps.
type Chunk struct {
	Index  int       // number of the chunk in the job
	Row    int       // number of its first row in the dataset
	Rows   int       // number of rows
	Cols   int       // values per row
	Values []float64 // row-major, Rows*Cols; nil for a packed workload
	Packed []byte    // the rows in the encoding of their file; nil for any other workload
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

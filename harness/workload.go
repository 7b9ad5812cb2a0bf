package harness

import (
	"slices"
	"time"
)

// A Workload is what is done to the rows: a value of funcs, where nil means
// absent. One Workload serves one run at a time.
type Workload struct {
	Name    string
	Summary string
	Outputs []string // columns of a result row: t, df, p

	// Kernel computes the result rows of one chunk. dst has
	// c.Rows*len(Outputs) places, row-major, and belongs to the kernel until
	// it returns; every place must be written. A kernel is called from many
	// goroutines at once and neither allocates, locks, nor keeps dst or c.Values.
	Kernel func(dst []float64, c Chunk)

	// Begin, where not nil, is a serial step before the split, timed within it.
	Begin func()

	// Finish, where not nil, is a serial step over the whole result, timed within
	// the merge. It may write any place of out.
	Finish func(out *Table)

	// Pace is the time that each row takes at least; what the kernel leaves of it
	// is waited for without using the CPU. Zero means unpaced.
	Pace time.Duration
}

// A Chunk is a run of neighbouring rows: a view that a kernel neither writes nor
// keeps.
type Chunk struct {
	Index  int       // number of the chunk in the job
	Row    int       // number of its first row in the dataset
	Rows   int       // number of rows
	Cols   int       // values per row
	Values []float64 // row-major, Rows*Cols
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

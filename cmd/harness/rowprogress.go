package main

import (
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/wording"
)

// A rowProgress counts the rows done by all workers and shows each hundredth of them. One
// worker at a time prints, and none after the end, so lines do not mix with each other nor
// with what is printed next.
type rowProgress struct {
	rows int
	done atomic.Int64

	printing sync.Mutex // guards the fields below
	line     *progressLine
	shown    int64 // rows in the last line
	ended    bool
}

func newRowProgress(c *cli.Context, rows int) *rowProgress {
	return &rowProgress{rows: rows, line: newProgressLine(c)}
}

// counting returns the workload with add called after each chunk with its number of rows.
func counting(w harness.Workload, add func(rows int)) harness.Workload {
	return harness.Watched(w, func(c harness.Chunk, _ []float64) { add(c.Rows) })
}

// add counts rows and shows the count when another hundredth is complete.
func (t *rowProgress) add(rows int) {
	const steps = 100
	now, of := t.done.Add(int64(rows)), int64(t.rows)
	if now*steps/of > (now-int64(rows))*steps/of {
		t.show(now)
	}
}

// show shows a count, unless another worker has shown a larger one before.
func (t *rowProgress) show(now int64) {
	t.printing.Lock()
	defer t.printing.Unlock()
	if t.ended || now <= t.shown {
		return
	}
	t.shown = now
	t.line.show(fmt.Sprintf("%s of %s done", wording.Grouped(int(now)), wording.Count(t.rows, "row")))
}

// insert prints a line above that of the progress.
func (t *rowProgress) insert(line string) {
	t.printing.Lock()
	defer t.printing.Unlock()
	t.line.insert(line)
}

// end ends the line. Rows counted later are not shown.
func (t *rowProgress) end() {
	t.printing.Lock()
	defer t.printing.Unlock()
	if !t.ended {
		t.line.end()
	}
	t.ended = true
}

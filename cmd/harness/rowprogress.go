package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A rowProgress counts the rows done and shows every hundredth of them. All workers
// count; one at a time speaks, and after the end none does, so that no line is inside
// another or behind what follows the rows.
type rowProgress struct {
	rows int
	done atomic.Int64

	speaking sync.Mutex // holds what follows
	line     *progressLine
	shown    int64 // rows of the last line
	ended    bool
}

func newRowProgress(c *cli.Context, rows int) *rowProgress {
	return &rowProgress{rows: rows, line: newProgressLine(c)}
}

// counting returns the workload with the rows of every chunk counted when it is done.
func counting(w harness.Workload, add func(rows int)) harness.Workload {
	if kernel := w.Kernel; kernel != nil {
		w.Kernel = func(dst []float64, c harness.Chunk) {
			kernel(dst, c)
			add(c.Rows)
		}
	}
	if newWorker := w.NewWorker; newWorker != nil {
		w.NewWorker = func(ctx context.Context) (harness.Worker, error) {
			worker, err := newWorker(ctx)
			if err != nil {
				return nil, err
			}
			return counted{worker, add}, nil
		}
	}
	return w
}

// counted is a worker whose chunks are counted.
type counted struct {
	harness.Worker
	add func(rows int)
}

func (w counted) Kernel(dst []float64, c harness.Chunk) error {
	if err := w.Worker.Kernel(dst, c); err != nil {
		return err
	}
	w.add(c.Rows)
	return nil
}

// add counts rows and shows how many are done where a step is complete.
func (t *rowProgress) add(rows int) {
	const steps = 100
	now, of := t.done.Add(int64(rows)), int64(t.rows)
	if now*steps/of > (now-int64(rows))*steps/of {
		t.say(now)
	}
}

// say shows how many are done, unless a worker that counted more has spoken before.
func (t *rowProgress) say(now int64) {
	t.speaking.Lock()
	defer t.speaking.Unlock()
	if t.ended || now <= t.shown {
		return
	}
	t.shown = now
	t.line.show(fmt.Sprintf("%d of %d rows done", now, t.rows))
}

// end ends the line. What a worker counts later is not shown.
func (t *rowProgress) end() {
	t.speaking.Lock()
	defer t.speaking.Unlock()
	if !t.ended {
		t.line.end()
	}
	t.ended = true
}

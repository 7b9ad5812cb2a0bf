package main

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A tally counts the rows done and says so, every tenth of them, or on a terminal
// every hundredth.
type tally struct {
	c    *cli.Context
	rows int
	live bool
	done atomic.Int64
}

// counting returns the workload with every chunk counted.
func (t *tally) counting(w harness.Workload) harness.Workload {
	if kernel := w.Kernel; kernel != nil {
		w.Kernel = func(dst []float64, c harness.Chunk) {
			kernel(dst, c)
			t.add(c.Rows)
		}
	}
	if hire := w.Hire; hire != nil {
		w.Hire = func(ctx context.Context) (harness.Worker, error) {
			worker, err := hire(ctx)
			if err != nil {
				return nil, err
			}
			return counted{worker, t}, nil
		}
	}
	return w
}

// counted is a worker whose chunks are counted.
type counted struct {
	harness.Worker
	tally *tally
}

func (w counted) Kernel(dst []float64, c harness.Chunk) error {
	if err := w.Worker.Kernel(dst, c); err != nil {
		return err
	}
	w.tally.add(c.Rows)
	return nil
}

// add counts rows and shows the tally where a step is complete.
func (t *tally) add(rows int) {
	if t.c.Bool("quiet") {
		return
	}
	steps := 10
	if t.live {
		steps = 100
	}
	now := int(t.done.Add(int64(rows)))
	if now*steps/t.rows == (now-rows)*steps/t.rows {
		return
	}
	line := fmt.Sprintf("%d of %d rows done", now, t.rows)
	if t.live {
		line = "\r\x1b[K" + line
	} else {
		line += "\n"
	}
	write(t.c.App.ErrWriter, line)
}

func (t *tally) end() {
	if t.live && !t.c.Bool("quiet") {
		fmt.Fprint(t.c.App.ErrWriter, "\r\x1b[K")
	}
}

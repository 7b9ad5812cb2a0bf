package main

import (
	"context"
	"fmt"
	"io"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A tally counts the rows done and says so, every tenth of them, or on a terminal
// every hundredth.
type tally struct {
	w     io.Writer
	rows  int
	live  bool
	quiet bool
	done  atomic.Int64
}

func newTally(c *cli.Context, rows int) *tally {
	return &tally{w: c.App.ErrWriter, rows: rows, live: isLive(c.App.ErrWriter), quiet: c.Bool("quiet")}
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
	now := int(t.done.Add(int64(rows)))
	steps := 10
	if t.live {
		steps = 100
	}
	if t.quiet || now*steps/t.rows == (now-rows)*steps/t.rows {
		return
	}
	line := fmt.Sprintf("%d of %d rows done", now, t.rows)
	if t.live {
		line = overLine + line
	} else {
		line += "\n"
	}
	write(t.w, line)
}

func (t *tally) end() {
	if t.live && !t.quiet {
		fmt.Fprint(t.w, overLine)
	}
}

package main

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
)

// A tally counts the rows done and says so, every tenth of them, or on a terminal
// every hundredth. All workers count; one at a time speaks, and after the end none
// does, so that no line is inside another or behind what follows the rows.
type tally struct {
	w     io.Writer
	rows  int
	live  bool
	quiet bool
	done  atomic.Int64

	speaking sync.Mutex // holds what follows, and w
	shown    int64      // rows of the last line
	ended    bool
}

func newTally(c *cli.Context, rows int) *tally {
	return &tally{w: c.App.ErrWriter, rows: rows, live: isLive(c.App.ErrWriter), quiet: c.Bool("quiet")}
}

// counting returns the workload with the rows of every chunk counted when it is done.
func counting(w harness.Workload, add func(rows int)) harness.Workload {
	if kernel := w.Kernel; kernel != nil {
		w.Kernel = func(dst []float64, c harness.Chunk) {
			kernel(dst, c)
			add(c.Rows)
		}
	}
	if hire := w.Hire; hire != nil {
		w.Hire = func(ctx context.Context) (harness.Worker, error) {
			worker, err := hire(ctx)
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

// add counts rows and shows the tally where a step is complete.
func (t *tally) add(rows int) {
	now := t.done.Add(int64(rows))
	steps := int64(10)
	if t.live {
		steps = 100
	}
	of := int64(t.rows)
	if t.quiet || now*steps/of == (now-int64(rows))*steps/of {
		return
	}
	t.say(now)
}

// say shows the tally, unless a worker that counted more has spoken before.
func (t *tally) say(now int64) {
	t.speaking.Lock()
	defer t.speaking.Unlock()
	if t.ended || now <= t.shown {
		return
	}
	t.shown = now
	line := fmt.Sprintf("%d of %d rows done", now, t.rows)
	if t.live {
		line = overLine + line
	} else {
		line += "\n"
	}
	write(t.w, line)
}

// end takes the tally off a terminal. What a worker counts later is not shown.
func (t *tally) end() {
	t.speaking.Lock()
	defer t.speaking.Unlock()
	t.ended = true
	if t.live && !t.quiet {
		fmt.Fprint(t.w, overLine)
	}
}

package analysis

import (
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/doctor"
)

// slowRow is the least time of a paced row that stands for a slower worker.
const slowRow = 250 * time.Microsecond

// room returns how many workers of a sweep run at once, and how to run more: its own rows,
// paced, wait without a CPU.
func (c capacity) room(h *results.Header) advice.Room {
	m := advice.More{CPUs: c.cpus, On: c.on(), Coordinator: c.coordinator}
	if h.Paces() {
		m.Rows = h.Data.Rows / max(1, h.Tile)
		m.Pace, m.RowCPU, m.MaxWorkers = slowRow, c.rowCPU, doctor.PacedWorkers
		if c.rowCPU == 0 {
			m.Pace = max(slowRow, 4*h.Pace)
		}
		for _, n := range h.Workers {
			m.MaxWorkers = max(m.MaxWorkers, n)
		}
	}
	return advice.Room{Fits: c.fits, More: m}
}

// measureRow sets the CPU time of a row from the runs at N = 1, with the coordinator's. For
// rows of different weights it is that of a row of weight 1, where the pace shows the sum of
// the weights, and else that of the mean row. Where a system has no account of the CPU time
// of a thread, a worker that is not paced is taken to use a CPU while it is busy.
func (c *capacity) measureRow(h *results.Header, runs []harness.Run) {
	used, ones := time.Duration(0), 0
	for _, r := range runs {
		t := r.Timing
		if r.Workers != 1 || len(t.Workers) != 1 {
			continue
		}
		cpu := t.Workers[0].Busy
		if sched := t.Workers[0].Sched; sched != nil {
			cpu = sched.CPU
		} else if h.Pace > 0 {
			continue
		}
		ones++
		rows := float64(h.Data.Rows)
		if h.Pace > 0 && h.Weighted {
			rows = float64(t.Workers[0].Busy) / float64(h.Pace)
		}
		if rows > 0 {
			used += time.Duration(float64(cpu+t.Coordinator) / rows)
		}
	}
	if ones > 0 {
		c.rowCPU = used / time.Duration(ones)
	}
}

package analysis

import (
	"time"

	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/doctor"
)

// slowRow is the time of a paced row that stands for a slower worker.
const slowRow = 250 * time.Microsecond

// room returns how many workers of a sweep run at once, and how to run more: paced rows
// wait without a CPU. Generated rows are too many to pace, so golub is proposed in their
// place, which has a few thousand.
func (c capacity) room(h *results.Header) advice.Room {
	m := advice.More{CPUs: c.cpus, Coordinator: c.coordinator}
	if h.Paces() {
		m.Rows = h.Data.Rows / max(1, h.Tile)
		m.Pace, m.MaxWorkers = max(slowRow, 4*h.Pace), doctor.PacedWorkers
		for _, n := range h.Workers {
			m.MaxWorkers = max(m.MaxWorkers, n)
		}
		if h.TakesExpression() && h.Load == nil {
			m.Data = "golub"
		}
	}
	return advice.Room{Fits: c.fits, More: m}
}

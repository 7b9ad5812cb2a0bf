package analysis

import (
	"slices"
	"time"

	"serialfraction/results/advice"
	"serialfraction/results/doctor"
)

// slowRow is the time of a paced row that stands for a slower worker.
const slowRow = 250 * time.Microsecond

// more is how to have N up to one that there are not the CPUs for: paced rows wait
// without one. Those that were generated are too many to pace, where golub has a few
// thousand.
func (s *study) more(n int) advice.More {
	h := &s.file.Header
	m := advice.More{CPUs: s.capacity.cpus, Coordinator: s.capacity.coordinator}
	if !h.Paces() {
		return m
	}
	m.Rows = h.Data.Rows / max(1, h.Tile)
	m.Pace, m.MaxWorkers = max(slowRow, 4*h.Pace), max(doctor.PacedWorkers, n, slices.Max(h.Workers))
	if h.TakesExpression() && h.Load == nil {
		m.Data = "golub"
	}
	return m
}

// tooFew says why fewer than two N can be fitted.
func (s *study) tooFew(fitted []int) advice.Fact {
	if all := s.all.workers(); len(all) < 2 && s.capacity.fits(2) {
		return advice.OneTimed{Workers: all[0]}
	}
	return advice.FewWithin{Workers: fitted, More: s.more(2)}
}

//go:build !amd64

package welch

import "serialfraction/workloads/vector"

// fillMoments fills m from rows of na+nb values.
func fillMoments(_ vector.Set, m *moments, x []float64, rows, na, nb int) {
	momentsGo(m, x, rows, na, nb)
}

type designLanes struct{}

func newDesignLanes(*design) *designLanes { return nil }

// statistics fills mean, t and df of the first rows of b.
func statistics(_ vector.Set, b *block, rows int, d *design, _ *designLanes) {
	statisticsGo(b, rows, d)
}

// add sets s to the sums of x.
func (s *laneSums) add(_ vector.Set, x []float64) { s.addGo(x) }

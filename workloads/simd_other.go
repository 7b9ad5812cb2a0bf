//go:build !amd64

package workloads

// computeMoments fills m from rows of na+nb values.
func computeMoments(m *moments, x []float64, rows, na, nb int) { momentsGo(m, x, rows, na, nb) }

type designLanes struct{}

func newDesignLanes(*design) *designLanes { return nil }

// computeStatistics fills mean, t and df of the first rows of b.
func computeStatistics(b *block, rows int, d *design, _ *designLanes) { statisticsGo(b, rows, d) }

// add sets s to the sums of x.
func (s *laneSums) add(x []float64) { s.addGo(x) }

// computeCentral sets p to twoSidedCentral of t and df, which have its length.
func computeCentral(p, t, df []float64) { centralGo(p, t, df) }

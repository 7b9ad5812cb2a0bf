//go:build !amd64

package workloads

// native is what this machine has.
var native vectors

// moments fills m from rows of na+nb values.
func (vectors) moments(m *moments, x []float64, rows, na, nb int) { momentsGo(m, x, rows, na, nb) }

type designLanes struct{}

func newDesignLanes(*design) *designLanes { return nil }

// statistics fills mean, t and df of the first rows of b.
func (vectors) statistics(b *block, rows int, d *design, _ *designLanes) { statisticsGo(b, rows, d) }

// add sets s to the sums of x.
func (vectors) add(s *laneSums, x []float64) { s.addGo(x) }

// central sets p to twoSidedCentral of t and df, which have its length.
func (vectors) central(p, t, df []float64) { centralGo(p, t, df) }

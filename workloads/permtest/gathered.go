package permtest

import (
	"math"
	"slices"
)

// gathered is a row of which only the values that are there are dealt, to groups of the
// sizes that it has: a row without missing values, of fewer columns, with arrangements of
// its own. It is a worker's, and used for one row after the other.
type gathered struct {
	chooser     // of the smaller group, the first; few is 0 where the row is not gathered
	enumeration *enumeration
	division    division
}

// newGathered returns the scratch for rows of cols columns, few of them in the smaller
// group.
func newGathered(cols, few int) gathered {
	return gathered{chooser: *newChooser(cols, few), enumeration: newEnumeration(few)}
}

// gather moves the values of a row to its front, those of the smaller group first, and
// returns their sums. The first na places are group a. It allocates nothing.
func (g *gathered) gather(row []float64, na int, pooled bool) (first sums) {
	n, few := 0, 0
	for i, v := range row {
		if v == v {
			row[n] = v
			n++
			if i < na {
				few = n
			}
		}
	}
	for i := n; i < len(row); i++ {
		row[i] = math.NaN()
	}
	if few > n-few {
		slices.Reverse(row[:n])
		few = n - few
	}
	g.set(n, few)
	g.enumeration.start(n, few)
	g.division = newDivision(pooled, few, n-few)
	first, _ = sumOf(row[:few])
	return first
}

// ways returns the number of arrangements: no more than the columns have.
func (g *gathered) ways() int { return int(combinations(g.cols, g.few)) }

// next sets a to the next arrangement: of all, in their order, or of s.
func (g *gathered) next(a arrangement, every bool, s *stream) {
	if every {
		g.enumeration.next(a)
		return
	}
	g.draw(a, s)
}

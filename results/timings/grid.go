package timings

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"serialfraction/harness/numeral"
)

// A grid is the rows of a table that gave readings: what a column is for is seen from
// which of its values are at which N.
type grid struct {
	rows  []int     // of the table
	load  []int     // index into loads of each of these rows
	log   []float64 // mean log time of each
	loads []float64 // the different N
}

func (t *table) grid() grid {
	g := grid{rows: make([]int, 0, t.rows), load: make([]int, 0, t.rows), log: make([]float64, 0, t.rows)}
	index := map[float64]int{}
	rest := t.readings
	for row := range t.rows {
		of := t.readingsOf(row)
		if of == 0 {
			continue
		}
		sum := 0.0
		for _, r := range rest[:of] {
			sum += math.Log(r.Seconds)
		}
		n, ok := index[rest[0].Load]
		if !ok {
			n = len(g.loads)
			index[rest[0].Load], g.loads = n, append(g.loads, rest[0].Load)
		}
		g.rows, g.load, g.log = append(g.rows, row), append(g.load, n), append(g.log, sum/float64(of))
		rest = rest[of:]
	}
	return g
}

// A use is what a column is for that is neither N nor a measure.
type use int

const (
	ignored use = iota // it follows from N, or was measured
	splits             // a parameter: its values are curves
	counts             // it numbers the repeats of each N
	grows              // it is N times a constant
)

// mostLabels is the largest number of curves of a table. A column with more different
// values is a measure or a date.
const mostLabels = 1000

// The readings of different values of a column at one N differ by this factor where the
// values are no repeats: a parameter, whatever its name; and by less than that where a
// column of small numbers counts repeats.
const (
	apart = 2.0
	alike = 1.2
)

// use returns what a column is for, and what shows it where its name speaks against it. A
// parameter has several values at some N, and they return at others: all of them or, for a
// size that is too large for some N, enough of them. Values that never return were
// measured, and a column with one value at each N follows from N.
func (g grid) use(c column, cells []string) (use, string) {
	v := g.values(c.text, cells)
	switch {
	case v == nil:
		return ignored, ""
	case !v.crossed && c.role == unknown && !c.text && v.proportional(g):
		return grows, ""
	case !v.crossed || v.returning == 0:
		return ignored, ""
	case c.text && c.role != repeat:
		return splits, ""
	}
	ratio := v.ratio()
	shown := fmt.Sprintf(", whose readings at one N differ %.2gx", ratio)
	switch {
	case c.role == repeat && ratio < apart:
		return ignored, ""
	case c.role == repeat:
		return splits, shown
	case c.role == unknown && v.numbersRows() && ratio < alike:
		return counts, ""
	case v.returning == len(v.text), v.complete >= 2 && v.even, ratio >= apart:
		return splits, ""
	}
	return ignored, ""
}

// values are the different values of a column and the N at which they are.
type values struct {
	text      []string       // each value, a number in one way to write it
	places    map[place]cell // where they are
	at        [][]int        // by N, the values there
	crossed   bool           // some N has several
	returning int            // number of values that are at several N
	complete  int            // number of values that are at every N
	even      bool           // every place has as many rows
}

// A place is a value at an N, by their indices.
type place struct{ value, load int }

// A cell is the rows at a place.
type cell struct {
	rows int
	sum  float64 // of their log times
}

// values returns nil for a column that has too many values, or words between its numbers.
func (g grid) values(text bool, cells []string) *values {
	v := &values{places: map[place]cell{}, at: make([][]int, len(g.loads)), even: true}
	spelled, index := map[string]int{}, map[string]int{} // the values by how the column and by how numbers write them
	for i, row := range g.rows {
		of, ok := spelled[cells[row]]
		if !ok {
			one := cells[row]
			if !text {
				x, err := numeral.Parse([]byte(one))
				if err != nil || math.IsNaN(x) {
					return nil
				}
				one = formatLoad(x)
			}
			if of, ok = index[one]; !ok {
				if of = len(v.text); of == mostLabels {
					return nil
				}
				index[one], v.text = of, append(v.text, one)
			}
			spelled[cells[row]] = of
		}
		at := place{of, g.load[i]}
		c := v.places[at]
		if c.rows == 0 {
			v.at[at.load] = append(v.at[at.load], of)
		}
		v.places[at] = cell{c.rows + 1, c.sum + g.log[i]}
	}
	v.count()
	return v
}

// count sets what the places show.
func (v *values) count() {
	loads := make([]int, len(v.text)) // number of N of each value
	rows := 0
	for at, c := range v.places {
		loads[at.value]++
		if rows == 0 {
			rows = c.rows
		}
		v.even = v.even && c.rows == rows
	}
	for _, of := range v.at {
		v.crossed = v.crossed || len(of) > 1
	}
	for _, n := range loads {
		if n > 1 {
			v.returning++
		}
		if n == len(v.at) {
			v.complete++
		}
	}
}

// ratio returns by how much the readings of different values differ at an N: the median over
// the N with several values of the largest over the smallest mean.
func (v *values) ratio() float64 {
	var ratios []float64
	for load, of := range v.at {
		if len(of) < 2 {
			continue
		}
		least, most := math.Inf(1), math.Inf(-1)
		for _, value := range of {
			c := v.places[place{value, load}]
			mean := c.sum / float64(c.rows)
			least, most = min(least, mean), max(most, mean)
		}
		ratios = append(ratios, math.Exp(most-least))
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

// numbersRows reports whether the values at each N are 1, 2, 3 … or 0, 1, 2 …, one row of each.
func (v *values) numbersRows() bool {
	for load, of := range v.at {
		numbers := make([]int, 0, len(of))
		for _, value := range of {
			k, err := strconv.Atoi(v.text[value])
			if err != nil || v.places[place{value, load}].rows > 1 {
				return false
			}
			numbers = append(numbers, k)
		}
		slices.Sort(numbers)
		for i, k := range numbers {
			if numbers[0] > 1 || numbers[0] < 0 || k != numbers[0]+i {
				return false
			}
		}
	}
	return true
}

// proportional reports whether the one value at each of three N or more is N times a constant.
func (v *values) proportional(g grid) bool {
	first := 0.0
	for load, of := range v.at {
		x, ok := positive(v.text[of[0]])
		if !ok {
			return false
		}
		if load == 0 {
			first = x / g.loads[0]
		}
		if math.Abs(x/g.loads[load]/first-1) > 0.01 {
			return false
		}
	}
	return len(g.loads) >= 3
}

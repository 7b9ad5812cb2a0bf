package timings

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness/numeral"
)

// series cuts the readings of a table into curves by its label columns.
func (t *table) series() ([]Series, error) {
	proto := Series{Quantity: t.columns[t.ys[0]].quantity, Unit: t.columns[t.ys[0]].unit, Warnings: t.warnings}
	if len(t.readings) == 0 {
		return nil, t.errorf("no %s in any row: fill in %s", proto.Quantity, t.title(t.ys[0]))
	}
	var by []int // into labels
	if len(t.labels) > 0 {
		g := t.grid()
		for k, i := range t.labels {
			switch use, why := g.use(t.columns[i], t.cells[k]); use {
			case splits:
				by = append(by, k)
				if !t.columns[i].text {
					spellAlike(t.cells[k])
				}
				if !t.columns[i].text && t.columns[i].role != load {
					proto.Warnings = append(proto.Warnings, fmt.Sprintf("%s splits the rows into curves%s: rename it to run if it counts repeats", t.title(i), why))
				}
			case counts:
				proto.Warnings = append(proto.Warnings, fmt.Sprintf("%s counts the rows of each N, whose readings agree: they are taken as repeats; give it values such as k1, k2 if they are curves of their own", t.title(i)))
			case grows:
				proto.Grows = t.columns[i].name
			}
		}
	}
	if by == nil {
		proto.Name, proto.Readings = t.stem(), t.readings
		return []Series{proto}, nil
	}
	var g gathering
	rest := t.readings
	for row := range t.rows {
		if of := t.readingsOf(row); of > 0 {
			s := g.at(t.labelOf(row, by), proto)
			s.Readings = append(s.Readings, rest[:of]...)
			rest = rest[of:]
		}
	}
	return g.series, nil
}

// labelOf returns the name of the curve of a row, such as "sha256" or "size=1000".
func (t *table) labelOf(row int, by []int) string {
	if k := by[0]; len(by) == 1 && t.columns[t.labels[k]].text {
		return t.cells[k][row]
	}
	var parts []string
	for _, k := range by {
		c, cell := t.columns[t.labels[k]], t.cells[k][row]
		if !c.text && c.name != "" {
			cell = c.name + "=" + cell
		}
		parts = append(parts, cell)
	}
	return strings.Join(parts, " ")
}

// spellAlike writes each number in cells as it is written first: 1e6 for 1000000.
func spellAlike(cells []string) {
	first := map[float64]string{}
	for i, cell := range cells {
		x, err := numeral.Parse([]byte(cell))
		if err != nil {
			continue
		}
		if _, ok := first[x]; !ok {
			first[x] = cell
		}
		cells[i] = first[x]
	}
}

// A grid is the rows of a table that gave readings: what a column is for is seen from
// which of its values are at which N.
type grid struct {
	rows    []int     // of the table
	loads   []float64 // of each of these rows
	seconds []float64 // the geometric mean of its readings
	ns      int       // different N
}

func (t *table) grid() grid {
	var g grid
	different := map[float64]bool{}
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
		g.rows, g.loads, g.seconds = append(g.rows, row), append(g.loads, rest[0].Load), append(g.seconds, math.Exp(sum/float64(of)))
		different[rest[0].Load] = true
		rest = rest[of:]
	}
	g.ns = len(different)
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
	ratio := v.ratio(g)
	shown := fmt.Sprintf(", whose readings at one N differ %.2gx", ratio)
	switch {
	case c.role == repeat && ratio < apart:
		return ignored, ""
	case c.role == repeat:
		return splits, shown
	case c.role == unknown && v.numbersRows() && ratio < alike:
		return counts, ""
	case v.returning == len(v.loads), v.complete >= 2 && v.even, ratio >= apart:
		return splits, ""
	}
	return ignored, ""
}

// values are the values of a column and the N at which they are.
type values struct {
	of        []string                     // of each row of the grid, in one way to write a number
	loads     map[string]map[float64]int   // the number of rows of a value at an N
	at        map[float64]map[string][]int // the rows of the grid
	crossed   bool                         // some N has several
	returning int                          // of the values, those at several N
	complete  int                          // of the values, those at every N
	even      bool                         // a value has as many rows at every N where it is
}

// values returns nil for a column that has too many values, or words between its numbers.
func (g grid) values(text bool, cells []string) *values {
	v := &values{loads: map[string]map[float64]int{}, at: map[float64]map[string][]int{}, even: true}
	for i, row := range g.rows {
		cell, n := cells[row], g.loads[i]
		if !text {
			x, err := numeral.Parse([]byte(cell))
			if err != nil || math.IsNaN(x) {
				return nil
			}
			cell = formatLoad(x)
		}
		if v.loads[cell] == nil {
			if len(v.loads) == mostLabels {
				return nil
			}
			v.loads[cell] = map[float64]int{}
		}
		if v.at[n] == nil {
			v.at[n] = map[string][]int{}
		}
		v.of = append(v.of, cell)
		v.loads[cell][n]++
		v.at[n][cell] = append(v.at[n][cell], i)
		v.crossed = v.crossed || len(v.at[n]) > 1
	}
	rows := 0
	for _, at := range v.loads {
		if len(at) > 1 {
			v.returning++
		}
		if len(at) == g.ns {
			v.complete++
		}
		for _, count := range at {
			if rows == 0 {
				rows = count
			}
			v.even = v.even && count == rows
		}
	}
	return v
}

// ratio returns by how much the readings of different values differ at an N: the median over
// the N with several values of the largest over the smallest mean.
func (v *values) ratio(g grid) float64 {
	var ratios []float64
	for _, of := range v.at {
		if len(of) < 2 {
			continue
		}
		least, most := math.Inf(1), 0.0
		for _, rows := range of {
			sum := 0.0
			for _, i := range rows {
				sum += math.Log(g.seconds[i])
			}
			mean := math.Exp(sum / float64(len(rows)))
			least, most = min(least, mean), max(most, mean)
		}
		ratios = append(ratios, most/least)
	}
	slices.Sort(ratios)
	return ratios[len(ratios)/2]
}

// numbersRows reports whether the values at each N are 1, 2, 3 … or 0, 1, 2 …, one row of each.
func (v *values) numbersRows() bool {
	for _, of := range v.at {
		first := 1
		if of["0"] != nil {
			first = 0
		}
		for k := range len(of) {
			if len(of[strconv.Itoa(first+k)]) != 1 {
				return false
			}
		}
	}
	return true
}

// proportional reports whether the one value at each of three N or more is N times a constant.
func (v *values) proportional(g grid) bool {
	first := 0.0
	for i, cell := range v.of {
		x, ok := positive(cell)
		if !ok {
			return false
		}
		if i == 0 {
			first = x / g.loads[0]
		}
		if math.Abs(x/g.loads[i]/first-1) > 0.01 {
			return false
		}
	}
	return g.ns >= 3
}

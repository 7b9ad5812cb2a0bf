package timings

import (
	"fmt"
	"strconv"
	"strings"
)

// series cuts the readings of a table into curves by its label columns.
func (t *table) series() ([]Series, error) {
	proto := Series{Quantity: t.columns[t.ys[0]].quantity, Unit: t.columns[t.ys[0]].unit}
	if len(t.readings) == 0 {
		return nil, t.errorf("no %s in any row: fill in %s", proto.Quantity, t.title(t.ys[0]))
	}
	loads := t.rowLoads()
	var by []int // into labels
	for k, i := range t.labels {
		if !t.separatesCurves(t.cells[k], loads, t.columns[i].text) {
			continue
		}
		by = append(by, k)
		if !t.columns[i].text && t.columns[i].role == unknown {
			proto.Warnings = append(proto.Warnings, fmt.Sprintf("%s splits the rows into curves: rename it to run if it counts repeats", t.title(i)))
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

// rowLoads returns the load of every row; 0 where the row gave no reading.
func (t *table) rowLoads() []float64 {
	if len(t.labels) == 0 {
		return nil
	}
	loads := make([]float64, t.rows)
	rest := t.readings
	for row := range loads {
		if of := t.readingsOf(row); of > 0 {
			loads[row], rest = rest[0].Load, rest[of:]
		}
	}
	return loads
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

// mostLabels is the largest number of curves of a table. A column with more different
// values is a measure or a date.
const mostLabels = 1000

// separatesCurves reports whether a column is a parameter of the curves: its values return
// at several loads, and some load has several values. Values that never return were
// measured; a column with one value at each load follows from the load. Numbers must be
// whole, and every one must return.
func (t *table) separatesCurves(cells []string, loads []float64, text bool) bool {
	type value struct {
		first   float64
		returns bool
	}
	values := map[string]*value{}
	at := map[float64]string{} // the first value at a load
	crossed := false
	for row, cell := range cells {
		n := loads[row]
		if n == 0 {
			continue
		}
		if !text && !isWhole(cell) {
			return false
		}
		p, ok := values[cell]
		if !ok {
			if len(values) == mostLabels {
				return false
			}
			p = &value{first: n}
			values[cell] = p
		}
		p.returns = p.returns || p.first != n
		if first, ok := at[n]; !ok {
			at[n] = cell
		} else if first != cell {
			crossed = true
		}
	}
	returning := 0
	for _, p := range values {
		if p.returns {
			returning++
		}
	}
	return crossed && (returning == len(values) || text && returning > 0)
}

func isWhole(cell string) bool {
	_, err := strconv.ParseInt(cell, 10, 64)
	return err == nil
}

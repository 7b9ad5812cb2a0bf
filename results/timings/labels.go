package timings

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness/numeral"
)

// series cuts the readings of a table into curves by its label columns.
func (t *table) series() ([]Series, error) {
	if len(t.readings) == 0 {
		return nil, t.errorf("no %s in any row: fill in %s", t.columns[t.ys[0]].quantity, t.title(t.ys[0]))
	}
	proto := Series{Quantity: t.columns[t.ys[0]].quantity, Unit: t.unitOf(t.columns[t.ys[0]].meaning)}
	var by []int // into labels
	if len(t.labels) > 0 {
		g := t.grid()
		for k, i := range t.labels {
			if i == t.x {
				by = append(by, k)
				continue
			}
			if i == t.width {
				if t.columns[i].text = true; t.partsTold() {
					t.columns[i].role = unknown
				}
			}
			if t.columns[i].text {
				g.nameN(t.cells[k])
			}
			if i == t.width {
				if use, _ := g.use(t.columns[i], t.cells[k]); t.usesParts(use) {
					by = append(by, k)
				}
				continue
			}
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
	proto.Warnings = append(t.allWarnings(), proto.Warnings...)
	if by == nil {
		proto.Name, proto.Readings = t.stem(), t.readings
		if t.curve != "" {
			proto.Name = t.curve
		}
		return []Series{proto}, nil
	}
	var g gathering
	rest := t.readings
	for row := range t.rows {
		if of := t.readingsOf(row); of > 0 {
			s := g.at(strings.TrimSpace(t.curve+" "+t.labelOf(row, by)), proto)
			s.Readings = append(s.Readings, rest[:of]...)
			rest = rest[of:]
		}
	}
	return g.series, nil
}

// allWarnings returns what is to be known of the table as a whole.
func (t *table) allWarnings() []string {
	all := append(slices.Clone(t.warnings), t.jobs.warnings()...)
	if w := t.left.warning(t.places); w != "" {
		all = append(all, w)
	}
	return all
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

// nameN writes N for the number of workers in the cells of a column of words, such as
// commands, where that alone keeps them from returning at another N: "sort -j4" is
// "sort -jN" at N = 4.
func (g grid) nameN(cells []string) {
	if v := g.values(true, cells); v == nil || !v.crossed || v.returning > 0 {
		return
	}
	named := slices.Clone(cells)
	for i, row := range g.rows {
		named[row] = withN(cells[row], g.loads[g.load[i]])
	}
	if v := g.values(true, named); v != nil && v.crossed && v.returning > 0 {
		copy(cells, named)
	}
}

// withN returns a text with N in place of each whole number that is n.
func withN(text string, n float64) string {
	parts := numbersApart(text)
	for i := 1; i < len(parts); i += 2 {
		if x, ok := positive(parts[i]); ok && x == n {
			parts[i] = "N"
		}
	}
	return strings.Join(parts, "")
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

package timings

import (
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/pattern"
)

// hoursOrMinutes is a clock that may show either: 10:00.
var hoursOrMinutes = pattern.Of(`^\d+:[0-5]\d$`)

// unitsSeen are the lines whose cells have a unit and none, of a column whose name has none.
type unitsSeen struct {
	with, without int    // the first lines, 0 = none
	unit          string // of the first cell that has one
}

// reading returns the reading of a field in a line.
func (t *table) reading(field string, n float64, m meaning, line int) (fit.Reading, bool) {
	v, ok := t.marks.parse(field)
	switch {
	case ok:
		if t.units.without == 0 {
			t.units.without = line
		}
	case m.quantity == Time:
		return t.unitTime(withoutScatter(field), n, m, line)
	case m.quantity == Throughput:
		v, ok = t.unitRate(withoutScatter(field), line)
	default:
		if number, unit := cutUnit(withoutScatter(field)); isTimes(unit) {
			v, ok = t.marks.parse(number)
		}
	}
	r := fit.Reading{Load: n, Seconds: m.seconds(v, n)}
	return r, ok && isPositive(r.Seconds)
}

// unitTime returns the reading of a time that is written with its unit or as a clock. A clock
// counts in a column of seconds only.
func (t *table) unitTime(plain string, n float64, m meaning, line int) (fit.Reading, bool) {
	seconds, unit, ok := t.marks.cellSeconds(plain)
	if unit != "" && t.units.with == 0 {
		t.units.with, t.units.unit = line, unit
	}
	return fit.Reading{Load: n, Seconds: seconds}, ok && isPositive(seconds) && (unit != "" || m.scale == second)
}

// unitRate returns the number of a rate that is written with a prefix, 1.2k, or with its unit,
// 12 ops/s, which is the same in all cells.
func (t *table) unitRate(plain string, line int) (float64, bool) {
	number, unit := cutUnit(plain)
	v, ok := t.marks.parse(number)
	if factor, prefixed := perUnit[unit]; prefixed {
		return v * factor, ok
	}
	of := meaningOf(unit)
	if t.units.with == 0 {
		t.units.with, t.units.unit = line, unit
	}
	return v, ok && of.role == measure && of.quantity == Throughput && unit == t.units.unit
}

// checkUnits returns an error where some cells have a unit and others none, and the name of
// the column has none either.
func (t *table) checkUnits(y int, m meaning) error {
	if u := t.units; u.with > 0 && u.without > 0 && m.unit == "" {
		return t.errorf("%s, %s: found no unit, which %s has: write it in each cell, or in the name of the column", t.place(u.without), t.title(y), t.place(u.with))
	}
	return nil
}

// unitOf returns the unit of a series: that of the column's name, or of its cells.
func (t *table) unitOf(m meaning) string {
	if m.unit == "" {
		return strings.TrimSpace(t.units.unit)
	}
	return m.unit
}

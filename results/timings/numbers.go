package timings

import (
	"errors"
	"math"
	"slices"
	"strings"

	"serialfraction/harness/numeral"
)

// A marks is how the numbers of a table are written: 1204.5 everywhere, and in a table with
// commas in its fields either 1204,5 or 1,204.5.
//
// A comma in front of three digits is either. What tells the two apart is the rest of the
// table, for nobody writes both in one: 2,5 and 0,250 have a decimal comma for sure, and
// 1,204,567, 1,204.5 and a plain 2.5 in any row a decimal point.
type marks struct {
	decimal byte // ',' or '.'
	group   byte // between thousands: the other one; 0 = no field has a comma
}

// parse returns the number above 0 that a field holds. A field may end in its scatter, "1.8 ± 0.1".
func (m marks) parse(field string) (float64, bool) {
	if m.group == 0 {
		if x, ok := positive(field); ok {
			return x, true
		}
		return positive(withoutScatter(field))
	}
	field = withoutScatter(field)
	whole, fraction, fractional := strings.Cut(field, string(m.decimal))
	if strings.IndexByte(whole, m.group) >= 0 && !isGrouped(whole, m.group) || strings.IndexByte(fraction, m.group) >= 0 {
		return 0, false
	}
	plain := strings.ReplaceAll(whole, string(m.group), "")
	if fractional {
		plain += "." + fraction
	}
	return positive(plain)
}

// isGrouped reports whether a whole number is written in groups of three digits: 1,204,567.
func isGrouped(whole string, mark byte) bool {
	groups := strings.Split(whole, string(mark))
	for i, g := range groups {
		if g == "" || len(g) > 3 || i > 0 && len(g) < 3 || strings.Trim(g, "0123456789") != "" {
			return false
		}
	}
	return len(groups) > 1 && whole[0] != '0'
}

// isText reports whether a field is no number, in any of the ways to write one.
func isText(field string) bool {
	plain := withoutScatter(field)
	switch {
	case strings.Contains(plain, "."):
		plain = strings.ReplaceAll(plain, ",", "")
	case strings.Count(plain, ",") == 1:
		plain = strings.Replace(plain, ",", ".", 1)
	case isGrouped(plain, ','):
		plain = strings.ReplaceAll(plain, ",", "")
	}
	_, err := numeral.Parse([]byte(plain))
	var e *numeral.Error
	return errors.As(err, &e) && e.Fault != numeral.TooLarge
}

// fewRows is the number of rows in which points between thousands are searched for where no
// field has a comma: a large table is not read twice for them.
const fewRows = 200

// findMarks finds how the numbers of the chosen columns are written. l is at the first row
// of data. The error is of a table whose commas or points are either.
func (t *table) findMarks(l lines) error {
	t.marks = marks{decimal: '.'}
	commas := strings.Contains(t.text, ",") && (l.cut != ',' || strings.Contains(t.text, `"`))
	var seen evidence
	l.fields = slices.Clone(l.fields) // l is a copy, but its fields are not
	for rows, more := 0, true; more && (commas || rows < fewRows); rows, more = rows+1, l.next() {
		for _, i := range append([]int{t.x}, t.ys...) {
			if i < len(l.fields) {
				number, _ := cutUnit(withoutScatter(l.fields[i]))
				seen.add(number, i, l.number)
			}
		}
	}
	switch comma, point := seen.comma, seen.point; {
	case seen.decimalComma:
		t.marks = marks{',', '.'}
	case seen.decimalPoint && commas:
		t.marks = marks{'.', ','}
	case seen.decimalPoint:
	case comma.line > 0 && seen.hundreds(comma.column):
		t.marks = marks{'.', ','} // 1,204 beside 640
	case comma.line > 0:
		return t.either(comma, ",")
	case point.line > 0 && seen.hundreds(point.column):
		return t.either(point, ".") // 1.204 beside 640
	}
	return nil
}

// either returns the error of a field whose mark is either.
func (t *table) either(f doubtful, mark string) error {
	decimal := strings.Replace(f.field, mark, ".", 1)
	return t.errorf("%s, %s: %q may be %s or %s: write it without the mark, or %s0",
		t.place(f.line), t.title(f.column), f.field, strings.ReplaceAll(f.field, mark, ""), decimal, decimal)
}

// An evidence is what the fields of a table show of its marks.
type evidence struct {
	decimalComma, decimalPoint bool     // some field can only be read so
	comma, point               doubtful // the first field in which it may stand between thousands
	small, large               []int    // columns with whole numbers of three digits, or of more, without a mark
}

// A doubtful field may be grouped or have a decimal mark. Its line is 0 where there is none.
type doubtful struct {
	field        string
	column, line int
}

// hundreds reports whether a column has whole numbers just below 1000 without a mark, and
// none above, as where thousands have one.
func (e *evidence) hundreds(column int) bool {
	return slices.Contains(e.small, column) && !slices.Contains(e.large, column)
}

// add adds a field.
func (e *evidence) add(field string, column, line int) {
	comma, point := strings.LastIndexByte(field, ','), strings.LastIndexByte(field, '.')
	switch {
	case comma < 0 && point < 0:
		if len(field) == 3 && !slices.Contains(e.small, column) {
			e.small = append(e.small, column)
		}
		if len(field) > 3 && !slices.Contains(e.large, column) {
			e.large = append(e.large, column)
		}
	case comma < 0 && isGrouped(field, '.'):
		e.decimalComma = e.decimalComma || strings.Count(field, ".") > 1
		if e.point.line == 0 {
			e.point = doubtful{field, column, line}
		}
	case point < 0 && isGrouped(field, ','):
		e.decimalPoint = e.decimalPoint || strings.Count(field, ",") > 1
		if e.comma.line == 0 {
			e.comma = doubtful{field, column, line}
		}
	default: // the last mark is the decimal one
		e.decimalComma = e.decimalComma || comma > point
		e.decimalPoint = e.decimalPoint || point > comma
	}
}

// positive parses a number above 0 and finite.
func positive(text string) (float64, bool) {
	x, err := numeral.Parse([]byte(text))
	return x, err == nil && isPositive(x)
}

func isPositive(x float64) bool { return x > 0 && !math.IsInf(x, 1) }

package timings

import (
	"errors"
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
	field = withoutScatter(field)
	if m.group == 0 {
		return positive(field)
	}
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

func withoutScatter(field string) string {
	value, _, _ := strings.Cut(field, "±")
	return strings.TrimSpace(value)
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

// findMarks finds how the numbers of the chosen columns are written. l is at the first row
// of data. The error is of a table whose commas are either.
func (t *table) findMarks(l lines) error {
	t.marks = marks{decimal: '.'}
	if within := l.cut == ',' && !strings.Contains(t.text, `"`); within || !strings.Contains(t.text, ",") {
		return nil // no field has a comma
	}
	var seen evidence
	l.fields = slices.Clone(l.fields) // l is a copy, but its fields are not
	for more := true; more; more = l.next() {
		for _, i := range append([]int{t.x}, t.ys...) {
			if i < len(l.fields) {
				seen.add(withoutScatter(l.fields[i]), i, l.number)
			}
		}
	}
	switch either := seen.either; {
	case seen.decimalComma:
		t.marks = marks{',', '.'}
	case seen.decimalPoint:
		t.marks = marks{'.', ','}
	case either.line == 0:
	case seen.small[either.column] && !seen.large[either.column]:
		t.marks = marks{'.', ','} // 1,204 beside 640
	default:
		return t.errorf("line %d, %s: %q may be %s or %s: write it without the comma",
			either.line, t.title(either.column), either.field, strings.ReplaceAll(either.field, ",", ""), strings.Replace(either.field, ",", ".", 1))
	}
	return nil
}

// An evidence is what the fields of a table show of its marks.
type evidence struct {
	decimalComma, decimalPoint bool // some field can only be read so
	either                     struct {
		field        string // the first that may be grouped or have a decimal comma
		column, line int
	}
	small, large map[int]bool // by column: it has whole numbers without a mark below 1000, and from 1000 on
}

// add adds a field.
func (e *evidence) add(field string, column, line int) {
	comma, point := strings.LastIndexByte(field, ','), strings.LastIndexByte(field, '.')
	switch {
	case comma < 0 && point < 0:
		if e.small == nil {
			e.small, e.large = map[int]bool{}, map[int]bool{}
		}
		e.small[column] = e.small[column] || len(field) <= 3
		e.large[column] = e.large[column] || len(field) > 3
	case comma < 0:
		e.decimalPoint = e.decimalPoint || !isGrouped(field, '.')
		e.decimalComma = e.decimalComma || strings.Count(field, ".") > 1
	case point < 0 && isGrouped(field, ','):
		e.decimalPoint = e.decimalPoint || strings.Count(field, ",") > 1
		if e.either.line == 0 {
			e.either.field, e.either.column, e.either.line = field, column, line
		}
	default: // the last mark is the decimal one
		e.decimalComma = e.decimalComma || comma > point
		e.decimalPoint = e.decimalPoint || point > comma
	}
}

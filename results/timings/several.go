package timings

import (
	"fmt"
	"slices"
)

// A several is the error of a table with a column for each curve, such as a program: N in the
// rows, and one quantity in all columns beside it.
type several struct{ columns []int }

func (*several) Error() string { return "each column is a curve" }

// read reads each column as a curve of its name.
func (e *several) read(s source, o Options) ([]Series, error) {
	var all []Series
	for _, i := range e.columns {
		one := o
		one.Y, one.column = "", i+1
		series, err := readTable(s, one)
		if err != nil {
			return nil, err
		}
		for _, of := range series {
			if slices.ContainsFunc(all, func(s Series) bool { return s.Name == of.Name }) {
				of.Name = fmt.Sprintf("%s (column %d)", of.Name, i+1)
			}
			all = append(all, of)
		}
	}
	return all, nil
}

// only returns columns if there is none but these and those of N, repeats and words; nil if
// there are others.
func (cs columns) only(these []int) []int {
	known := 0
	for _, c := range cs {
		if c.role != unknown || c.text {
			known++
		}
	}
	if known+len(these) != len(cs) {
		return nil
	}
	return these
}

// shownEach returns columns if all are known by their cells alone, 10 ms or 1.9x, and are of
// one quantity.
func (cs columns) shownEach(these []int) []int {
	for _, i := range these {
		if !cs[i].shown || cs[i].quantity != cs[these[0]].quantity {
			return nil
		}
	}
	return these
}

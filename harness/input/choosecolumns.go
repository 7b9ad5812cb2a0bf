package input

import (
	"regexp"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
)

// chooseColumns keeps the columns of d whose names match, with the fields of these samples. It is
// for formats that have nothing but samples beside the names of the rows; a table of other
// columns too is read with the choice. d must not be shared yet.
func chooseColumns(d *harness.Dataset, names *regexp.Regexp) error {
	var order []int
	for i, name := range d.Samples {
		if names.MatchString(name) {
			order = append(order, i)
		}
	}
	if order == nil {
		return &harness.FlagError{Flag: "columns", Value: names.String(), Want: "no sample has such a name: the names are " + lines.Some(d.Samples)}
	}
	if len(order) < d.Cols {
		pick(d, order)
	}
	return nil
}

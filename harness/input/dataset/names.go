package dataset

import (
	"slices"
	"strconv"

	"serialfraction/harness"
)

// Samples returns the names of the columns: c1, c2, … where the source has none.
func Samples(d *harness.Dataset) []string {
	if d.Samples == nil {
		return Numbered(d.Cols)
	}
	return d.Samples
}

// IDColumn returns a name for the column of row ids that is not the name of a sample.
func IDColumn(samples []string) string {
	name := "id"
	for slices.Contains(samples, name) {
		name += "_"
	}
	return name
}

// Numbered returns n names of samples: c1, c2, ….
func Numbered(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = "c" + strconv.Itoa(i+1)
	}
	return names
}

package input

import (
	"slices"

	"serialfraction/harness"
	"serialfraction/harness/input/dataset"
)

// A Loss is the difference between a dataset and what a file of it holds. The values and
// their order are never lost.
type Loss struct {
	Names     bool     // the names of rows or samples have no place
	Fields    []string // names of the fields of samples without a place
	RowFields []string // names of the fields of rows without a place
	Unread    string   // what the format of the file that d was read from has and nobody reads; "" = nothing
	MadeUp    []string // what the file must hold and the dataset does not tell, one phrase each

	Keepers []string // extensions of the formats that have a place for all of these fields
}

// LossOf returns what is lost where d is written to a file of that name.
func LossOf(path string, d *harness.Dataset) (Loss, error) {
	f, _, err := writerOf(path)
	if err != nil {
		return Loss{}, err
	}
	l := f.loss(d)
	if from, ok := Formats().Find(d.Format); ok {
		l.Unread = from.Unread
	}
	if len(l.Fields)+len(l.RowFields) == 0 {
		return l, nil
	}
	for _, other := range Formats() {
		if o := other.loss(d); other.Write != nil && len(o.Fields)+len(o.RowFields)+len(o.MadeUp) == 0 {
			l.Keepers = append(l.Keepers, other.Extensions[0])
		}
	}
	return l, nil
}

// loss returns what is lost where d is written in the format f, without Keepers.
func (f Format) loss(d *harness.Dataset) Loss {
	l := Loss{
		Names:     f.Nameless && (d.HasIDs() || d.Samples != nil && !slices.Equal(d.Samples, dataset.Numbered(d.Cols))),
		Fields:    without(d.Fields, f.KeepsField),
		RowFields: without(d.RowFields, f.KeepsRowField),
	}
	if f.MadeUp != nil {
		l.MadeUp = f.MadeUp(d)
	}
	return l
}

// without returns the names of the fields that are not kept.
func without(fields []harness.Field, keeps func(f harness.Field) bool) (names []string) {
	for _, f := range fields {
		if keeps == nil || !keeps(f) {
			names = append(names, f.Name)
		}
	}
	return names
}

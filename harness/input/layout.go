package input

import (
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/input/text"
)

// layout returns where the header, the ids and the columns of text of a table are.
func (s Source) layout() (text.Layout, error) {
	l := text.Layout{NoHeader: s.NoHeader, Texts: s.TextColumns}
	switch s.IDs {
	case "":
	case "first":
		l.IDs = text.IDsFirst
	case "none":
		l.IDs = text.IDsNone
	default:
		return l, &harness.FlagError{Flag: "ids", Value: s.IDs, Want: "type first where the first column holds the ids of the rows, none where it holds values"}
	}
	if s.TextColumns < 0 {
		return l, &harness.FlagError{Flag: "text-columns", Value: strconv.Itoa(s.TextColumns), Want: "the number of columns of text behind the ids, 0 or more"}
	}
	return l, nil
}

// tableFlag returns the error of the first flag of a table that is given, for data that have
// their header and ids in fixed places; nil where none is given.
func (s Source) tableFlag() error {
	const want = " has its names in fixed places, only CSV and TSV have not: leave the flag out"
	switch {
	case s.NoHeader:
		return &harness.FlagError{Flag: "no-header", Value: "true", Want: s.Data + want}
	case s.IDs != "":
		return &harness.FlagError{Flag: "ids", Value: s.IDs, Want: s.Data + want}
	case s.TextColumns != 0:
		return &harness.FlagError{Flag: "text-columns", Value: strconv.Itoa(s.TextColumns), Want: s.Data + want}
	}
	return nil
}

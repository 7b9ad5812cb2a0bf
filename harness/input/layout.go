package input

import (
	"fmt"
	"regexp"
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/input/text"
)

// layout returns where the header, the ids and the values of a table are.
func (s Source) layout() (text.Layout, error) {
	l := text.Layout{NoHeader: s.NoHeader, Texts: s.TextColumns, Wordy: s.Texts, Missing: s.NA}
	switch s.IDs {
	case "":
	case "first":
		l.IDs = text.IDsFirst
	case "none":
		l.IDs = text.IDsNone
	default:
		l.IDs, l.IDColumn = text.IDsNamed, s.IDs
	}
	switch {
	case s.TextColumns < 0:
		return l, &harness.FlagError{Flag: "text-columns", Value: strconv.Itoa(s.TextColumns), Want: "the number of columns of text behind the ids, 0 or more"}
	case s.NoHeader && l.IDs == text.IDsNamed:
		return l, &harness.FlagError{Flag: "ids", Value: s.IDs, Want: "without a header no column has a name: type first or none"}
	case s.NoHeader && s.Columns != "":
		return l, &harness.FlagError{Flag: "columns", Value: s.Columns, Want: "without a header no column has a name: leave one of the two flags out"}
	case s.TextColumns > 0 && s.Columns != "":
		return l, &harness.FlagError{Flag: "columns", Value: s.Columns, Want: "all other columns are text about the rows: leave --text-columns out"}
	case s.Columns != "":
		re, err := regexp.Compile(s.Columns)
		if err != nil {
			return l, &harness.FlagError{Flag: "columns", Value: s.Columns, Want: fmt.Sprintf("%v: give a regular expression on names of columns, such as '^s[0-9]+$'", err)}
		}
		l.Columns = re
	}
	return l, nil
}

// tableFlag returns the error of the first flag of a table that is given and does nothing in a
// format; nil where there is none. The zero Format is that of data which need no file.
func (s Source) tableFlag(f Format) error {
	const fixed = " has its names in fixed places, only CSV, TSV and other tables have not: leave the flag out"
	switch named := f.ReadTable == nil || f.Fixed; {
	case named && s.NoHeader:
		return &harness.FlagError{Flag: "no-header", Value: "true", Want: s.Data + fixed}
	case named && s.IDs != "":
		return &harness.FlagError{Flag: "ids", Value: s.IDs, Want: s.Data + fixed}
	case named && s.TextColumns != 0:
		return &harness.FlagError{Flag: "text-columns", Value: strconv.Itoa(s.TextColumns), Want: s.Data + fixed}
	case f.Name == "" && s.Columns != "":
		return &harness.FlagError{Flag: "columns", Value: s.Columns, Want: s.Data + " is made without a file of columns: leave the flag out"}
	case f.ReadTable == nil && len(s.NA) > 0:
		return &harness.FlagError{Flag: "na", Value: s.NA[0], Want: s.Data + " is no table of text, whose missing values are its own: leave the flag out"}
	}
	return nil
}

package text

import "regexp"

// A Layout describes a table whose header and ids are not where they usually are. The zero
// Layout has a header, ids in the first column, and values in all others that hold numbers.
type Layout struct {
	NoHeader bool // the first line is a row of data; the samples are c1, c2, …
	IDs      IDs
	IDColumn string         // the name of the column of ids, where IDs is IDsNamed
	Texts    int            // number of columns of text between the id and the values: they become RowFields
	Columns  *regexp.Regexp // which columns hold values, by their names; the others become RowFields; nil = not by names
	Wordy    bool           // columns of text are part of the rows: a table may have no others
	Missing  []string       // fields that stand for a missing value, beside those that numeral.Missing knows
}

// IDs tells which column holds the ids of the rows.
type IDs int

const (
	IDsLikely IDs = iota // the first, but a note warns where it looks like values
	IDsFirst             // the first
	IDsNone              // none: the first holds values, and the rows have no ids
	IDsNamed             // the one that has the name Layout.IDColumn
)

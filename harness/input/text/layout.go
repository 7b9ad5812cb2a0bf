package text

// A Layout describes a table whose header and ids are not where they usually are. The zero
// Layout has a header, and ids in the first column.
type Layout struct {
	NoHeader bool // the first line is a row of data; the samples are c1, c2, …
	IDs      IDs
	Texts    int // number of columns of text between the id and the values: they become RowFields
}

// IDs tells whether the first column holds the ids of the rows.
type IDs int

const (
	IDsLikely IDs = iota // it does, but a note warns where it looks like values
	IDsFirst             // it does
	IDsNone              // it holds values, and the rows have no ids
)

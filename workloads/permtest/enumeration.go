package permtest

// An enumeration goes through all choices of columns, in lexicographic order.
type enumeration struct {
	cols    int
	columns []int // of the next choice, ascending
}

// newEnumeration returns an enumeration of choices of up to most columns.
func newEnumeration(most int) *enumeration { return &enumeration{columns: make([]int, 0, most)} }

// start sets e before the first choice of few of cols columns; few is 1 at least. It
// allocates nothing.
func (e *enumeration) start(cols, few int) {
	e.cols, e.columns = cols, e.columns[:few]
	for k := range e.columns {
		e.columns[k] = k
	}
}

// next sets a to the next choice, of which there must be one.
func (e *enumeration) next(a arrangement) {
	clear(a)
	for _, column := range e.columns {
		a[column/wordCols] |= 1 << (column % wordCols)
	}
	few := len(e.columns)
	k := few - 1
	for k > 0 && e.columns[k] == e.cols-few+k {
		k--
	}
	e.columns[k]++
	for k++; k < few; k++ {
		e.columns[k] = e.columns[k-1] + 1
	}
}

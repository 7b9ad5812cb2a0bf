package npy

// decodeBlock is the number of values that are converted at a time where the values of a
// column lie apart, or where columns are selected: few enough to stay in the cache until
// their rows are complete.
const decodeBlock = 1 << 15

// decode is the Decode of the dataset's Store.
func (a *array) decode(dst []float64, row, rows int, columns []int) {
	size := a.element.size
	if columns == nil && !a.fortran {
		a.element.copy(dst, 1, a.data[row*a.cols*size:], size, rows*a.cols)
		return
	}
	width := a.cols
	if columns != nil {
		width = len(columns)
	}
	block := max(16, decodeBlock/max(1, width))
	for lo := 0; lo < rows; lo += block {
		n := min(block, rows-lo)
		a.decodeBlock(dst[lo*width:(lo+n)*width], width, row+lo, n, columns)
	}
}

// decodeBlock decodes rows that stay in the cache, strips of columns at a time where columns lie
// together.
func (a *array) decodeBlock(dst []float64, width, row, n int, columns []int) {
	size := a.element.size
	down, across := a.cols*size, size
	if a.fortran {
		down, across = size, a.rows*size
	}
	src, first := a.data[row*down:], 0
	if a.fortran && a.element.strip != nil {
		var at [stripCols]int
		for ; first+stripCols <= width; first += stripCols {
			for k := range at {
				at[k] = column(columns, first+k) * across
			}
			a.element.strip(dst[first:], width, src, at, n)
		}
	}
	for i := first; i < width; i++ {
		a.element.copy(dst[i:], width, src[column(columns, i)*across:], down, n)
	}
}

// column returns the file's column for column i of those that are decoded.
func column(columns []int, i int) int {
	if columns == nil {
		return i
	}
	return columns[i]
}

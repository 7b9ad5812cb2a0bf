package npy

// decodeBlock is the number of values that are converted at a time: few enough to stay in the
// cache until their rows are complete.
const decodeBlock = 1 << 15

// decode is the Decode of the dataset's Store.
func (a *array) decode(dst []float64, row, rows int, columns []int) {
	width := a.cols
	if columns != nil {
		width = len(columns)
	}
	block := max(16, decodeBlock/max(1, width))
	for lo := 0; lo < rows; lo += block {
		n := min(block, rows-lo)
		part := dst[lo*width : (lo+n)*width]
		a.gather(part, width, row+lo, n, columns)
		if a.element.finish != nil {
			a.element.finish(part)
		}
	}
}

// gather copies n rows to dst: strips of columns where the values of a column lie together.
func (a *array) gather(dst []float64, width, row, n int, columns []int) {
	size, copy := a.element.size, a.element.copy
	if !a.fortran {
		src := a.data[row*a.cols*size:]
		if columns == nil {
			copy(dst, 1, src, size, n*width)
			return
		}
		for i, col := range columns {
			copy(dst[i:], width, src[col*size:], a.cols*size, n)
		}
		return
	}
	src, first := a.data[row*size:], 0
	for ; first+stripCols <= width; first += stripCols {
		var at [stripCols]int
		for k := range at {
			at[k] = column(columns, first+k) * a.rows * size
		}
		a.element.strip(dst[first:], width, src, at, n)
	}
	for i := first; i < width; i++ {
		copy(dst[i:], width, src[column(columns, i)*a.rows*size:], size, n)
	}
}

// column returns the file's column for column i of those that are decoded.
func column(columns []int, i int) int {
	if columns == nil {
		return i
	}
	return columns[i]
}

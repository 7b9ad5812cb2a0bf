package blocks

// Room returns a slice with room for n more elements. Where there is none, it estimates how
// many there will be in all from the share of the stream that was read, 0 where not known. For
// a compressed stream the estimate may be far off, so one step grows a slice at most
// eightfold; memory that is never written to costs nothing.
func Room[T any](s []T, n int, read float64) []T {
	need := len(s) + n
	if need <= cap(s) {
		return s
	}
	return append(make([]T, 0, int(float64(need)*Growth(read))), s...)
}

// Growth returns how many times as many elements as are needed Room makes room for.
func Growth(read float64) float64 {
	if read <= 0 {
		return 1.25
	}
	return max(1.125, min(8, 1.02/read))
}

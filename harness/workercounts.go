package harness

// WorkerCounts returns the N of a sweep by default: 1, 2, 4 … and most, ascending. A most
// below 1 counts as 1.
func WorkerCounts(most int) []int {
	var counts []int
	for n := 1; n < most; n *= 2 {
		counts = append(counts, n)
	}
	return append(counts, max(1, most))
}

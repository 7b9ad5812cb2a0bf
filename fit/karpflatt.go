package fit

// KarpFlatt returns the experimentally determined serial fraction at n workers
//
//	e(n) = (n·T(n) − T(1)) / ((n−1)·T(1))
//
// (Karp & Flatt 1990, in times instead of speed-ups). n is at least 2; tn and t1
// are times in the same unit.
func KarpFlatt(n int, tn, t1 float64) float64 {
	return KarpFlattShare(n, tn, t1, t1)
}

// KarpFlattShare returns the part of [KarpFlatt] that belongs to one cause, whose
// time is an at n workers and a1 at one worker, of a job that takes t1 at one:
//
//	e_c(n) = (n·A_c(n) − A_c(1)) / ((n−1)·T(1))
//
// The numerator is the worker time of the cause beyond what it costs at n = 1. Over
// causes whose times add up to T the shares add up to e(n): an identity, not a
// model.
func KarpFlattShare(n int, an, a1, t1 float64) float64 {
	return (float64(n)*an - a1) / (float64(n-1) * t1)
}

package probe

// xorshift does the given number of steps from x, each of which needs the result of the one
// before: G. Marsaglia (J. Stat. Softw. 8 (2003) 14). stepInstructions has the number of
// instructions of a step; a test counts them.
//
//go:noinline
func xorshift(x uint64, steps int) uint64 {
	for range steps {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

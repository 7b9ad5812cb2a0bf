package probe

// xorshift takes steps from x, each of which needs the one before: G. Marsaglia (J.
// Stat. Softw. 8 (2003) 14). How many instructions a step is, stepInstructions says,
// and a test counts them.
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

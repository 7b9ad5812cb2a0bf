package harness

import "math"

// WholeCPUs returns the most workers that each have a CPU of this machine to
// themselves, at least 1. A part of a CPU, which a quota may give, is none: on 1.5
// CPUs two workers would wait for each other.
func (m *Machine) WholeCPUs() int { return max(1, int(math.Floor(m.EffectiveCPUs))) }

// WorkerCounts returns the N that a sweep is made of where nobody names them: 1, 2,
// 4 … and most, ascending. A most below 1 is 1.
func WorkerCounts(most int) []int {
	var counts []int
	for n := 1; n < most; n *= 2 {
		counts = append(counts, n)
	}
	return append(counts, max(1, most))
}

package trend

import "serialfraction/workloads/vector"

// countAVX512 is countGo, except that it reads stepAVX512·steps bytes from the beginning of each
// row. Bytes beyond the row must be readable and masked out. rows and steps are at least 1.
//
//go:noescape
func countAVX512(dst *bitCounts, packed *byte, rows, stride int, a, b *uint64, steps int)

// countAVX2 is countAVX512 with steps of stepAVX2 bytes. AVX2 cannot count the bits of a vector,
// so three vectors are added up in the two bits that a genotype has, and these in wider fields.
//
//go:noescape
func countAVX2(dst *bitCounts, packed *byte, rows, stride int, a, b *uint64, steps int)

// count sets dst, one for each row of packed.
func count(v vector.Set, dst []bitCounts, packed []byte, stride int, m *masks) {
	counted := 0
	switch {
	case v.AVX512:
		counted = within(len(dst), len(packed), stride, stepAVX512)
		if counted > 0 {
			countAVX512(&dst[0], &packed[0], counted, stride, &m.of[0][0], &m.of[1][0], steps(stride, stepAVX512))
		}
	case v.AVX2:
		counted = within(len(dst), len(packed), stride, stepAVX2)
		if counted > 0 {
			countAVX2(&dst[0], &packed[0], counted, stride, &m.of[0][0], &m.of[1][0], steps(stride, stepAVX2))
		}
	}
	countGo(dst[counted:], packed[counted*stride:], stride, m)
}

// within returns how many of the rows can be read in steps of the given number of bytes: the last
// step of the last rows would go beyond the bytes there are.
func within(rows, bytes, stride, step int) int {
	last := bytes - step*steps(stride, step)
	if last < 0 {
		return 0
	}
	return min(rows, last/stride+1)
}

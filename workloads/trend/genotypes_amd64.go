package trend

import "serialfraction/workloads/vector"

// countAVX512 is countGo, except that it reads 64·blocks bytes from the beginning of each row.
// Bytes beyond the row must be readable and masked out. rows and blocks are at least 1.
//
//go:noescape
func countAVX512(dst *bitCounts, packed *byte, rows, stride int, a, b *uint64, blocks int)

// count sets dst, one for each row of packed.
func count(v vector.Set, dst []bitCounts, packed []byte, stride int, m *masks) {
	blocks := len(m.of[0]) / maskBlock
	// The last rows are left out, because fewer than 64·blocks bytes follow their beginning.
	if quick := min(len(dst), (len(packed)-64*blocks)/stride+1); v.AVX512 && len(packed) >= 64*blocks && quick > 0 {
		countAVX512(&dst[0], &packed[0], quick, stride, &m.of[0][0], &m.of[1][0], blocks)
		dst, packed = dst[quick:], packed[quick*stride:]
	}
	countGo(dst, packed, stride, m)
}

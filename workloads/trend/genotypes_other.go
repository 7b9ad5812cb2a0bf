//go:build !amd64

package trend

import "serialfraction/workloads/vector"

// count sets dst, one for each row of packed.
func count(_ vector.Set, dst []bitCounts, packed []byte, stride int, m *masks) {
	countGo(dst, packed, stride, m)
}

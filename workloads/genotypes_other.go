//go:build !amd64

package workloads

// count sets dst, one for each row of packed.
func (vectors) count(dst []bitCounts, packed []byte, stride int, m *masks) {
	countGo(dst, packed, stride, m)
}

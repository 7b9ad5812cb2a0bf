//go:build !amd64

package workloads

// fill makes the next words of s.
func (vectors) fill(s *stream) { s.fillGo() }

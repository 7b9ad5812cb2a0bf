//go:build !amd64

package workloads

// fill makes the next words of s.
func (s *stream) fill() { s.fillGo() }

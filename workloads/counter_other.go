//go:build !amd64

package workloads

// fill makes the next words.
func (s *stream) fill() { s.fillGo() }

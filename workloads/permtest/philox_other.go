//go:build !amd64

package permtest

// fill makes the next words of s.
func (s *stream) fill() { s.fillGo() }

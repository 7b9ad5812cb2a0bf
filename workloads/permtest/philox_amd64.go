package permtest

// philoxAVX2 sets 16·eights words to 8·eights blocks of philox from counter
// {block, number} on; eights is at least 1.
//
//go:noescape
func philoxAVX2(words *uint64, eights int, key, block, number uint64)

// fill makes the next words of s.
func (s *stream) fill() {
	if !s.vectors.AVX2 {
		s.fillGo()
		return
	}
	philoxAVX2(&s.words[0], len(s.words)/16, s.seed, s.block, s.number)
	s.block += uint64(len(s.words) / 2)
	s.at = 0
}

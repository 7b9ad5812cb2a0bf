package permtest

import "serialfraction/workloads/vector"

// philox returns block number counter (low word first) of the stream key, by Philox4x32 with 10
// rounds (J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel random numbers: as
// easy as 1, 2, 3", SC11 (2011)). lo and hi are two 32-bit words each, the first in the lower
// half.
func philox(key uint64, counter [2]uint64) (lo, hi uint64) {
	const m0, m1 = 0xD2511F53, 0xCD9E8D57 // multipliers
	const w0, w1 = 0x9E3779B9, 0xBB67AE85 // Weyl steps of the key
	k0, k1 := uint32(key), uint32(key>>32)
	c0, c1 := uint32(counter[0]), uint32(counter[0]>>32)
	c2, c3 := uint32(counter[1]), uint32(counter[1]>>32)
	for range 10 {
		p0, p1 := uint64(m0)*uint64(c0), uint64(m1)*uint64(c2)
		c0, c1, c2, c3 = uint32(p1>>32)^c1^k0, uint32(p1), uint32(p0>>32)^c3^k1, uint32(p0)
		k0 += w0
		k1 += w1
	}
	return uint64(c0) | uint64(c1)<<32, uint64(c2) | uint64(c3)<<32
}

// The counters of streams for different purposes never overlap.
const (
	rowStream         = 0       // numbered by row
	arrangementStream = 1 << 63 // numbered by arrangement
)

// A stream is a sequence of random numbers that depends on a seed, a purpose and a number, and
// on nothing else.
type stream struct {
	seed, number uint64
	block        uint64 // of the next fill, the purpose in its top bit
	at           int    // of the next word
	words        [64]uint64
	vectors      vector.Set // the instructions to make words with
}

// start sets s to the beginning of a stream.
func (s *stream) start(purpose, number uint64) {
	s.number, s.block, s.at = number, purpose, len(s.words)
}

// next returns 64 random bits.
func (s *stream) next() uint64 {
	if s.at == len(s.words) {
		s.fill()
	}
	w := s.words[s.at%len(s.words)]
	s.at++
	return w
}

// fillGo makes many words at once, because the blocks are independent of each other.
func (s *stream) fillGo() {
	for i := 0; i < len(s.words); i += 2 {
		s.words[i], s.words[i+1] = philox(s.seed, [2]uint64{s.block, s.number})
		s.block++
	}
	s.at = 0
}

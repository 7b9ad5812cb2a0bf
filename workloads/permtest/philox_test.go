package permtest

import (
	"testing"

	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

// TestPhiloxKnownAnswers has the vectors that come with Random123 (kat_vectors,
// philox4x32 10).
func TestPhiloxKnownAnswers(t *testing.T) { workloadtest.EachPath(t, philoxKnownAnswers) }

func philoxKnownAnswers(t *testing.T, v vector.Set) {
	for _, c := range []struct {
		counter [4]uint32
		key     [2]uint32
		want    [4]uint32
	}{
		{[4]uint32{}, [2]uint32{}, [4]uint32{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
		{[4]uint32{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, [2]uint32{0xffffffff, 0xffffffff},
			[4]uint32{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
		{[4]uint32{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, [2]uint32{0xa4093822, 0x299f31d0},
			[4]uint32{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
	} {
		word := func(lo, hi uint32) uint64 { return uint64(lo) | uint64(hi)<<32 }
		key := word(c.key[0], c.key[1])
		block, number := word(c.counter[0], c.counter[1]), word(c.counter[2], c.counter[3])
		want := [2]uint64{word(c.want[0], c.want[1]), word(c.want[2], c.want[3])}
		lo, hi := philox(key, [2]uint64{block, number})
		if lo != want[0] || hi != want[1] {
			t.Errorf("counter %x, key %x: %x %x, want %x", c.counter, c.key, lo, hi, want)
		}
		// The stream that begins there, as fill makes it on this path and as every
		// machine can; its counter runs over 32 bits for the third.
		s, plain := stream{seed: key, vectors: v}, stream{seed: key, vectors: v}
		s.start(block, number)
		plain.start(block, number)
		for i := range 4 {
			s.fill()
			plain.fillGo()
			if i == 0 && [2]uint64(s.words[:2]) != want {
				t.Errorf("counter %x, key %x: the stream begins with %x, want %x", c.counter, c.key, s.words[:2], want)
			}
			if s != plain {
				t.Errorf("counter %x, key %x, fill %d: %x, want %x", c.counter, c.key, i, s.words, plain.words)
			}
		}
	}
}

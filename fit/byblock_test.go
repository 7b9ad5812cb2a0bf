package fit

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// A block is whole if it has the N that all have; one may lack such an N, because it was cut
// short. An N that several blocks lack is there to test the law.
func TestWholeBlocks(t *testing.T) {
	for _, c := range []struct {
		name          string
		loads, blocks []int
		whole         []int
		inAll         map[int]bool
	}{
		{"each N once", []int{1, 2, 2, 1, 1, 2}, []int{0, 0, 1, 1, 2, 2}, []int{0, 1, 2}, map[int]bool{1: true, 2: true}},
		{"the last was cut short", []int{1, 2, 2, 1, 1}, []int{5, 5, 6, 6, 7}, []int{5, 6}, map[int]bool{1: true, 2: true}},
		{"an N in some", []int{1, 2, 4, 1, 4, 4, 4, 1, 2, 4, 1}, []int{0, 0, 0, 1, 1, 2, 2, 2, 3, 3, 3}, []int{0, 1, 2, 3}, map[int]bool{1: true, 2: false, 4: true}},
		{"both", []int{1, 2, 4, 4, 1, 1, 4, 4}, []int{0, 0, 0, 1, 1, 2, 2, 3}, []int{0, 1, 2}, map[int]bool{1: true, 2: false, 4: true}},
	} {
		whole, inAll := wholeBlocks(c.loads, c.blocks)
		if fmt.Sprint(whole, inAll) != fmt.Sprint(c.whole, c.inAll) {
			t.Errorf("%s: blocks %v, N %v; want %v and %v", c.name, whole, inAll, c.whole, c.inAll)
		}
	}
}

// What the interval of S has for blocks that differ, more blocks narrow: it is no other law.
func TestBlocksLeaveNothingOpen(t *testing.T) {
	r := rand.New(rand.NewPCG(1947, 11))
	var obs []Observation
	var blocks []int
	for block := range 20 {
		s := 0.02 + 0.06*r.Float64()
		for _, n := range []int{1, 2, 4, 8} {
			obs = append(obs, Observation{n, amdahlTime(float64(n), s) * math.Exp(0.002*r.NormFloat64())})
			blocks = append(blocks, block)
		}
	}
	f, _, err := SerialInBlocks(obs, nil, blocks, TrimmedMean, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if f.Blocks == nil || f.SerialFraction.Hi != f.Blocks.SerialFraction.Hi {
		t.Fatalf("S = %v, of blocks %+v: this test needs an interval that is that of the blocks", f.SerialFraction, f.Blocks)
	}
	if lo, hi := f.Open(); lo || hi {
		t.Errorf("open ends: %v, %v", lo, hi)
	}
}

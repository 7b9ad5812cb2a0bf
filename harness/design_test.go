package harness

import (
	"maps"
	"slices"
	"testing"
)

// The first blocks hold every N, the later ones as many as the design has; the order is that
// of the seed and the block, whoever begins it where.
func TestDesignIsKept(t *testing.T) {
	design := NewDesign([]int{1, 2, 4, 8, 16}, []int{4, 1, 8, 8, 0})
	s := Sweep{Blocks: 45, Seed: 3, Balanced: true, Design: design}
	trial := Trial{Engine: &Pool{}, Job: &Job{Data: &Dataset{}}, Workers: []int{1, 2, 4, 8, 16}}
	runs := map[int]int{}
	after := map[[2]int]int{}
	perBlock := make([]map[int]int, s.Blocks)
	last, order := 0, -1
	for run := range s.Plan(trial) {
		if perBlock[run.Block] == nil {
			perBlock[run.Block], last, order = map[int]int{}, 0, -1
		}
		if order++; run.Order != order {
			t.Fatalf("run %d of block %d comes as number %d", run.Order, run.Block, order)
		}
		perBlock[run.Block][run.Workers]++
		after[[2]int{last, run.Workers}]++
		runs[run.Workers]++
		last = run.Workers
	}
	if want := map[int]int{1: 45, 2: 15, 4: 90, 8: 90, 16: 5}; !maps.Equal(runs, want) {
		t.Errorf("runs of each N: %v, want %v", runs, want)
	}
	for b, held := range perBlock {
		if b < 5 && len(held) != 5 || held[1] != 1 || held[4] != 2 || held[8] != 2 {
			t.Errorf("block %d holds %v", b, held)
		}
	}
	for from := range perBlock {
		for n := range design {
			sum := 0
			for to := from; to < len(perBlock); to++ {
				if got := design.Between(n, from, to); got != sum {
					t.Fatalf("blocks %d to %d hold N = %d %d times, want %d", from, to, n, got, sum)
				}
				sum += perBlock[to][n]
			}
		}
	}
	// N = 1 follows each of the two N of two runs about equally often.
	if a, b := after[[2]int{4, 1}], after[[2]int{8, 1}]; a < 10 || b < 10 {
		t.Errorf("N = 1 follows 4 in %d blocks and 8 in %d of 45", a, b)
	}
	skipping := s
	skipping.Skip = 23
	block, planned := skipping.rest([]Trial{trial})
	whole := slices.Collect(s.Plan(trial))[23]
	if block != whole.Block || planned[0].workers != whole.Workers || planned[0].order != whole.Order {
		t.Errorf("after 23 runs comes %+v of block %d, want %+v", planned[0], block, whole)
	}
}

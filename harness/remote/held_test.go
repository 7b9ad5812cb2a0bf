package remote_test

import (
	"slices"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
)

// Chunks whose rows are all held are not computed, and every other lands once, with its answer.
func TestHeld(t *testing.T) {
	for _, ship := range remote.Ships {
		j := enginetest.Job(50, 3, 4)
		want, err := harness.Answer(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		held := &harness.Held{Answer: slices.Clone(want), Has: make([]bool, 50)}
		for row := range held.Has {
			held.Has[row] = row < 18 && row != 5 || row >= 48 // chunks 1 and 4 in part, the last whole
		}
		landed := map[int]int{}
		b := newBench(t, remote.Options{Most: 2, Ship: ship, Held: held, Landed: func(c harness.Chunk, answer []float64) {
			landed[c.Index]++
			if !slices.Equal(answer, j.Result(want, c)) {
				t.Errorf("chunk %d has another answer", c.Index)
			}
		}}, 1)
		kernel := j.Workload.Kernel
		j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
			if held.Whole(c.Row, c.Rows) {
				panic("computed again")
			}
			kernel(dst, c)
		}
		got, _, err := harness.Once(t.Context(), b, j, 2)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %v, got %v, want %v", ship, err, got, want)
		}
		if len(landed) != 13-4 || landed[1] != 1 || landed[0]+landed[12] != 0 {
			t.Errorf("%s: landed: %v", ship, landed)
		}
		for row := range held.Has {
			held.Has[row] = true
		}
		if got, _, err = harness.Once(t.Context(), b, j, 2); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s, all held: %v, got %v, want %v", ship, err, got, want)
		}
	}
}

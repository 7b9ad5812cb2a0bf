package fit

import (
	"testing"
)

// Too few runs, or runs that agree exactly, determine nothing.
func TestNoCarryOver(t *testing.T) {
	if c := CarryOverOf([]Observation{{1, 1}, {2, 0.6}, {1, 1.1}}, []int{0, 1, 2}); c != nil {
		t.Errorf("three runs: %+v", c)
	}
	var obs []Observation
	var before []int
	for i := range 40 {
		obs, before = append(obs, Observation{1 + i%4, 1}), append(before, 1+(i*7)%4)
	}
	if c := CarryOverOf(obs, before); c != nil {
		t.Errorf("equal times: %+v", c)
	}
}

package main

import (
	"errors"
	"slices"
	"testing"

	"serialfraction/harness"
)

func TestGrid(t *testing.T) {
	m := harness.Machine{EffectiveCPUs: 6.5}
	for _, tc := range []struct {
		list string
		most int
		want []int // nil = refused
	}{
		{"", 0, []int{1, 2, 4, 6}},
		{"", 1, []int{1}},
		{"", 64, []int{1, 2, 4, 8, 16, 32, 64}},
		{"", 12, []int{1, 2, 4, 8, 12}},
		{"6,3, 2,3", 0, []int{1, 2, 3, 6}},
		{"", -1, nil},
		{"", 1 << 20, nil},
		{"1,,2", 0, nil},
		{"0", 0, nil},
		{"1;2", 0, nil},
	} {
		got, err := gridOf(tc.list, tc.most, m)
		if tc.want == nil {
			if !errors.As(err, new(*harness.FlagError)) {
				t.Errorf("%q, %d: error is %v, want a *FlagError", tc.list, tc.most, err)
			}
			continue
		}
		if err != nil || !slices.Equal(got, tc.want) {
			t.Errorf("%q, %d: %v (%v), want %v", tc.list, tc.most, got, err, tc.want)
		}
	}
	if got, err := gridOf("", 0, harness.Machine{EffectiveCPUs: 0.5}); err != nil || !slices.Equal(got, []int{1}) {
		t.Errorf("half a CPU: %v, %v", got, err)
	}
}

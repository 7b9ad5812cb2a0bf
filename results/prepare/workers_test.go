package prepare

import (
	"errors"
	"slices"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

func TestWorkers(t *testing.T) {
	m := machine.Description{EffectiveCPUs: 6.5}
	for _, tc := range []struct {
		list   string
		most   int
		engine string
		want   []int // nil = refused
	}{
		{"", 0, "", []int{1, 2, 4, 6}},
		{"", 1, "", []int{1}},
		{"", 64, "", []int{1, 2, 4, 8, 16, 32, 64}},
		{"", 12, "", []int{1, 2, 4, 8, 12}},
		{"6,3, 2,3", 0, "", []int{1, 2, 3, 6}},
		{"6,3", 8, "", []int{1, 3, 6}},
		{"", 0, "serial", []int{1}},
		{"", 2, "serial", []int{1, 2}}, // which that engine refuses in its own words
		{"", -1, "", nil},
		{"", 1 << 20, "", nil},
		{"1,,2", 0, "", nil},
		{"0", 0, "", nil},
		{"4097", 0, "", nil},
		{"1;2", 0, "", nil},
	} {
		var asked, got []int
		var err error
		if tc.list != "" {
			asked, err = ParseWorkers(tc.list)
		}
		if err == nil {
			got, err = Workers(results.Request{Workers: asked, MaxWorkers: tc.most, Engine: tc.engine}, m)
		}
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
	for _, cpus := range []float64{0.5, 1.5} {
		if got, err := Workers(results.Request{}, machine.Description{EffectiveCPUs: cpus}); err != nil || !slices.Equal(got, []int{1}) {
			t.Errorf("%v CPUs: %v, %v", cpus, got, err)
		}
	}
	if _, err := Workers(results.Request{Workers: []int{2, MostWorkers + 1}}, m); !errors.As(err, new(*harness.FlagError)) {
		t.Errorf("of a file that was edited: %v", err)
	}
}

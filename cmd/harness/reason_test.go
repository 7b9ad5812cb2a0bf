package main

import (
	"testing"

	"serialfraction/results/analysis"
)

// The reason for N is that of the sweep, and load is not silent.
func TestReasonOf(t *testing.T) {
	busy := &analysis.BusyMachine{Workers: 2, Share: 0.5, Made: true}
	for _, tc := range []struct {
		of   analysis.Recommendation
		want string
	}{
		{analysis.Recommendation{Workers: 2, Fastest: 2}, "N = 2, the fastest in the sweep."},
		{analysis.Recommendation{Workers: 1, Fastest: 2}, "N = 1, because in the sweep the fastest, N = 2, was at most 5 % faster."},
		{analysis.Recommendation{Workers: 2, Fastest: 2, Beyond: 4}, "N = 2, the fastest that the CPUs have room for in the sweep; N = 4 was not faster for sure."},
		{analysis.Recommendation{Workers: 2, Fastest: 1, Busy: busy}, "N = 2, by the CPUs that this process may use: the sweep cannot show the best N, because at N = 2 other work had the CPUs for 50 % of the time of the runs: sweep again on a quiet machine."},
	} {
		if got := reasonOf(tc.of, "the sweep"); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}

package analysis

import (
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// A recorded sweep in which the machine was busier at first: runs at N = 2 took 29 % more time in
// the first third of the blocks than in the last, those at N = 1 2 %.
func TestDriftRecorded(t *testing.T) {
	file, err := os.Open("../../docs/sweeps/ttest-2cpu.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := results.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	a := analyze(t, f, Options{})
	if !warns(a, advice.Drift, "in its last third runs took 2.0 % less time at N = 1 and 23 % less at N = 2 than in its first (13 blocks each)") {
		t.Errorf("%q", a.Warnings)
	}
	if want := "The machine changed during the sweep: S = 0.59 (0.27–0.99) in its first third, S = 0.255 (0.216–0.296) in its last."; !strings.Contains(a.Verdict, want) {
		t.Errorf("%q, want %q", a.Verdict, want)
	}
}

// shifting is a sweep of N = 1, 2 whose runs take a share more in the first half of the
// blocks, from some N on.
func shifting(seed uint64, from int, share float64) *results.File {
	r := rand.New(rand.NewPCG(seed, 1979))
	var runs []harness.Run
	for block := range 20 {
		for place, n := range []int{1, 2} {
			noise := math.Exp(0.01 * r.NormFloat64())
			if n >= from && block < 10 {
				noise *= 1 + share
			}
			run := runtest.AmdahlRun(block, n, 50*time.Millisecond, 950*time.Millisecond, noise)
			run.Order = place
			runs = append(runs, run)
		}
	}
	return finished(header(1, 2), runs)
}

// Only what changes S is a drift: not what all N have in common, nor the noise, nor what is a
// small part of S; and no machine made simulated runs.
func TestDrift(t *testing.T) {
	if a := analyze(t, shifting(1, 2, 0.2), Options{}); !warns(a, advice.Drift, "less at N = 2 than in its first (6 blocks each)") || a.Drift == nil || a.Drift.First.Value < a.Drift.Last.Value+0.03 {
		t.Errorf("N = 2 slower at first: %+v, %q", a.Drift, a.Warnings)
	}
	if a := analyze(t, shifting(1, 1, 0.2), Options{}); a.Drift != nil || strings.Contains(a.Verdict, "changed during") {
		t.Errorf("all N slower at first: %+v", a.Drift)
	}
	if a := analyze(t, shifting(1, 2, 0.002), Options{}); a.Drift != nil {
		t.Errorf("hardly slower at first: %+v", a.Drift)
	}
	f := shifting(1, 2, 0.2)
	f.Header.Engine = "sim"
	if a := analyze(t, f, Options{}); a.Drift != nil {
		t.Errorf("simulated: %+v", a.Drift)
	}
}

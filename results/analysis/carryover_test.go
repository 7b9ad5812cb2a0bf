package analysis

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// heated is a sweep of N = 1, 2, 4 in random order in which every run after one at N = 4
// takes a share more.
func heated(seed uint64, share float64) *results.File {
	r := rand.New(rand.NewPCG(seed, 1))
	order := []int{1, 2, 4}
	before := 0
	var runs []harness.Run
	for block := range 12 {
		r.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for place, n := range order {
			noise := math.Exp(0.01 * r.NormFloat64())
			if before == 4 {
				noise *= 1 + share
			}
			run := runtest.AmdahlRun(block, n, 50*time.Millisecond, 950*time.Millisecond, noise)
			run.Order = place
			runs = append(runs, run)
			before = n
		}
	}
	return finished(header(1, 2, 4), runs)
}

// TestCarryOver warns of runs that the run before slows down; TestNoCarryOver has those of no others.
func TestCarryOver(t *testing.T) {
	a := analyze(t, heated(1, 0.1), Options{})
	if !warns(a, advice.CarryOver, "after one at N = 4 take ") || !strings.Contains(strings.Join(a.Warnings, "\n"), "longer than after other N") {
		t.Errorf("%q", a.Warnings)
	}
	if want := "though less over N = 4 itself (1 of these 12)"; !strings.Contains(strings.Join(a.Warnings, "\n"), want) {
		t.Errorf("%q, want one with %q", a.Warnings, want)
	}
}

// TestBlocksDiffer has the interval of blocks where S differs between them.
func TestBlocksDiffer(t *testing.T) {
	swept := func(reach time.Duration) *results.File {
		r := rand.New(rand.NewPCG(3, 3))
		var runs []harness.Run
		for block := range 12 {
			serial := 50*time.Millisecond + time.Duration((2*r.Float64()-1)*float64(reach))
			for place, n := range []int{1, 2, 4} {
				run := runtest.AmdahlRun(block, n, serial, time.Second-serial, math.Exp(0.002*r.NormFloat64()))
				run.Order = place
				runs = append(runs, run)
			}
		}
		return finished(header(1, 2, 4), runs)
	}
	even, uneven := analyze(t, swept(0), Options{}), analyze(t, swept(30*time.Millisecond), Options{})
	if warns(even, advice.BlocksDiffer, "") {
		t.Errorf("one S: %q", even.Warnings)
	}
	if !warns(uneven, advice.BlocksDiffer, "between the 12 blocks of runs") {
		t.Errorf("S from 0.02 to 0.08: %q", uneven.Warnings)
	}
	if s := uneven.SerialFraction; s.Lo > 0.05 || s.Hi < 0.05 {
		t.Errorf("S = %v", s)
	}
}

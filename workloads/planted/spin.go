package planted

import (
	"runtime"
	"sync/atomic"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

const spinSummary = "a fixed amount of integer arithmetic for every row, with a known serial part"

// Spin is the entry of the workload in the table.
var Spin = spec.Workload{
	Name:    "spin",
	Summary: spinSummary,
	Bound:   "CPU",
	Data:    spec.Data{Source: "synth:rows=%d,cols=2", Rows: 8192, Memory: rowMemory, Cost: rowCost(spinParams)},
	Params:  spinParams,
	Example: "--row-cost 100us --plant 0.05",
	New:     newSpin,
	Takes:   takes(spinParams),
}

var spinParams = append([]spec.Param{
	{Name: "row-cost", Default: "20us", Time: true, Usage: "work of one row, as the `TIME` that it takes on this machine when nothing else runs"},
	{Name: "plant-inflation", Default: "0", Usage: "let each further busy worker make every row cost more by this `SHARE` of the whole: as much more S, as inflation"},
}, plantParams...)

// newSpin returns a workload of pure arithmetic. The work of a row is a fixed number of steps,
// measured here once to take row-cost on an idle CPU. So a machine that slows down under load
// takes longer for it. The planted shares are fixed numbers of steps too. The output, hash,
// depends on the number of the row alone.
func newSpin(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(spinParams, args)
	cost, inflation := s.Duration("row-cost"), s.Share("plant-inflation")
	planted, weight := plantsOf(s), weightsOf(s, ds.NumRows())
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	steps := float64(cost) * stepsPerNanosecond()
	dearer := inflation / (1 - planted.total())
	var atWork atomic.Int64
	var run ending
	w := harness.Workload{Name: "spin", Summary: spinSummary, Outputs: []string{"hash"}, Heed: run.heed,
		Kernel: func(dst []float64, c harness.Chunk) {
			steps := steps
			if dearer > 0 {
				steps *= 1 + dearer*float64(atWork.Add(1)-1)
				defer atWork.Add(-1)
			}
			for i := range c.Rows {
				hash, whole := rowHash(c.Row+i, max(1, int(steps*weight.of(c.Row+i, 1))), &run)
				if !whole {
					return
				}
				dst[i] = hash
			}
		}}
	work := func(steps float64) { runtime.KeepAlive(spinOn(1, int(steps), &run)) }
	err := planted.into(&w, steps*weight.of(0, ds.NumRows()), work, work)
	return w, err
}

// rowHash does the given number of steps and returns a hash of row that does not depend on them. It
// does fewer where the run ends; whole is false then.
func rowHash(row, steps int, run *ending) (hash float64, whole bool) {
	seed := (uint64(row) + 1) * 0x9E3779B97F4A7C15 // the factor is odd: 0 for no row
	if spinOn(seed, steps, run) == 0 {
		return 0, false
	}
	return float64(seed >> 11), true
}

// spinPart is the number of steps, of some milliseconds, between two looks whether the run ends.
const spinPart = 1 << 22

// spinOn does the given number of steps from x, which is not 0, and returns where they lead to. Where
// the run ends it does fewer and returns 0, which no steps lead to.
func spinOn(x uint64, steps int, run *ending) uint64 {
	for ; steps > spinPart; steps -= spinPart {
		if x = spin(x, spinPart); run.over() {
			return 0
		}
	}
	return spin(x, steps)
}

// spin does the given number of steps from x, each of which needs the result of the one before:
// G. Marsaglia's xorshift (J. Stat. Softw. 8 (2003) 14), a permutation of the numbers except 0.
//
//go:noinline
func spin(x uint64, steps int) uint64 {
	for range steps {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	return x
}

// stepsPerNanosecond returns the best of several short trials, because disturbances only make a
// trial slower.
func stepsPerNanosecond() float64 {
	const trials, steps = 15, 100_000
	best := time.Duration(1<<63 - 1)
	x := uint64(1)
	for range trials {
		start := time.Now()
		x = spin(x, steps)
		best = min(best, time.Since(start))
	}
	return steps / float64(max(best, 1))
}

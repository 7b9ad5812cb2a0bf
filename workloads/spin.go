package workloads

import (
	"time"

	"serialfraction/harness"
)

const spinSummary = "a fixed amount of integer arithmetic for every row, with a known serial part"

var spinSpec = Spec{
	Name:    "spin",
	Summary: spinSummary,
	Bound:   "CPU",
	Data:    "synth:rows=8192,cols=2",
	Params:  spinParams,
	New:     newSpin,
}

var spinParams = []Param{
	{"plant", "0", "run this share of the whole work serially: the S that should be found"},
	{"row-cost", "20us", "work of one row, as the time it takes alone on this machine"},
}

// newSpin returns a workload of pure arithmetic. The work of a row is a number of
// steps, measured once here to take row-cost on an idle CPU, and then fixed, so
// that a machine that slows down under load shows it. The output, hash, depends
// on the number of the row alone.
func newSpin(ds *harness.Dataset, args Args) (harness.Workload, error) {
	s := newSettings(spinParams, args)
	share, cost := s.share("plant"), s.duration("row-cost")
	if s.err != nil {
		return harness.Workload{}, s.err
	}
	serial, err := planted(share, ds.NumRows(), cost)
	if err != nil {
		return harness.Workload{}, err
	}
	rate := stepsPerNanosecond()
	steps := max(int(float64(cost)*rate), 1)
	w := harness.Workload{Name: "spin", Summary: spinSummary, Outputs: []string{"hash"},
		Kernel: func(dst []float64, c harness.Chunk) {
			for i := range c.Rows {
				dst[i] = spinHash(c.Row+i, steps)
			}
		}}
	if serial > 0 {
		serialSteps := int(float64(serial) * rate)
		w.Begin = func() { spinHash(0, serialSteps) }
	}
	return w, nil
}

// spinHash takes the given number of steps, each of which needs the one before,
// and returns a hash of row that they have no part in: a step is G. Marsaglia's
// xorshift (J. Stat. Softw. 8 (2003) 14), a permutation of the numbers that are
// not 0, so it never arrives at 0 and only the compiler does not know that.
//
//go:noinline
func spinHash(row, steps int) float64 {
	seed := (uint64(row) + 1) * 0x9E3779B97F4A7C15 // odd, so 0 only for row = −1
	x := seed
	for range steps {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
	}
	if x == 0 {
		return 0
	}
	return float64(seed >> 11)
}

// stepsPerNanosecond is the best of several short trials: what disturbs a trial
// only makes it slower.
func stepsPerNanosecond() float64 {
	const trials, steps = 15, 100_000
	best := time.Duration(1<<63 - 1)
	for i := range trials {
		start := time.Now()
		spinHash(i, steps)
		best = min(best, time.Since(start))
	}
	return steps / float64(max(best, 1))
}

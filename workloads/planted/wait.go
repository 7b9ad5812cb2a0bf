package planted

import (
	"time"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

const waitSummary = "a wait for every row that uses no CPU, with a known serial part"

// Wait is the entry of the workload in the table.
var Wait = spec.Workload{
	Name:    "wait",
	Summary: waitSummary,
	Bound:   "waiting",
	Data:    spec.Data{Source: "synth:rows=%d,cols=2", Rows: 2048, Memory: rowMemory, Cost: rowCost(waitParams), Waits: true},
	Params:  waitParams,
	Example: "--row-cost 250us --plant 0.05",
	New:     newWait,
	Takes:   takes(waitParams),
}

var waitParams = append([]spec.Param{
	{Name: "row-cost", Default: "1ms", Time: true, Usage: "the `TIME` that one row takes"},
}, plantParams...)

// newWait returns a workload whose rows each take the time row-cost without using the CPU, so
// that many workers can be compared on few CPUs. The output is the number of the row.
func newWait(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(waitParams, args)
	cost, planted, weight := s.Duration("row-cost"), plantsOf(s), weightsOf(s, ds.NumRows())
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	var run ending
	w := harness.Workload{Name: "wait", Summary: waitSummary, Outputs: []string{"row"}, Pace: cost, Heed: run.heed,
		Kernel: func(dst []float64, c harness.Chunk) {
			for i := range c.Rows {
				dst[i] = float64(c.Row + i)
			}
		}}
	if weight != nil {
		w.Weight = weight.of
	}
	err := planted.into(&w, float64(cost)*weight.of(0, ds.NumRows()),
		func(ns float64) { harness.Pause(time.Duration(ns), run.done) },
		func(ns float64) { harness.Idle(time.Duration(ns), run.done) })
	return w, err
}

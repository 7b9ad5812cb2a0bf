package workloads

import "serialfraction/harness"

const waitSummary = "a wait for every row that uses no CPU, with a known serial part"

var waitSpec = Spec{
	Name:    "wait",
	Summary: waitSummary,
	Bound:   "waiting",
	Data:    "synth:rows=2048,cols=2",
	Params:  waitParams,
	New:     newWait,
}

var waitParams = []Param{
	{Name: "plant", Default: "0", Usage: "wait this share of the whole time serially: the S that should be found"},
	{Name: "row-cost", Default: "1ms", Usage: "how long one row takes"},
}

// newWait returns a workload whose rows take row-cost each and no CPU, so that
// many workers can be told apart on few CPUs. The output is the number of the row.
func newWait(ds *harness.Dataset, args Args) (harness.Workload, error) {
	s := newSettings(waitParams, args)
	share, cost := s.share("plant"), s.duration("row-cost")
	if s.err != nil {
		return harness.Workload{}, s.err
	}
	serial, err := planted(share, ds.NumRows(), cost)
	if err != nil {
		return harness.Workload{}, err
	}
	w := harness.Workload{Name: "wait", Summary: waitSummary, Outputs: []string{"row"}, Pace: cost,
		Kernel: func(dst []float64, c harness.Chunk) {
			for i := range c.Rows {
				dst[i] = float64(c.Row + i)
			}
		}}
	if serial > 0 {
		w.Begin = func() { harness.Pause(serial) }
	}
	return w, nil
}

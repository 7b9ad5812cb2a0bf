package planted

import (
	"context"
	"fmt"
	"math"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/workloads/spec"
)

// plants are known losses. Each is a share of the whole work at N = 1 that is done, or waited
// for, where workers cannot share it. The rest is the rows.
type plants struct {
	split, merge    float64 // done by one thread, before and after the workers
	spawn, dispatch float64 // done by every worker, at its start and before its first chunk
}

// plantParams are the settings of plants and of weights.
var plantParams = []spec.Param{
	{Name: "plant", Default: "0", Usage: "do this `SHARE` of the whole work serially, before the workers begin: the S that should be found, as split"},
	{Name: "plant-merge", Default: "0", Usage: "do this `SHARE` serially after the workers: as much more S, as merge"},
	{Name: "plant-spawn", Default: "0", Usage: "let the start of every worker take this `SHARE`: as much more S, as spawn"},
	{Name: "plant-dispatch", Default: "0", Usage: "let every worker wait this `SHARE` for its first chunk: as much more S, as dispatch"},
	{Name: "imbalance", Default: "0", Usage: "vary the cost of the rows, lognormally with the coefficient of variation `CV` and the same mean"},
}

// rowMemory is about the memory of a row of two values with its id and its answer, in bytes.
const rowMemory = 80

// takes returns what a workload of one output has in memory beside its rows: the weights of rows
// that cost unlike amounts.
func takes(params []spec.Param) func(spec.Args, spec.Rows) spec.Memory {
	return func(args spec.Args, _ spec.Rows) spec.Memory {
		m := spec.Memory{Outputs: 1}
		if spec.Read(params, args).Text("imbalance") != "0" {
			m.Rest = machine.Need{{What: "the costs of rows", Row: 8}}
		}
		return m
	}
}

// rowCost returns the Cost of a workload that has the setting row-cost among params.
func rowCost(params []spec.Param) func(spec.Args) time.Duration {
	return func(args spec.Args) time.Duration { return spec.Read(params, args).Duration("row-cost") }
}

// plantsOf reads the settings of plantParams except the last.
func plantsOf(s *spec.Settings) plants {
	p := plants{s.Share("plant"), s.Share("plant-merge"), s.Share("plant-spawn"), s.Share("plant-dispatch")}
	if p.total() >= 1 {
		s.Fail("plant", s.Text("plant"), fmt.Sprintf("the planted shares add up to %g and leave nothing for the rows: plant less than 1 in all", p.total()))
	}
	return p
}

func (p plants) total() float64 { return p.split + p.merge + p.spawn + p.dispatch }

// most is a limit on the work, in any unit, that no real work reaches.
const most = math.MaxInt64 / 4

// into plants the shares in w. parallel is the work of the rows of w. alone does an amount of
// work, in the same unit, while all other threads are idle; beside does it beside other
// workers. A share of the whole is parallel·share/(1 − the sum of all shares).
func (p plants) into(w *harness.Workload, parallel float64, alone, beside func(amount float64)) error {
	whole := parallel / (1 - p.total())
	if whole > most {
		return &harness.FlagError{Flag: "plant", Value: fmt.Sprint(p.split),
			Want: "with these rows the serial part would never end: plant less, or make the rows cheaper"}
	}
	if d := p.split * whole; d > 0 {
		w.Begin = func() { alone(d) }
	}
	if d := p.merge * whole; d > 0 {
		w.Finish = func(*harness.Table) { alone(d) }
	}
	if d := p.dispatch * whole; d > 0 {
		w.BeforeFirstChunk = func() { beside(d) }
	}
	if d := p.spawn * whole; d > 0 {
		kernel, newWorker := w.Kernel, w.NewWorker
		w.NewWorker = func(ctx context.Context) (harness.Worker, error) {
			beside(d)
			if newWorker != nil {
				return newWorker(ctx)
			}
			return harness.Stateless(kernel), nil
		}
	}
	return nil
}

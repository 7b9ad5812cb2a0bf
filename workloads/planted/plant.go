package planted

import (
	"context"
	"fmt"
	"math"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
)

// plants are known losses: each is the share of the work of one worker that is done,
// or waited for, where it cannot be shared. What is left is the rows.
type plants struct {
	split, merge    float64 // alone, before and after the workers
	spawn, dispatch float64 // by every worker, at its start and for its first chunk
}

// plantParams are the settings of plants and of weights.
var plantParams = []spec.Param{
	{Name: "plant", Default: "0", Usage: "do this `SHARE` of the whole work serially, before the workers begin: the S that should be found, as split"},
	{Name: "plant-merge", Default: "0", Usage: "do this `SHARE` serially after the workers: as much more S, as merge"},
	{Name: "plant-spawn", Default: "0", Usage: "let the start of every worker take this `SHARE`: as much more S, as spawn"},
	{Name: "plant-dispatch", Default: "0", Usage: "let every worker wait this `SHARE` for its first chunk: as much more S, as dispatch"},
	{Name: "imbalance", Default: "0", Usage: "let the rows cost unlike, lognormally with the coefficient of variation `CV` about the same mean"},
}

// plantsOf reads the settings of plantParams but the last.
func plantsOf(s *spec.Settings) plants {
	p := plants{s.Share("plant"), s.Share("plant-merge"), s.Share("plant-spawn"), s.Share("plant-dispatch")}
	if p.total() >= 1 {
		s.Fail("plant", s.Text("plant"), fmt.Sprintf("the planted shares add up to %g and leave nothing for the rows: plant less than 1 in all", p.total()))
	}
	return p
}

func (p plants) total() float64 { return p.split + p.merge + p.spawn + p.dispatch }

// most is more work than will ever be done, in any unit.
const most = math.MaxInt64 / 4

// into plants the shares in w. parallel is the work of its rows, in the unit that
// alone and beside take: they do an amount of it while all else is idle, and beside
// other workers. A share of the whole is then parallel·share/(1 − all shares).
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

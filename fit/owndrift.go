package fit

import "math"

// Drift returns the change of what the program does beside its work, in the course of the sweep
// that o was read from; nil where none is seen. runs and blocks are those of o. The machine has
// no part in it, so a program that is the same throughout has none, whatever the load.
//
// Whether the order of the blocks matters is asked of the overhead, as [Fit.Drift] asks it of the
// times. S of the last third must differ from that of the first by more than its noise, and by
// half of the width of the interval that the scatter of all runs explains.
func (o *OwnSerial) Drift(runs []SplitRun, blocks []int) *Drift {
	overhead := make([]Observation, len(runs))
	for i, r := range runs {
		overhead[i] = Observation{r.Workers, r.Overhead}
	}
	ids, series := byBlock(overhead, blocks)
	if len(ids) < driftLeast {
		return nil
	}
	d := &Drift{P: orderMatters(series), Blocks: len(ids) / 3}
	if !(d.P < driftLevel) {
		return nil
	}
	var of [2]*OwnSerial
	early, late := thirds(overhead, blocks, ids)
	for k, part := range [][]int{early, late} {
		var err error
		if of[k], err = OwnSerialOf(pick(runs, part), nil, nil, o.SerialFraction.Level); err != nil || of[k].Model != o.Model {
			return nil
		}
	}
	d.First, d.Last = of[0].SerialFraction, of[1].SerialFraction
	if by := math.Abs(d.Last.Value - d.First.Value); !(by > math.Hypot(of[0].scatter, of[1].scatter) && by >= o.scatter) {
		return nil
	}
	return d
}

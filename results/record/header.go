package record

import (
	"cmp"
	"runtime"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// NewHeader returns the header of a sweep that starts now on this machine, with all that
// follows from the sweep, its end and its trials. All headers are made here, so that a
// sweep means the same whoever began it. The first trial is the one that is fitted. The
// others are its control and its alternative, at most one of each, in any order.
//
// The caller adds the rest: Version, Command, Request and Args of a command line, the Tile
// of its data, the times of loading and starting, what was forced, and the probe.
// [results.Header.Answers] sets the fields that follow from the answers.
func NewHeader(s harness.Sweep, stop Stop, trials ...harness.Trial) (results.Header, error) {
	h, err := results.HeaderOf(trials...)
	if err != nil {
		return h, err
	}
	h.Time, h.Build, h.Machine = time.Now(), results.ThisBuild(), machine.This()
	h.GOMAXPROCS, h.Parking = runtime.GOMAXPROCS(0), trials[0].Parking()
	h.Balanced, h.Design = s.Balanced, s.Design.Runs(h.Workers)
	h.Seed, h.Warmup, h.Repeats = s.Seed, s.Warmup, cmp.Or(stop.Blocks, s.Blocks)
	h.Precision, h.MaxTime = stop.Precision, stop.MaxTime
	_, err = results.EncodeHeader(h) // fails on what a result file cannot hold
	return h, err
}

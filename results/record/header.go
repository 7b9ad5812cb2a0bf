package record

import (
	"cmp"
	"runtime"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// NewHeader returns the header of a sweep that starts now on this machine: all that
// the sweep, its end and its trials tell. It is the only maker of headers, so that a
// sweep means the same whoever began it. The first trial is the one that is fitted;
// the others, in any order and one of each, are its control and its alternative.
//
// What no trial tells is the caller's to add: the Version, Command, Request and Args
// of a command line, the Tile of its data, what loading and starting took, what was
// forced, and the probe. [results.Header.Answers] adds what the answers tell.
func NewHeader(s harness.Sweep, stop Stop, trials ...harness.Trial) (results.Header, error) {
	h, err := results.HeaderOf(trials...)
	if err != nil {
		return h, err
	}
	h.Time, h.Build, h.Machine = time.Now(), results.ThisBuild(), machine.This()
	h.GOMAXPROCS = runtime.GOMAXPROCS(0)
	h.Seed, h.Warmup, h.Repeats = s.Seed, s.Warmup, cmp.Or(stop.Blocks, s.Blocks)
	h.Precision, h.MaxTime = stop.Precision, stop.MaxTime
	_, err = results.EncodeHeader(h) // refuses what no result file can have
	return h, err
}

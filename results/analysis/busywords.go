package analysis

import (
	"fmt"

	"serialfraction/results/number"
)

// Sentence returns what took the CPUs, where it took most and how much, without a full stop:
// "at N = 2 other work had the CPUs for 38 % of the time of the runs". [BusyMachine.Cure]
// returns what to do about it.
func (b *BusyMachine) Sentence() string {
	share := number.Percent(b.Share)
	if b.estimated {
		share = "about " + share
	}
	if b.Quota {
		return fmt.Sprintf("at N = %d the CPU quota stopped the workers for %s of the time of the runs", b.Workers, share)
	}
	return fmt.Sprintf("at N = %d other work had the CPUs for %s of the time of the runs", b.Workers, share)
}

// Cure returns what to do about it.
func (b *BusyMachine) Cure() string {
	if b.Quota {
		return "raise the CPU quota, or sweep fewer workers"
	}
	return "sweep again on a quiet machine"
}

// Taker returns what took the CPUs of a sweep with a name, for a reader of several sweeps.
func (b *BusyMachine) Taker(of string) string {
	if b.Quota {
		return "the CPU quota of " + of
	}
	return "other work on the machine of " + of
}

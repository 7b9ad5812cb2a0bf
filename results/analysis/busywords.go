package analysis

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/doctor"
	"serialfraction/results/number"
)

// Sentence returns what took the CPUs, where it took most and how much, without a full stop:
// "at N = 2 other work had the CPUs for 38 % of the time of the runs". [BusyMachine.Cure]
// returns what to do about it.
func (b *BusyMachine) Sentence() string {
	text := fmt.Sprintf("at N = %d other work had the CPUs for %s of the time of the runs", b.Workers, b.share())
	switch {
	case b.Quota:
		text = fmt.Sprintf("at N = %d the CPU quota stopped the workers for %s of the time of the runs", b.Workers, b.share())
	case b.turns:
		text = fmt.Sprintf("at N = %d other work, or the program's own processes, had the CPUs for %s of the time of the runs", b.Workers, b.share())
	}
	if !b.OfTime() { // it counts for what it does to S
		switch part := number.Significant(math.Abs(b.SerialFraction), 2); {
		case b.SerialFraction > 0:
			text += " and added " + part + " to S"
		case b.SerialFraction < 0:
			text += " and hid " + part + " of S"
		}
	}
	return text
}

// share returns the share of the time in words: as it was measured, or as it was estimated and
// from above.
func (b *BusyMachine) share() string {
	share, most := number.Percent(b.Share), number.Percent(b.most)
	switch {
	case !b.estimated:
		return share
	case b.most <= 0 || share == most:
		return "about " + share
	case b.Share < doctor.InterferenceShare:
		return "up to " + most
	}
	return "about " + share + ", at most " + most + ","
}

// Cure returns what to do about it.
func (b *BusyMachine) Cure() string {
	switch {
	case b.Quota:
		return "raise the CPU quota, or sweep fewer workers"
	case b.turns:
		return "sweep again on a quiet machine, or with fewer workers"
	}
	return "sweep again on a quiet machine"
}

// Taker returns what took the CPUs: "other work".
func (b *BusyMachine) Taker() string {
	switch {
	case b.Quota:
		return "the CPU quota"
	case b.turns:
		return "other work, or the program's own processes"
	}
	return "other work"
}

// Allowance returns the clause about what the ceiling may be without what other work took: "without the
// waits for a CPU the ceiling may be up to 38x". most is that of the runs. It is "" where the two are
// about the same, and where S is no property of the job, which has no ceiling then.
func (b *BusyMachine) Allowance(most fit.Interval) string {
	const without = "without the waits for a CPU the ceiling "
	if b.Made {
		return ""
	}
	if b.Ceiling == nil {
		return without + "is not known"
	}
	lower, higher := b.Ceiling.Lo < most.Lo*(1-leastLoad), b.Ceiling.Hi > most.Hi*(1+leastLoad)
	low, high := number.Factor(b.Ceiling.Lo), number.Factor(b.Ceiling.Hi)
	if math.IsInf(b.Ceiling.Hi, 1) {
		high = "any speed-up"
	}
	switch {
	case lower && higher:
		return without + "may be from " + low + " up to " + high
	case higher:
		return without + "may be up to " + high
	case lower:
		return without + "may be down to " + low
	}
	return ""
}

// TakerOf returns what took the CPUs of a sweep with a name, for a reader of several sweeps.
func (b *BusyMachine) TakerOf(name string) string {
	if b.Quota {
		return "the CPU quota of " + name
	}
	return "other work on the machine of " + name
}

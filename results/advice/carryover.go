package advice

import (
	"fmt"
	"math"

	"serialfraction/results/number"
)

// CarriedOver is the fact that times depend on the N of the run before.
type CarriedOver struct {
	nothing
	Workers int     // N of the run before that changes times most
	Runs    int     // that followed it
	Own     int     // of these, at the same N
	Loads   int     // number of N
	Share   float64 // of its time that such a run takes more than after other N
	P       float64 // of so large a dependence by chance
}

// Code returns CarryOver.
func (CarriedOver) Code() Code { return CarryOver }

// Message names the N before, by how much times change after it, and what to do.
func (c CarriedOver) Message() string {
	longer := "longer"
	if c.Share < 0 {
		longer = "shorter"
	}
	return fmt.Sprintf("times depend on the run before (p = %.1g): the %d runs after one at N = %d take %s %s than after other N; the order spreads that over all N%s: let the machine rest between runs, or cool it",
		c.P, c.Runs, c.Workers, number.Percent(math.Abs(c.Share)), longer, c.fewOwn())
}

// fewOwn names the N that itself has fewer than its share of these runs, because it follows
// itself only from one block to the next; "" where it has its share.
func (c CarriedOver) fewOwn() string {
	if c.Own*c.Loads >= c.Runs {
		return ""
	}
	return fmt.Sprintf(", though less over N = %d itself (%d of these %d)", c.Workers, c.Own, c.Runs)
}

// VariesByBlock is the fact that S differs between the blocks of runs.
type VariesByBlock struct {
	nothing
	Blocks int
	P      float64 // of so much difference by chance
}

// Code returns BlocksDiffer.
func (VariesByBlock) Code() Code { return BlocksDiffer }

// Message names what the interval is made from, and what to look for.
func (v VariesByBlock) Message() string {
	return fmt.Sprintf("S differs between the %d blocks of runs by more than their scatter (p = %.1g): the runs of a block are no independent evidence, so the interval of S also allows for the scatter of the blocks; more blocks narrow it, but find what changes from minute to minute", v.Blocks, v.P)
}

package report

import (
	"fmt"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/record"
)

// Progress writes where a sweep stands after a block, on one line without its
// end: "block  12    84 runs  12.3 s  S = 0.0132 (0.0118–0.0149)". Within a block it is
// the blocks before it, and within the warm-up "warm-up      3 runs  1m12s". An S that
// says nothing yet is not shown. Lines of one sweep stand under each other.
func Progress(p record.Progress) string {
	if p.Within && p.Block == 0 && p.Runs == 0 {
		return fmt.Sprintf("warm-up    %s  %7s", runColumn(p.Warmup), number.Elapsed(p.Elapsed))
	}
	s := "S not known yet"
	if p.SerialFraction != nil && !number.Vague(*p.SerialFraction) {
		s = "S " + number.Serial(*p.SerialFraction)
	}
	return fmt.Sprintf("block %3d  %s  %7s  %s", p.Block, runColumn(p.Runs), number.Elapsed(p.Elapsed), s)
}

// runColumn counts runs in a column.
func runColumn(n int) string { return fmt.Sprintf("%5d %-4s", n, wording.Plural(n, "run")) }

package report

import (
	"fmt"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/record"
)

// Progress returns the state of a sweep after a block as one line, without a line end:
// "block  12    84 runs  12.3 s  S = 0.0132 (0.0118–0.0149)". Within a block the line counts
// the blocks before it; within the warm-up it is "warm-up      3 runs  1m12s". An S with too
// wide an interval is not shown. The columns of all lines of a sweep are aligned.
func Progress(p record.Progress) string {
	if p.Within && p.Block == 0 && p.Runs == 0 {
		return fmt.Sprintf("warm-up    %s  %7s", runColumn(p.Warmup), number.Elapsed(p.Elapsed))
	}
	s := "S not known yet"
	if p.SerialFraction != nil && !number.Vague(*p.SerialFraction) {
		s = "S " + number.Serial(*p.SerialFraction)
		if p.SerialFraction.Hi >= 1 {
			s += ": no gain so far"
		}
	}
	return fmt.Sprintf("block %3d  %s  %7s  %s", p.Block, runColumn(p.Runs), number.Elapsed(p.Elapsed), s)
}

// runColumn counts runs in a column.
func runColumn(n int) string { return fmt.Sprintf("%5d %-4s", n, wording.Plural(n, "run")) }

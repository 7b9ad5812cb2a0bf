package report

import (
	"fmt"

	"serialfraction/results/number"
	"serialfraction/results/record"
)

// Progress writes where a sweep stands after a block, on one line without its
// end: "block  12    84 runs  12.3 s  S = 0.0132 (0.0118–0.0149)". An S that says
// nothing yet is not shown. Lines of one sweep stand under each other.
func Progress(p record.Progress) string {
	s := "S not known yet"
	if p.SerialFraction != nil && !number.Vague(*p.SerialFraction) {
		s = "S " + number.Serial(*p.SerialFraction)
	}
	return fmt.Sprintf("block %3d  %5d runs  %7s  %s", p.Block, p.Runs, number.Elapsed(p.Elapsed), s)
}

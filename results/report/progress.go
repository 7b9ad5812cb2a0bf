package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/record"
)

// Progress returns the state of a sweep after a block as one line, without a line end:
// "block  12    84 runs    3m20s  40 s left  program = 0.0098 (0.0091–0.0106), S = 0.0132
// (0.0118–0.0149)". The program's own S comes first: S changes with the load. Within a
// block the line counts the blocks before it; within the warm-up it is "warm-up      3 runs
// 1m12s". The columns of all lines of a sweep are aligned but for the time that is left.
func Progress(p record.Progress) string {
	if warming(p) {
		return fmt.Sprintf("warm-up    %s  %7s", runColumn(p.Warmup), number.Elapsed(p.Elapsed)) + joined("  ", left(p.Outlook))
	}
	return fmt.Sprintf("block %3d  %s  %7s", p.Block, runColumn(p.Runs), number.Elapsed(p.Elapsed)) + joined("  ", left(p.Outlook), soFar(p)[0]+gainless(p))
}

// wide is the number of columns from which a live line has room for the time so far and for
// words about S.
const wide = 110

// Live returns the state of a sweep as a line that is overwritten, for a terminal of so many
// columns: a bar of the runs that are done, the time that is left and what ends the sweep
// then, and S so far, as exactly as there is room for.
func Live(p record.Progress, columns int) string {
	what, done := fmt.Sprintf("%d/%d runs", p.Runs, p.Outlook.Runs), float64(p.Runs)/max(1, float64(p.Outlook.Runs))
	if p.Outlook.By == record.Unknown {
		what, done = wording.Count(p.Runs, "run"), 0
	}
	elapsed, more := "", ""
	if columns >= wide {
		elapsed, more = number.Elapsed(p.Elapsed), gainless(p)
	}
	if warming(p) {
		return bar(done, columns/8) + joined("  ", "warm-up, "+wording.Count(p.Warmup, "run"), elapsed, left(p.Outlook))
	}
	line := ""
	for _, known := range soFar(p) {
		line = bar(done, columns/8) + joined("  ", what, elapsed, left(p.Outlook), known+more)
		if utf8.RuneCountInString(line) < columns {
			break
		}
	}
	return line
}

// warming reports whether a sweep is in its warm-up.
func warming(p record.Progress) bool { return p.Within && p.Block == 0 && p.Runs == 0 }

// soFar returns S so far in words, the longest first. An S with too wide an interval is not
// shown.
func soFar(p record.Progress) []string {
	name := "S "
	if p.Scaled {
		name = "scaled S "
	}
	if unknown(p) {
		return []string{name + "not known yet"}
	}
	here := *p.SerialFraction
	if p.Program == nil || number.Vague(*p.Program) {
		return []string{name + number.Serial(here)}
	}
	own := *p.Program
	return []string{
		"program " + number.Serial(own) + ", S " + number.Serial(here),
		"program " + number.SerialShort(own) + ", S " + number.Serial(here),
		"program " + number.SerialShort(own) + ", S " + number.SerialShort(here),
		"program " + number.SerialShort(own),
	}
}

// gainless returns what follows an S so far that no number of workers gains anything by.
func gainless(p record.Progress) string {
	if unknown(p) || p.SerialFraction.Hi < 1 {
		return ""
	}
	return ": no gain so far"
}

func unknown(p record.Progress) bool {
	return p.SerialFraction == nil || number.Vague(*p.SerialFraction)
}

// left returns how long a sweep still takes; "" where that is not known, and at the end.
func left(o record.Outlook) string {
	if o.By == record.Unknown || o.Left <= 0 {
		return ""
	}
	return number.Estimated(o.Left) + " left" + map[record.Ending]string{record.ByPrecision: " (precision)", record.ByTime: " (time limit)"}[o.By]
}

// bar returns a bar of so many cells, filled up to a share from 0 to 1.
func bar(share float64, cells int) string {
	full := int(share * float64(cells))
	full = min(max(0, full), cells)
	return strings.Repeat("█", full) + strings.Repeat("░", cells-full)
}

// joined returns the texts that are not empty, each after a separator.
func joined(separator string, texts ...string) string {
	line := ""
	for _, text := range texts {
		if text != "" {
			line += separator + text
		}
	}
	return line
}

// runColumn counts runs in a column.
func runColumn(n int) string { return fmt.Sprintf("%5d %-4s", n, wording.Plural(n, "run")) }

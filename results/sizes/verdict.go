package sizes

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// serial writes a serial fraction: "0.0132 (0.0118–0.0149)", "< 0.004".
func serial(i fit.Interval) string { return strings.TrimPrefix(number.Serial(i), "= ") }

// verdict concludes from the sizes that have an S of the job, and from all that have one of the
// program by itself.
func verdict(s *Study, known []Size) string {
	text := ""
	switch len(known) {
	case 0:
		text = "Cannot tell what S depends on: no size has an S of the job."
		if s.Largest != nil && len(s.Largest.Points) == 1 {
			return "Cannot tell what S depends on: only N = 1 was timed; sweep a second N too."
		}
	case 1:
		text = fmt.Sprintf("Cannot tell what S depends on: only %s have an S of the job, %s.", wording.Count(known[0].Rows, "row"), serial(*known[0].Serial))
	default:
		text = dependence("S", known, func(z Size) *fit.Interval { return z.Serial }) + fixedPart(s)
	}
	own := slices.DeleteFunc(slices.Clone(s.Sizes), func(z Size) bool { return z.Program == nil })
	if len(own) >= 2 {
		text += " " + dependence("The program's own S", own, func(z Size) *fit.Interval { return z.Program })
	}
	return strings.TrimSpace(text)
}

// dependence concludes whether an S depends on the rows: from the two ends, unless a size between
// them has an S above or below both.
func dependence(name string, all []Size, of func(Size) *fit.Interval) string {
	at := func(z Size) string { return serial(*of(z)) + " at " + wording.Grouped(z.Rows) }
	little, much := all[0], all[len(all)-1]
	for _, z := range all[1 : len(all)-1] {
		x, a, b := *of(z), *of(little), *of(much)
		if below(a, x, all) && below(b, x, all) || below(x, a, all) && below(x, b, all) {
			return fmt.Sprintf("%s changes with the rows, but not in one direction: %s rows, %s and %s. ", name, at(little), at(z), at(much))
		}
	}
	ends := at(little) + " rows and " + at(much) + ". "
	switch difference := Sum([]float64{1, -1}, []fit.Interval{*of(little), *of(much)}); {
	case difference.Lo > 0:
		return name + " is less with more rows: " + ends
	case difference.Hi < 0:
		return name + " is more with more rows: " + ends
	}
	return name + " is not seen to change with the rows: " + ends
}

// below reports whether a is below b for sure, at the level of all pairs of sizes together
// (Bonferroni), by normal quantiles.
func below(a, b fit.Interval, all []Size) bool {
	pairs := float64(len(all) * (len(all) - 1) / 2)
	wider := fit.NormalQuantile(1-(1-a.Level)/pairs) / fit.NormalQuantile(a.Level)
	d := Sum([]float64{1, -1}, []fit.Interval{b, a})
	return d.Value-wider*(d.Value-d.Lo) > 0
}

// fixedPart words what of the serial time is there whatever the rows.
func fixedPart(s *Study) string {
	switch f := s.FixedSeconds; {
	case f.Lo > 0:
		return fmt.Sprintf("Of the serial time, %s (%s–%s) is there whatever the rows.", number.Duration(f.Value), number.Duration(f.Lo), number.Duration(f.Hi))
	case f.Hi > 0:
		return "Of the serial time, less than " + number.Duration(f.Hi) + " is there whatever the rows."
	}
	return "The serial time grows with the rows, and faster than they do."
}

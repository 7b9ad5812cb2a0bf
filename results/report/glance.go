package report

import (
	"strings"

	"serialfraction/results/analysis"
)

// Glance returns a report for a screen that is looked at while a sweep runs: the fit so far, the plot and the
// causes, in at most high lines of at most the width of the style. Where that is too few, the plot is lower;
// where it is too few even so, the causes are left out, and then the plot. The fit is always there.
func Glance(a *analysis.Report, s Style, high int) []string {
	const around, lowest = 6, 6 // lines around a plot, and those of the lowest that shows anything
	t := newTerminal(s)
	t.Fact("fit", fitItems(a))
	shown := linesOf(t)
	plot := min(usualPlot, high-len(shown)-around)
	if plot < lowest {
		return shown
	}
	t.plot(a, plot)
	shown = linesOf(t)
	t.causes(a)
	if all := linesOf(t); len(all) <= high {
		return all
	}
	return shown
}

// usualPlot is how many lines a plot has where there is room for all.
const usualPlot = 16

func linesOf(t *terminal) []string {
	return strings.Split(strings.TrimRight(t.String(), "\n"), "\n")
}

package report

import (
	"strconv"
	"strings"

	"serialfraction/results"
	"serialfraction/results/figures"
)

const (
	axisWidth   = 7  // columns of the labels and the line left of a plot
	labelMargin = 14 // columns for the names of the lines right of it
)

// plot draws speed-up against N, both logarithmic: the ideal line, the fitted
// curve with its band, the ceiling, and what was measured.
func (t *terminal) plot(a *results.Analysis) {
	if len(a.Points) < 2 {
		return
	}
	t.gap()
	ax := newAxes(a.Points, t.width-axisWidth-labelMargin-1, min(max(t.width/5, 16), 28))
	c := newCanvas(ax.wide()+labelMargin, ax.high())
	fitted := newCurve(a.Points)
	band := drawBand(c, ax, fitted)
	drawIdeal(c, ax)
	drawCurve(c, ax, fitted, a.FittedWorkers)
	drawCeiling(c, ax, a.MaxSpeedup)
	drawPoints(c, ax, a.Points)
	nameLines(c, ax, fitted, a.MaxSpeedup)

	t.lines(t.paint("speed-up", dim))
	for y := range ax.high() {
		t.lines(t.paint(yTick(ax, y), dim) + c.row(y, t.painter))
	}
	t.lines(t.paint(xRule(ax), dim), t.paint(xLabels(ax), dim))
	for _, line := range wrapItems(legend(a, len(fitted) > 0, band), t.width-axisWidth) {
		t.lines(strings.Repeat(" ", axisWidth) + t.paint(line, dim))
	}
}

// yTick returns the labels and the axis left of row y.
func yTick(ax axes, y int) string {
	up := ax.high() - 1 - y
	if up%ax.perY != 0 {
		return strings.Repeat(" ", axisWidth-1) + "│"
	}
	return pad(powerLabel(ax.bottom+up/ax.perY), axisWidth-2, true) + " ┤"
}

// xRule returns the axis below the plot, with a tick at each power of two.
func xRule(ax axes) string {
	return strings.Repeat(" ", axisWidth-1) + "└" +
		strings.Repeat("┴"+strings.Repeat("─", ax.perX-1), ax.right-ax.left) + "┴"
}

// xLabels returns the powers of two below their ticks.
func xLabels(ax axes) string {
	every := 1 + (len(powerLabel(ax.right))+1)/ax.perX
	line := ""
	for e := ax.left; e <= ax.right; e += every {
		line = pad(line, axisWidth+(e-ax.left)*ax.perX, false) + powerLabel(e)
	}
	return line + " workers"
}

// legend explains the signs that the plot uses.
func legend(a *results.Analysis, fitted, band bool) []string {
	var items []string
	var used, unused bool
	for _, p := range a.Points {
		used, unused = used || p.Fitted, unused || !p.Fitted
	}
	if used {
		items = append(items, filled+" fitted")
	}
	if unused {
		items = append(items, hollow+" not fitted")
	}
	if fitted {
		items = append(items, "⣀⣀ curve")
		if len(a.FittedWorkers) > 0 && a.FittedWorkers[len(a.FittedWorkers)-1] < a.Points[len(a.Points)-1].Workers {
			items = append(items, "⣀ ⣀ beyond N = "+strconv.Itoa(a.FittedWorkers[len(a.FittedWorkers)-1]))
		}
		switch s := a.SerialFraction; {
		case s != nil && band:
			items = append(items, "░ "+figures.Level(*s)+" band")
		case s != nil:
			items = append(items, figures.Level(*s)+" band thinner than the curve")
		}
	}
	return items
}

package webpage

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A pointRow is a line of the table of points.
type pointRow struct {
	Mark, N, Runs, Time, TimeSpan, Speedup, SpeedupSpan, Efficiency, KarpFlatt, Law, Flags string
}

// pointRows returns the table that stands for the charts against N: each number that they draw.
func pointRows(a *analysis.Report) []pointRow {
	var times []fit.Interval
	for _, p := range a.Points {
		times = append(times, p.Seconds)
	}
	u := number.CommonUnit(times)
	var rows []pointRow
	for _, p := range a.Points {
		r := pointRow{Mark: "○", N: fmt.Sprint(p.Workers), Runs: fmt.Sprint(p.Runs), Time: u.Of(p.Seconds) + " " + u.Name, TimeSpan: number.PlusMinus(p.Seconds),
			Speedup: factor(p.Speedup.Value), SpeedupSpan: number.Span(p.Speedup, 2), Efficiency: number.Percent(p.Efficiency), KarpFlatt: number.None, Law: number.None,
			Flags: shown(strings.Join(p.Flags, ", "))}
		if p.Fitted {
			r.Mark = "●"
		}
		if p.KarpFlatt != nil {
			r.KarpFlatt = typeset(number.Fixed(*p.KarpFlatt, 4))
		}
		if p.FittedSpeedup != nil {
			r.Law = factor(p.FittedSpeedup.Value)
		}
		rows = append(rows, r)
	}
	return rows
}

package report

import (
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// answers draws predictions and solutions, their warnings, and the commands that settle
// those.
func (t *terminal) answers(a *curves.Analysis) {
	if len(a.Predictions) > 0 {
		t.Gap()
		t.Lines(predictionTable(a).Lines(t.Width, t.Painter)...)
		for _, p := range a.Predictions {
			if p.Warning != "" {
				t.Labelled("warning", draw.Yellow, draw.Clean(p.Warning), draw.Plain)
			}
		}
	}
	if len(a.Solutions) > 0 {
		t.Gap()
		t.Lines(solutionTable(a).Lines(t.Width, t.Painter)...)
		for _, s := range a.Solutions {
			if s.Warning != "" {
				t.Labelled("warning", draw.Yellow, s.Asked+": "+draw.Clean(s.Warning), draw.Plain)
			}
		}
	}
	var settle []string
	for _, fact := range advice.At(advice.Answer, a.Advice) {
		if !slices.Contains(settle, fact.Command) { // several N may need the same
			settle = append(settle, fact.Command)
			t.Command(draw.LabelWidth, fact.Command)
		}
	}
}

// predictionTable returns what further runs would give: the interval of a time or a
// throughput is one for a single run, that of a speed-up is the curve's. Where the mean is
// not the typical run the table is of the mean.
func predictionTable(a *curves.Analysis) draw.Table {
	n := draw.Column{Head: "predict N", Align: draw.Decimal}
	speed := draw.Column{Head: "speed-up", Align: draw.Decimal, Gap: 2}
	speedBand := draw.Column{Head: "of the curve", Gap: 2}
	value := draw.Column{Head: "per second", Align: draw.Decimal, Gap: 2}
	run := draw.Column{Head: "of one run", Gap: 2}
	var predicted []curves.MeanPrediction
	for _, p := range a.Predictions {
		of := curves.MeanPrediction{Seconds: p.Seconds, Throughput: p.Throughput, Speedup: p.Speedup}
		if p.Mean != nil {
			of, run.Head, speedBand.Head = *p.Mean, "of the mean", "of the mean"
		}
		predicted = append(predicted, of)
	}
	u := pointUnit(a.Points)
	if a.Quantity == curves.Time {
		value.Head = "time, " + u.Name
	}
	for i, p := range predicted {
		n.Cells = append(n.Cells, number.Workers(a.Predictions[i].Workers))
		speed.Cells = append(speed.Cells, speedup(p.Speedup.Value))
		speedBand.Cells = append(speedBand.Cells, ends(p.Speedup))
		i := p.Throughput
		if a.Quantity == curves.Time {
			i = scaledBy(p.Seconds, 1/u.Seconds)
		}
		value.Cells = append(value.Cells, number.Significant(i.Value, 4))
		run.Cells = append(run.Cells, significantSpan(i))
	}
	if a.Quantity == curves.Speedup {
		return draw.Table{Columns: []draw.Column{n, speed, speedBand}}
	}
	return draw.Table{Columns: []draw.Column{n, value, run, speed, speedBand}}
}

// significantSpan writes the ends of an interval above 0 with four digits.
func significantSpan(i fit.Interval) string {
	switch lo, hi := number.Finite(i.Lo) && i.Lo > 0, number.Finite(i.Hi); {
	case lo && hi && i.Lo < i.Hi:
		return number.Significant(i.Lo, 4) + "–" + number.Significant(i.Hi, 4)
	case lo && !hi:
		return "≥ " + number.Significant(i.Lo, 4)
	case hi && !lo:
		return "≤ " + number.Significant(i.Hi, 4)
	}
	return number.None
}

// solutionTable returns the numbers of workers that meet the targets.
func solutionTable(a *curves.Analysis) draw.Table {
	target := draw.Column{Head: "solve"}
	n := draw.Column{Head: "N", Align: draw.Decimal, Gap: 2}
	interval := draw.Column{Head: number.Level(fit.Interval{Level: a.Level}), Gap: 2}
	for _, s := range a.Solutions {
		at := number.Workers(s.Workers.Value)
		switch {
		case !s.Reachable:
			at = "no N"
		case !number.Finite(s.Workers.Value):
			at = "any N"
		}
		target.Cells = append(target.Cells, s.Asked)
		n.Cells = append(n.Cells, at)
		interval.Cells = append(interval.Cells, workersSpan(s.Workers))
	}
	return draw.Table{Columns: []draw.Column{target, n, interval}}
}

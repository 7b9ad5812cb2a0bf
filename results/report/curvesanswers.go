package report

import (
	"serialfraction/fit"
	"serialfraction/results/figures"
	"serialfraction/results/timings/curves"
)

// answers draws predictions and solutions.
func (t *terminal) answers(a *curves.Analysis) {
	if len(a.Predictions) > 0 {
		t.gap()
		t.lines(predictionGrid(a).lines(t.width, t.painter)...)
		for _, p := range a.Predictions {
			if p.Warning != "" {
				t.labelled("warning", yellow, clean(p.Warning), plain)
			}
		}
	}
	if len(a.Solutions) > 0 {
		t.gap()
		t.lines(solutionGrid(a).lines(t.width, t.painter)...)
		for _, s := range a.Solutions {
			if s.Warning != "" {
				t.labelled("warning", yellow, s.Target+": "+clean(s.Warning), plain)
			}
		}
	}
}

// predictionGrid returns what further runs would give: the interval of a time or a
// throughput is one for a single run, that of a speed-up is the curve's.
func predictionGrid(a *curves.Analysis) grid {
	n := column{head: "predict N", align: point}
	speed := column{head: "speed-up", align: point, gap: 2}
	speedBand := column{head: "of the curve", gap: 2}
	value := column{head: "per second", align: point, gap: 2}
	run := column{head: "of one run", gap: 2}
	var times []fit.Interval
	for _, p := range a.Predictions {
		times = append(times, p.Seconds)
	}
	u := commonUnit(times)
	if a.Quantity == curves.Time {
		value.head = "time, " + u.name
	}
	for _, p := range a.Predictions {
		n.cells = append(n.cells, count(p.Workers))
		speed.cells = append(speed.cells, speedup(p.Speedup.Value))
		speedBand.cells = append(speedBand.cells, ends(p.Speedup))
		i := p.Throughput
		if a.Quantity == curves.Time {
			i = scaledBy(p.Seconds, 1/u.seconds)
		}
		value.cells = append(value.cells, figures.Significant(i.Value, 4))
		run.cells = append(run.cells, significantSpan(i))
	}
	if a.Quantity == curves.Speedup {
		return grid{cols: []column{n, speed, speedBand}}
	}
	return grid{cols: []column{n, value, run, speed, speedBand}}
}

// significantSpan writes the ends of an interval above 0 with four digits.
func significantSpan(i fit.Interval) string {
	switch lo, hi := figures.Finite(i.Lo) && i.Lo > 0, figures.Finite(i.Hi); {
	case lo && hi && i.Lo < i.Hi:
		return figures.Significant(i.Lo, 4) + "–" + figures.Significant(i.Hi, 4)
	case lo && !hi:
		return "≥ " + figures.Significant(i.Lo, 4)
	case hi && !lo:
		return "≤ " + figures.Significant(i.Hi, 4)
	}
	return figures.None
}

// solutionGrid returns the numbers of workers that meet the targets.
func solutionGrid(a *curves.Analysis) grid {
	target := column{head: "solve"}
	n := column{head: "N", align: point, gap: 2}
	interval := column{head: figures.Level(fit.Interval{Level: a.Level}), gap: 2}
	for _, s := range a.Solutions {
		at := count(s.Workers.Value)
		switch {
		case !s.Reachable:
			at = "no N"
		case !figures.Finite(s.Workers.Value):
			at = "any N"
		}
		target.cells = append(target.cells, s.Target)
		n.cells = append(n.cells, at)
		interval.cells = append(interval.cells, workersSpan(s.Workers))
	}
	return grid{cols: []column{target, n, interval}}
}

package report

import (
	"fmt"
	"math"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/advice"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/timings/curves"
)

// A curveFact is a line of facts with its label.
type curveFact struct {
	label string
	items []string
}

// sourceOf returns the source of the readings, their quantity and their unit.
func sourceOf(a *curves.Analysis) []string {
	items := []string{}
	if a.Source != "" {
		items = append(items, a.Source)
	}
	if a.Name != "" && !strings.Contains(a.Source, a.Name) {
		items = append(items, "series "+a.Name)
	}
	what := string(a.Quantity)
	if a.Simulated {
		what = "simulated " + what
	}
	if a.Unit != "" {
		what += " in " + a.Unit
	}
	if a.Weak {
		what += ", weak scaling: the work grows with N"
	}
	return append(items, what)
}

// curveFacts returns the result of the chosen fit and its origin; nil without a fit.
func curveFacts(a *curves.Analysis) []curveFact {
	if a.ChosenModel == "" {
		return nil
	}
	var fits, marks []string
	if s := a.SerialFraction; s != nil {
		fits = append(fits, fmt.Sprintf("%s %s at %s (%s)", symbol(a), fraction(*s), number.Level(*s), a.SerialFractionOf))
	}
	if a.MeanStanding == advice.MeanApart {
		marks = append(marks, "of the mean time: "+symbol(a)+" "+fraction(*a.MeanSerialFraction))
	}
	var further []string // what holds as far as the law does
	switch {
	case a.Weak:
		fits = append(fits, "no ceiling: the work grows with N")
	case a.MaxSpeedup != nil && a.AssumedLaw != nil:
		further = append(further, "ceiling "+number.Ceiling(*a.MaxSpeedup))
	case a.MaxSpeedup != nil:
		fits = append(fits, "ceiling: "+number.Ceiling(*a.MaxSpeedup))
	}
	if p := a.PeakWorkers; p != nil {
		further = append(further, "fastest at N = "+workersAt(*p))
	}
	if h := a.HalfEfficient; h != nil {
		further = append(further, "50 % efficiency up to N = "+workersAt(*h))
	}
	if a.AssumedLaw != nil && len(further) > 0 {
		further[0] = a.AssumedLaw.If() + ": " + further[0]
	}
	marks = append(marks, further...)
	from := []string{"N = " + loadRange(a.FittedWorkers), wording.Count(a.Runs, "run"), a.ChosenModel + " model", a.Loss + " loss", a.Estimator.Title}
	if a.CPUs > 0 {
		from = append(from, number.Workers(a.CPUs)+" CPUs")
	}
	return []curveFact{{"fit", fits}, {"", marks}, {"from", from}, {"repeats", repeatItems(a.Contention)}}
}

// repeatItems returns S by the medians and by the minima.
func repeatItems(c *fit.Contention) []string {
	if c == nil {
		return nil
	}
	return []string{"S by the medians " + fraction(c.Median), "by the minima " + fraction(c.Minimum)}
}

// symbol returns the letter of a serial fraction: s of weak scaling is not S, because it is
// relative to a run that does more work.
func symbol(a *curves.Analysis) string {
	if a.Weak {
		return "s"
	}
	return "S"
}

// fraction writes a serial fraction that may have no interval at all.
func fraction(i fit.Interval) string {
	if math.IsInf(i.Lo, -1) && math.IsInf(i.Hi, 1) && number.Finite(i.Value) {
		return "= " + number.Fixed(i.Value, 4) + " (no interval)"
	}
	return number.Serial(i)
}

// workersAt writes a number of workers with its interval: "41.2 (33.0–57.1)".
func workersAt(i fit.Interval) string {
	if !number.Finite(i.Value) {
		if number.Finite(i.Lo) && i.Lo > 0 {
			return "any (from " + number.Workers(i.Lo) + ")"
		}
		return "any"
	}
	if span := workersSpan(i); span != number.None {
		return number.Workers(i.Value) + " (" + span + ")"
	}
	return number.Workers(i.Value)
}

// workersSpan writes the interval around a number of workers.
func workersSpan(i fit.Interval) string {
	switch lo, hi := number.Finite(i.Lo) && i.Lo > 0, number.Finite(i.Hi); {
	case lo && hi && i.Lo < i.Hi:
		return number.Workers(i.Lo) + "–" + number.Workers(i.Hi)
	case lo && !hi:
		return "≥ " + number.Workers(i.Lo)
	case hi && !lo:
		return "≤ " + number.Workers(i.Hi)
	}
	return number.None
}

// loadRange writes the fitted N: "1 and 2", "1..16".
func loadRange(ns []float64) string {
	whole := make([]int, 0, len(ns))
	for _, n := range ns {
		if n == math.Trunc(n) && n < 1e9 {
			whole = append(whole, int(n))
		}
	}
	if len(whole) == len(ns) {
		return workerRange(whole)
	}
	return number.Workers(ns[0]) + ".." + number.Workers(ns[len(ns)-1])
}

// summaryNote explains the question mark of the table; "" where it has none.
func summaryNote(all []*curves.Analysis) string {
	for _, a := range all {
		if a.ChosenModel != "" && (!a.Decided || a.AssumedLaw != nil) {
			return "? the runs do not show that this law holds, and the ceiling holds if it does"
		}
	}
	return ""
}

// summaryTable returns S and the ceiling of every series.
func summaryTable(all []*curves.Analysis) draw.Table {
	name := draw.Column{Head: "series"}
	s := draw.Column{Head: "S", Align: draw.Left, Gap: 2}
	most := draw.Column{Head: "ceiling", Gap: 2}
	model := draw.Column{Head: "model", Gap: 2}
	loads := draw.Column{Head: "N", Gap: 2, Drop: 1}
	runs := draw.Column{Head: "runs", Align: draw.Right, Gap: 2, Drop: 2}
	for _, a := range all {
		name.Cells = append(name.Cells, clipped(draw.Clean(a.Name), 28))
		cells := [3]string{number.None, number.None, "cannot tell"}
		if a.SerialFraction != nil {
			cells[0] = fraction(*a.SerialFraction)
			if a.Weak {
				cells[0] = symbol(a) + " " + cells[0] + " (weak)"
			}
		}
		if a.MaxSpeedup != nil {
			cells[1] = number.Ceiling(*a.MaxSpeedup)
		}
		switch {
		case a.ChosenModel != "" && a.Decided && a.AssumedLaw == nil:
			cells[2] = a.ChosenModel
		case a.ChosenModel != "":
			cells[2] = a.ChosenModel + "?"
		}
		s.Cells, most.Cells, model.Cells = append(s.Cells, cells[0]), append(most.Cells, cells[1]), append(model.Cells, cells[2])
		at := number.None
		if len(a.FittedWorkers) > 0 {
			at = loadRange(a.FittedWorkers)
		}
		loads.Cells = append(loads.Cells, at)
		runs.Cells = append(runs.Cells, wording.Grouped(a.Runs))
	}
	return draw.Table{Columns: []draw.Column{name, s, most, model, loads, runs}}
}

// clipped returns s in at most width columns.
func clipped(s string, width int) string {
	if draw.Width(s) <= width {
		return s
	}
	head, _ := draw.Cut(s, width-1)
	return head + "…"
}

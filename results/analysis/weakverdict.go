package analysis

import (
	"fmt"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// verdict concludes what N workers do in the time of one, and by what law.
func (w *Weak) verdict() string {
	last := -1
	for i, p := range w.Points {
		if p.Workers == w.At {
			last = i
		}
	}
	if last < 0 || w.At == 1 {
		return "Cannot tell: the sweep has N = 1 alone, and nothing grows."
	}
	p := w.Points[last]
	if number.Vague(*w.Serial) {
		return fmt.Sprintf("Cannot tell how many times the rows of one %s do in the time of one: the runs are too few or too noisy, scaled S %s.", wording.Count(p.Workers, "worker"), number.Serial(*w.Serial))
	}
	text := fmt.Sprintf("%s do %s times the rows of one in the time of one (%s), an efficiency of %s: scaled S %s.",
		wording.Count(p.Workers, "worker"), number.Significant(p.Speedup.Value, 3), number.Span(p.Speedup, 2), number.Percent(p.Efficiency.Value), number.Serial(*w.Serial))
	switch {
	case p.Oversubscribed:
		return text + " They took turns on the CPUs, so that no law was fitted."
	case w.OtherWork != nil && w.OtherWork.Made:
		return text + " That is no property of the job: " + w.OtherWork.Sentence() + "."
	case w.Gustafson == nil || w.Growing == nil:
		return text + " No law fits the runs."
	}
	gustafson := "s " + number.Serial(*w.Gustafson) + " at every N, by Gustafson's law"
	growing := "a serial time that grows with the rows, g " + number.Serial(*w.Growing) + " of the time of one worker"
	if w.Growing.Lo > 0 {
		growing += ", by which no N does more than " + number.Ceiling(w.Growing.Reciprocal())
	}
	switch w.Law {
	case ByGustafson:
		text += " The runs have " + gustafson
	case ByGrowing:
		text += " The runs have " + growing
	default:
		return text + " The runs have either " + gustafson + ", or " + growing + ": " + w.open()
	}
	if w.missed() {
		return text + ", but do not lie on that law: what other N do is not known."
	}
	return text + "."
}

// missed reports whether the runs do not lie on the law that explains them better.
func (w *Weak) missed() bool {
	return w.Law == ByGustafson && w.curve.Widened || w.Law == ByGrowing && w.line.Widened
}

// open words why both laws explain the runs.
func (w *Weak) open() string {
	if len(w.FittedWorkers) < 3 {
		return "two N do not show which."
	}
	return "the runs do not show which."
}

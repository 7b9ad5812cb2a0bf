package report

import (
	"serialfraction/results/advice"
	"serialfraction/results/report/draw"
)

// warnings draws the warnings, each with the command that settles it.
func (t *terminal) warnings(all []advice.Advice) {
	for i, a := range advice.At(advice.Warning, all) {
		if i == 0 {
			t.Gap()
		}
		t.Labelled("warning", draw.Yellow, draw.Clean(a.Message), draw.Plain)
		t.Command(draw.LabelWidth, a.Command)
	}
}

// verdict draws the verdict, and the commands that settle what it leaves open.
func (t *terminal) verdict(text string, all []advice.Advice) {
	t.Gap()
	for _, line := range draw.Wrap(draw.Clean(text), t.Width) {
		t.Lines(t.Paint(line, draw.Bold))
	}
	for _, a := range advice.At(advice.Verdict, all) {
		t.Command(0, a.Command)
	}
}

package report

import (
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/report/draw"
)

// warnings draws the warnings, each with the command that settles it.
func (t *terminal) warnings(all []advice.Advice) {
	for i, a := range warningsOf(all) {
		if i == 0 {
			t.Gap()
		}
		t.Labelled("warning", draw.Yellow, draw.Clean(a.Message), draw.Plain)
		t.Command(draw.LabelWidth, a.Command)
	}
}

// warningsOf returns the warnings for people: one of two N is left out where the verdict has it,
// with what settles both.
func warningsOf(all []advice.Advice) []advice.Advice {
	open := slices.ContainsFunc(advice.At(advice.Verdict, all), func(a advice.Advice) bool { return a.Code == advice.Code(fit.ShortSpan) })
	return slices.DeleteFunc(advice.At(advice.Warning, all), func(a advice.Advice) bool { return open && a.Code == advice.Code(fit.TwoLoads) })
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

package webpage

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
	"serialfraction/results/palette"
	"serialfraction/results/report"
)

// A verdictView is the first thing that a reader sees.
type verdictView struct {
	Headline string
	Text     string // the verdict of the report, word by word
	Tiles    []tileView
	ToDo     []report.Line
	Control  string
	Warnings []warningView
	Open     bool // the warnings are few enough to stand open
	Settle   []string
}

// A tileView is a number with what it means.
type tileView struct {
	Name, Value, Beside string
	Bar                 template.HTML
	Notes               []string
}

// A warningView is a warning with the command that settles it.
type warningView struct{ Text, Command string }

func verdictOf(a *analysis.Report) verdictView {
	v := verdictView{Headline: headline(a), Text: shown(a.Verdict), ToDo: report.ToDo(a), Control: report.Control(a)}
	if t := programTile(a); t != nil {
		v.Tiles = append(v.Tiles, *t)
	}
	if a.SerialFraction != nil {
		v.Tiles = append(v.Tiles, serialTile(a), ceilingTile(a))
	}
	v.Tiles = append(v.Tiles, fastestTile(a))
	for _, w := range report.Warnings(a.Advice) {
		v.Warnings = append(v.Warnings, warningView{shown(w.Message), shown(w.Command)})
	}
	v.Open = len(v.Warnings) <= 2
	for _, w := range advice.At(advice.Verdict, a.Advice) {
		if w.Command != "" {
			v.Settle = append(v.Settle, shown(w.Command))
		}
	}
	return v
}

// headline is the verdict in a sentence, with the conditions that it has.
func headline(a *analysis.Report) string {
	s, most := a.SerialFraction, a.MaxSpeedup
	law := ""
	if a.AssumedLaw != nil {
		law = ", if " + a.AssumedLaw.Law() + " holds"
	}
	switch {
	case s == nil || number.Unknown(*s):
		return "These runs do not tell how far the job scales."
	case a.MadeByLoad() != nil:
		return "Other work on this machine decides what was measured, so there is no ceiling to name."
	case number.Vague(*s):
		return "Cannot tell yet: more runs are needed before S is known."
	}
	if own, ceiling := a.ProgramSerialFraction, a.ProgramMaxSpeedup; own != nil && ceiling != nil && own.Lo > 0 && number.Finite(ceiling.Value) && own.Determined() {
		return fmt.Sprintf("By itself, the program becomes at most %s times faster%s.", times2(ceiling.Value), law)
	}
	switch {
	case a.PeakWorkers != nil && most != nil:
		text := fmt.Sprintf("At most about %s times faster, near N = %s", times2(most.Value), number.Workers(math.Round(a.PeakWorkers.Value)))
		if last := a.FittedWorkers[len(a.FittedWorkers)-1]; a.PeakWorkers.Value > 2*float64(last) {
			text += fmt.Sprintf(", far beyond the %d workers measured", last)
		}
		return text + "."
	case s.Hi <= 0:
		return "No serial part is seen: the speed-up is more than linear."
	case s.Lo <= 0 && most != nil && most.Lo > 1 && number.Finite(most.Lo):
		return fmt.Sprintf("No serial part is seen: if there is a ceiling, it is at least %s times.", strings.TrimSuffix(number.FactorAtLeast(most.Lo), "x"))
	case s.Lo <= 0:
		return "No serial part is seen."
	case most != nil && number.Finite(most.Value):
		return fmt.Sprintf("No number of workers makes this more than %s times faster%s.", times2(max(1, most.Value)), law)
	}
	return "These runs do not tell how far the job scales."
}

// times2 writes a speed-up for a sentence.
func times2(x float64) string { return strings.TrimSuffix(number.Factor(x), "x") }

// programTile is the program's own S; nil where it is not known.
func programTile(a *analysis.Report) *tileView {
	own := a.ProgramSerialFraction
	if own == nil || !own.Determined() {
		return nil
	}
	t := tileView{Name: "The program’s own S"}
	t.Value, t.Beside = serialParts(*own)
	if c := a.ProgramMaxSpeedup; c != nil {
		t.Notes = append(t.Notes, "Ceiling by itself: "+typeset(number.Ceiling(*c))+lawClause(a))
	}
	t.Notes = append(t.Notes, "On a machine that takes nothing from it.")
	return &t
}

// serialParts splits what is written of S into the number and its interval.
func serialParts(s fit.Interval) (value, beside string) {
	value, beside, _ = strings.Cut(number.Serial(s), " (")
	return typeset(strings.TrimPrefix(value, "= ")), strings.TrimSuffix(typeset(beside), ")")
}

func lawClause(a *analysis.Report) string {
	if a.AssumedLaw == nil {
		return ""
	}
	return ", " + a.AssumedLaw.If()
}

// serialTile is S of this sweep, and whose it is.
func serialTile(a *analysis.Report) tileView {
	t := tileView{Name: "S on this machine, and whose it is"}
	t.Value, t.Beside = serialParts(*a.SerialFraction)
	t.Bar = ownersBar(a)
	digits := number.SerialDigits(*a.SerialFraction)
	for _, o := range a.Owners {
		if o.Owner == "" && o.SerialFraction == 0 {
			continue
		}
		t.Notes = append(t.Notes, heading(o.Owner)+" "+typeset(number.Fixed(o.SerialFraction, digits)))
	}
	return t
}

// ownersBar is S split by owner, from a common zero.
func ownersBar(a *analysis.Report) template.HTML {
	up, down := 0.0, 0.0
	for _, o := range a.Owners {
		up, down = up+max(0, o.SerialFraction), down+min(0, o.SerialFraction)
	}
	if up-down <= 0 {
		return ""
	}
	d := newDrawing(300, 16)
	x := scale{lo: down, hi: up, from: 0, to: 300}
	up, down = 0, 0
	for _, o := range a.Owners {
		of := map[string]palette.Colour{"program": palette.Split, "machine": palette.Inflation, "": palette.Open}[o.Owner]
		from, to := up, up+o.SerialFraction
		more := ""
		if o.SerialFraction < 0 {
			from, to, more = down+o.SerialFraction, down, ` fill-opacity="0.42"`
			down = from
		} else {
			up = to
		}
		if w := x.at(to) - x.at(from); w > 0.3 {
			d.groupOf(causeInk(of).attributes()+more, func() { d.rect(x.at(from), 2, w, 12, mark{}) })
			if o.Owner == "machine" {
				d.group(inkHatch, func() { d.hatch(x.at(from), 2, w, 12) })
			}
		}
	}
	d.group(inkZero, func() { d.line(max(0.6, x.at(0)), 0, max(0.6, x.at(0)), 16) })
	return d.svg()
}

func ceilingTile(a *analysis.Report) tileView {
	t := tileView{Name: "Ceiling here, however many workers"}
	switch busy := a.MadeByLoad(); {
	case busy != nil:
		t.Value = number.None
		t.Notes = append(t.Notes, "No ceiling: "+busy.Sentence()+".")
		return t
	case a.MaxSpeedup == nil:
		t.Value = number.None
		return t
	case a.SerialFraction.Hi <= 0:
		t.Value = number.None
		t.Notes = append(t.Notes, "S is below 0: the speed-up is more than linear, and the law sets no ceiling.")
		return t
	case a.SerialFraction.Lo <= 0:
		t.Value = "≥ " + strings.TrimSuffix(number.FactorAtLeast(max(1, a.MaxSpeedup.Lo)), "x") + "×"
		t.Notes = append(t.Notes, "0 is within the interval of S, so there may be none.")
	default:
		at, beside, _ := strings.Cut(typeset(number.Ceiling(*a.MaxSpeedup)), " (")
		t.Value, t.Beside = strings.TrimSuffix(strings.TrimSuffix(at, "x"), "×")+"×", strings.TrimSuffix(beside, ")")
	}
	if a.PeakWorkers != nil {
		t.Notes = append(t.Notes, "The law is slower again from about N = "+number.Workers(math.Round(a.PeakWorkers.Value))+" on.")
	}
	if a.AssumedLaw != nil {
		t.Notes = append(t.Notes, capital(a.AssumedLaw.If())+".")
	}
	return t
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

func fastestTile(a *analysis.Report) tileView {
	best := slices.MaxFunc(a.Points, func(p, q analysis.Point) int {
		switch {
		case p.Speedup.Value < q.Speedup.Value:
			return -1
		case p.Speedup.Value > q.Speedup.Value:
			return 1
		}
		return 0
	})
	t := tileView{Name: "Fastest measured", Value: factor(best.Speedup.Value), Beside: fmt.Sprintf("at N = %d", best.Workers)}
	t.Notes = append(t.Notes, fmt.Sprintf("%s became %s; each worker was %s useful.", number.Duration(a.Points[0].Seconds.Value), number.Duration(best.Seconds.Value), together(number.Percent(best.Efficiency))))
	return t
}

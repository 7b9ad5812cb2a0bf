package webpage

import (
	"cmp"
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/glossary"
	"serialfraction/results/number"
	"serialfraction/results/palette"
	"serialfraction/results/report"
)

// A causeRow is a line of the table of causes: a cause, a part of one, an owner, or the sum.
type causeRow struct {
	ID          string // of its element; "" = a part, an owner or the sum
	Name        string
	Code        string // the word of the report and of JSON
	What, Lower string // sentences: what was measured, and what makes it less; "" = none
	Class       string // owner, cause, part, sum
	Colour      string // name of the colour of a cause
	Value       string
	Interval    string
	Share       string
	Bar         template.HTML
	At          string // at the largest N that was fitted
}

// A causeTable is the causes of S, each with its interval.
type causeTable struct {
	Largest string // N of the last column
	Shares  bool
	Rows    []causeRow
}

// causeTableOf returns the table of the causes of S; nil where there is no S.
func causeTableOf(id string, a *analysis.Report, h *results.Header) *causeTable {
	if a.SerialFraction == nil || len(a.Owners) == 0 {
		return nil
	}
	largest := a.Points[0]
	for _, p := range a.Points {
		if p.Fitted {
			largest = p
		}
	}
	t := causeTable{Largest: fmt.Sprint(largest.Workers), Shares: a.SerialFraction.Lo > 0}
	w := causeWriter{report: a, digits: max(4, number.SerialDigits(*a.SerialFraction)), shares: t.Shares}
	for _, o := range a.Owners {
		for _, c := range o.Causes {
			w.reach(c.SerialFraction)
		}
	}
	sum := 0.0
	for _, o := range a.Owners {
		sum += o.SerialFraction
		if o.Owner == "" && len(o.Causes) == 1 { // its only cause says the same
			row := w.row(capital(plainly(o.Causes[0].Name)), o.Interval, "owner", palette.Ink)
			t.Rows = append(t.Rows, row)
			continue
		}
		head := w.row(heading(o.Owner), o.Interval, "owner", palette.Ink)
		for _, at := range largest.Owners {
			if at.Owner == o.Owner {
				head.At = w.number(at.SerialFraction)
			}
		}
		t.Rows = append(t.Rows, head)
		for _, c := range o.Causes {
			words := wordsOf(c.Name)
			row := w.row(words.plain, c.Interval, "cause", words.of)
			row.ID, row.Code, row.What, row.Lower, row.Colour = id+"-"+o.Owner+"-"+c.Name, shown(c.Name), meaning(c.Name), lowered(c, h), words.of.Name
			for _, at := range largest.Owners {
				if v, ok := at.Causes[c.Name]; ok && at.Owner == o.Owner {
					row.At = w.number(v)
				}
			}
			t.Rows = append(t.Rows, row)
			for _, p := range c.Parts {
				part := w.row(plainly(p.Name), p.Interval, "part", words.of)
				part.Code = shown(p.Name)
				t.Rows = append(t.Rows, part)
			}
		}
	}
	all := w.row("Sum = S", fit.Interval{Value: sum, Lo: a.SerialFraction.Lo, Hi: a.SerialFraction.Hi, Level: a.SerialFraction.Level}, "sum", palette.Ink)
	all.Bar = ""
	if largest.KarpFlatt != nil {
		all.At = w.number(*largest.KarpFlatt)
	}
	t.Rows = append(t.Rows, all)
	return &t
}

// meaning returns what was measured as a cause, as a sentence; "" where no list has the word.
func meaning(cause string) string {
	w, ok := glossary.Named(cause)
	if !ok {
		return ""
	}
	return capital(w.Means) + "."
}

// lowered returns what makes a cause less in the job of a file, as a sentence: of one that is split what makes its
// parts less, the largest first. "" where that is not known.
func lowered(c analysis.Cause, h *results.Header) string {
	parts := slices.Clone(c.Parts)
	slices.SortStableFunc(parts, func(a, b analysis.Cause) int { return cmp.Compare(b.SerialFraction, a.SerialFraction) })
	var ways []string
	add := func(part string) {
		if how := report.CureWords(analysis.CureOf(c.Name, part, h)); how != "" && !slices.Contains(ways, how) {
			ways = append(ways, how)
		}
	}
	for _, p := range parts {
		if p.SerialFraction > 0 {
			add(p.Name)
		}
	}
	if len(ways) == 0 {
		add("")
	}
	if len(ways) == 0 {
		return ""
	}
	return capital(strings.Join(ways, "; ")) + "."
}

// A causeWriter writes the numbers of a table with the same digits and bars about the same zero.
type causeWriter struct {
	report *analysis.Report
	digits int
	shares bool
	lo, hi float64
}

func (w *causeWriter) reach(x float64) { w.lo, w.hi = min(w.lo, x), max(w.hi, x) }

func (w *causeWriter) row(name string, s fit.Interval, class string, c palette.Colour) causeRow {
	r := causeRow{Name: name, Class: class, Value: w.number(s.Value), Bar: w.bar(s.Value, c)}
	if span := number.Span(s, w.digits); span != number.None && math.Max(math.Abs(s.Lo), math.Abs(s.Hi)) >= w.least() {
		r.Interval = typeset(span)
	}
	if w.shares {
		r.Share = typeset(number.Fixed(100*s.Value/w.report.SerialFraction.Value, 0)) + " %"
	}
	return r
}

// least is the least number that the digits of the table show.
func (w *causeWriter) least() float64 { return 0.5 * math.Pow(10, -float64(w.digits)) }

// number writes a part of S; what is too small for its digits is "≈ 0", and what is nothing "0".
func (w *causeWriter) number(x float64) string {
	switch {
	case x == 0:
		return "0"
	case math.Abs(x) < w.least():
		return "≈ 0"
	}
	return typeset(number.Fixed(x, w.digits))
}

// bar draws a number from the zero that all rows share.
func (w *causeWriter) bar(x float64, c palette.Colour) template.HTML {
	d := newDrawing(90, 12)
	s := scale{lo: w.lo, hi: max(w.hi, w.lo+1e-12), from: 2, to: 88}
	a, b := s.at(0), s.at(max(w.lo, min(w.hi, x)))
	i := causeInk(c)
	if c.Name == palette.Ink.Name {
		i = inkStrong
	}
	if wide := math.Abs(b - a); wide >= 0.5 {
		more := ""
		if x < 0 {
			more = ` fill-opacity="0.42"`
		}
		d.groupOf(i.attributes()+more, func() { d.rect(min(a, b), 2, wide, 8, mark{}) })
	}
	d.group(inkAxis, func() { d.line(a, 0, a, 12) })
	return d.svg()
}

package report

import (
	"fmt"
	"io"
	"strings"

	"serialfraction/harness/formats"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/predict"
	"serialfraction/results/report/draw"
)

// PredictFormats are the forms that a forecast can be written in; the first is the default.
var PredictFormats = formats.Table[Format[*predict.Forecast]]{
	{"table", "for a terminal: both ways side by side, where they differ and why", writeForecast},
	{"json", "everything, for other programs", writeJSON[*predict.Forecast]},
	{"md", "Markdown tables, for a pull request or a wiki", writeForecastMarkdown},
}

// writeForecast writes the forecast that people read.
func writeForecast(w io.Writer, f *predict.Forecast, s Style) error {
	t := newTerminal(s)
	t.verdict(f.Verdict, nil)
	t.Gap()
	t.Lines(forecastTable(f).Lines(t.Width, t.Painter)...)
	t.Gap()
	for _, l := range forecastLines(f) {
		t.Labelled(l.label, draw.Dim, draw.Clean(l.text), draw.Plain)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

func writeForecastMarkdown(w io.Writer, f *predict.Forecast, _ Style) error {
	var b strings.Builder
	b.WriteString("**" + draw.Escape(draw.Clean(f.Verdict)) + "**\n\n")
	b.WriteString(strings.Join(forecastTable(f).Markdown(), "\n") + "\n\n")
	for _, l := range forecastLines(f) {
		b.WriteString("- " + l.label + ": " + draw.Escape(draw.Clean(l.text)) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A forecastLine is a line below the table.
type forecastLine struct{ label, text string }

// forecastLines returns what was forecast from, why the two ways differ, what the simulation assumes, and how far
// that reaches.
func forecastLines(f *predict.Forecast) (all []forecastLine) {
	from := f.Source + ", measured at N = " + number.List(f.Measured)
	if f.Chunks > 0 {
		from += fmt.Sprintf("; %s of %s", wording.Count(f.Chunks, "chunk"), wording.Count(f.Rows, "row"))
	}
	all = append(all, forecastLine{"from", from})
	for _, p := range f.Predictions {
		if p.Reason != nil {
			label := "apart"
			if p.Differ {
				label = "differ"
			}
			all = append(all, forecastLine{label, fmt.Sprintf("at N = %s: %s", number.Workers(float64(p.Workers)), p.Reason.Words)})
		}
	}
	for _, text := range f.Assumptions {
		all = append(all, forecastLine{"assumes", text})
	}
	for _, text := range f.Notes {
		all = append(all, forecastLine{"note", text})
	}
	return all
}

// forecastTable has a row for each number of workers. Without a simulation it has the law alone.
func forecastTable(f *predict.Forecast) draw.Table {
	n := draw.Column{Head: "N", Align: draw.Right}
	law, lawEnds := draw.Column{Head: "by the law", Align: draw.Right, Gap: 2}, draw.Column{Head: "95 %", Gap: 2, Drop: 2}
	sim, simEnds := draw.Column{Head: "simulated", Align: draw.Right, Gap: 2}, draw.Column{Head: lawEnds.Head, Gap: 2, Drop: 1}
	up, differ := draw.Column{Head: "speed-up", Align: draw.Right, Gap: 2, Drop: 4}, draw.Column{Head: "they", Gap: 2, Drop: 3}
	for _, p := range f.Predictions {
		n.Cells = append(n.Cells, number.Workers(float64(p.Workers)))
		value, ends, word := number.None, "", "–"
		if p.Law != nil {
			value, ends, word = number.Duration(p.Law.Value), predict.Ends(*p.Law), "agree"
		}
		switch {
		case p.Differ:
			word = "differ"
		case p.Reason != nil:
			word = "are apart"
		}
		law.Cells, lawEnds.Cells = append(law.Cells, value), append(lawEnds.Cells, ends)
		if p.Simulation == nil {
			continue
		}
		sim.Cells, simEnds.Cells = append(sim.Cells, number.Duration(p.Simulation.Value)), append(simEnds.Cells, predict.Ends(*p.Simulation))
		up.Cells, differ.Cells = append(up.Cells, number.Factor(*p.Speedup)), append(differ.Cells, word)
	}
	if len(sim.Cells) == 0 {
		return draw.Table{Columns: []draw.Column{n, law, lawEnds}}
	}
	return draw.Table{Columns: []draw.Column{n, law, lawEnds, sim, simEnds, up, differ}}
}

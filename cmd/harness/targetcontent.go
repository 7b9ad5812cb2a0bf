package main

import (
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/formats"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/compare"
	"serialfraction/results/figure"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
	"serialfraction/results/report"
	"serialfraction/results/reproduce"
	"serialfraction/results/sizes"
	"serialfraction/results/timings/curves"
	"serialfraction/results/webpage"
)

// A drawn is a figure of the report of an A. Where a report has several, the name of the file ends with that of
// one, before the ending of its format.
type drawn[A any] struct {
	name, summary string
	of            func(A) (chart.Chart, error)
}

// always is a figure that every report of an A has.
func always[A any](of func(A) chart.Chart) func(A) (chart.Chart, error) {
	return func(a A) (chart.Chart, error) { return of(a), nil }
}

// The figures of the verbs.
var (
	fitFigures     = []drawn[*curves.Report]{{"", "speed-up against N with the law and its band", fitChart}}
	planFigures    = []drawn[*plan.Plan]{{"", "the time against N, with the target", always(chart.Plan)}}
	predictFigures = []drawn[*predict.Forecast]{{"", "the time at each N, by the law and simulated", always(chart.Forecast)}}
	sizesFigures   = []drawn[*sizes.Study]{{"", "S against the rows", always(chart.Sizes)}}
	weakFigures    = []drawn[*analysis.Weak]{{"", "the scaled speed-up against N", always(chart.Weak)}}
	compareFigures = []drawn[*compare.Comparison]{{"", "the time of each sweep over that of the first, at every N", always(chart.Compare)}}
	articleFigures = []drawn[*reproduce.Study]{
		{"map", "which rows of a chunk and which time of a row give S of 0.01 to 0.05", mapChart},
		{"article", "the laws of several S, the region of 0.01 to 0.05, and the sweeps over them", always(chart.ArticleOf)},
	}
)

// fitChart is the figure of a fit, which has room for few series.
func fitChart(r *curves.Report) (chart.Chart, error) {
	if len(r.Series) > chart.MostSeries {
		return chart.Chart{}, usagef("%d series: a figure has room for %d: name a column with --y, or write a page, FILE.html", len(r.Series), chart.MostSeries)
	}
	return chart.Fit(r.Series...), nil
}

// mapChart is the map of the article, which needs sweeps of a cluster.
func mapChart(st *reproduce.Study) (chart.Chart, error) {
	if st.Map == nil {
		return chart.Chart{}, usagef("no map: no sweep of a cluster is there, such as %s", articleFile("", reproduce.Cluster2))
	}
	return chart.Map(st.Map), nil
}

// figureWords lists figures for help, by their names.
func figureWords[A any](all []drawn[A]) string {
	var words []string
	for _, f := range all {
		words = append(words, f.name+figure.SVG.Ending+" ("+f.summary+")")
	}
	return strings.Join(words, "; ")
}

// contentTargets returns the targets of a verb: a page, Markdown, and its figures in each format.
func contentTargets[A any](content func(A) report.Content, all formats.Table[report.Format[A]], figures []drawn[A]) formats.Table[target[A]] {
	targets := formats.Table[target[A]]{
		{Ending: ".html", Summary: "a page for a browser, in one file", Files: func(c *cli.Context, path string, of A) ([]wholefile.File, error) {
			return []wholefile.File{{Path: path, Write: func(w io.Writer) error { return webpage.WriteContent(w, content(of), typedCommand(c)) }}}, nil
		}},
		{Ending: ".md", Summary: "Markdown, with its picture beside it", Heeds: []string{"width"}, Files: func(c *cli.Context, path string, of A) ([]wholefile.File, error) {
			markdown, err := all.Lookup("md")
			if err != nil {
				return nil, err
			}
			var text strings.Builder
			if err := markdown.Write(&text, of, report.Style{}); err != nil {
				return nil, fmt.Errorf("report: %w", err)
			}
			drawn, err := figures[0].of(of)
			if err != nil || drawn.Empty() { // the text says why there is nothing to draw
				return []wholefile.File{textFile(path, text.String())}, nil
			}
			return withPicture(c, path, text.String(), drawn.Name, drawn.Says, figure.Of(drawn)), nil
		}},
	}
	for _, f := range figures {
		for _, format := range figure.Formats {
			targets = append(targets, target[A]{Ending: f.name + format.Ending, Summary: f.summary, Heeds: []string{"width"}, Files: func(c *cli.Context, path string, of A) ([]wholefile.File, error) {
				drawn, err := f.of(of)
				if err != nil {
					return nil, err
				}
				if drawn.Empty() {
					return nil, usagef("there is nothing to draw: leave --to out, and the report says why")
				}
				return []wholefile.File{{Path: path, Write: func(w io.Writer) error { return figure.Of(drawn).Write(w, format, c.Float64("width")) }}}, nil
			}})
		}
	}
	return targets
}

// withPicture returns a report in Markdown and, beside it, the picture that it shows below its first paragraph.
func withPicture(c *cli.Context, path, markdown, name, says string, drawn figure.Figure) []wholefile.File {
	picture := strings.TrimSuffix(path, ".md") + "-" + name + figure.SVG.Ending
	first, rest, _ := strings.Cut(markdown, "\n\n")
	return []wholefile.File{
		textFile(path, fmt.Sprintf("%s\n\n![%s](%s)\n\n%s", first, says, url.PathEscape(filepath.Base(picture)), rest)),
		{Path: picture, Write: func(w io.Writer) error { return drawn.Write(w, figure.SVG, c.Float64("width")) }},
	}
}

// textFile is a file of a text.
func textFile(path, text string) wholefile.File {
	return wholefile.File{Path: path, Write: func(w io.Writer) error { _, err := io.WriteString(w, text); return err }}
}

// typedCommand returns the command line as it can be typed again.
func typedCommand(c *cli.Context) string {
	words := "harness"
	for i, word := range commandLine(c) {
		if i > 0 { // the first is the path of the program
			words += " " + wording.ShellWord(word)
		}
	}
	return words
}

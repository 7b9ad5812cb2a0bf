package main

import (
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/wholefile"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/figure"
	"serialfraction/results/lanes"
	"serialfraction/results/webpage"
)

// A drawing is a figure that a report can be written as. Its name is how the name of the file ends, before
// the ending of the format.
type drawing struct {
	name, summary string
	most          int      // sweeps that it has room for
	heeds         []string // flags besides --width that change it
	of            func(c *cli.Context, sweeps []webpage.Sweep) (figure.Figure, error)
}

// drawings is the table of the figures.
var drawings = []drawing{
	{"speed-up", "speed-up against N with the law and its band, of several files side by side", figure.MostSeries, nil, func(_ *cli.Context, all []webpage.Sweep) (figure.Figure, error) {
		return figure.SpeedUp(figureSeries(all)...), nil
	}},
	{"causes", "what e(N) is made of", 1, nil, drawCauses},
	{"timeline", "what each worker did in the median run, at N of --timeline", 1, []string{"timeline"}, drawTimeline},
	{"load", "how long each run took, and what else the machine did meanwhile", 1, nil, drawLoad},
	{"article", "the laws of several S, the region of 0.01 to 0.05, and the sweeps over them", figure.MostSeries, nil, func(_ *cli.Context, all []webpage.Sweep) (figure.Figure, error) {
		return figure.Article(figureSeries(all)...), nil
	}},
}

// drawingWords lists the figures for help, by their names.
func drawingWords() string {
	var words []string
	for _, d := range drawings {
		words = append(words, d.name+figure.SVG.Ending+" ("+d.summary+")")
	}
	return strings.Join(words, "; ")
}

// figureTargets returns a target for each figure in each format.
func figureTargets() (all []sweepTarget) {
	for _, d := range drawings {
		for _, format := range figure.Formats {
			all = append(all, roomFor(d.most, d.name+format.Ending, append([]string{"width"}, d.heeds...), func(c *cli.Context, path string, sweeps []webpage.Sweep) ([]wholefile.File, error) {
				drawn, err := d.of(c, sweeps)
				if err != nil {
					return nil, err
				}
				return []wholefile.File{{Path: path, Write: func(w io.Writer) error { return drawn.Write(w, format, c.Float64("width")) }}}, nil
			}))
		}
	}
	return all
}

// figureSeries returns the sweeps as series of a figure, in the scope that was asked for.
func figureSeries(sweeps []webpage.Sweep) (all []figure.Series) {
	for _, s := range sweeps {
		all = append(all, figure.Series{Name: s.Name, Of: analysisOf(s)})
	}
	return all
}

// analysisOf returns the analysis of a sweep in the scope that was asked for.
func analysisOf(s webpage.Sweep) *analysis.Report {
	at := slices.IndexFunc(s.Analyses, func(a *analysis.Report) bool { return a.Scope == s.Scope })
	return s.Analyses[max(at, 0)]
}

func drawCauses(_ *cli.Context, sweeps []webpage.Sweep) (figure.Figure, error) {
	a := analysisOf(sweeps[0])
	if !figure.HasCauses(a) {
		return figure.Figure{}, usagef("%s has no N with several workers, so no causes of S: sweep with --max-workers 2 or more", sweeps[0].Name)
	}
	return figure.Causes(a), nil
}

func drawLoad(_ *cli.Context, sweeps []webpage.Sweep) (figure.Figure, error) {
	s := chart.Load(sweeps[0].File, analysisOf(sweeps[0]))
	if s.Empty() {
		return figure.Figure{}, usagef("%s has no timed run: let the sweep go on", sweeps[0].Name)
	}
	return figure.OfStrips(s), nil
}

func drawTimeline(c *cli.Context, sweeps []webpage.Sweep) (figure.Figure, error) {
	run, err := medianRun(sweeps[0].File, analysisOf(sweeps[0]), c.Int("timeline"))
	if err != nil {
		return figure.Figure{}, err
	}
	return figure.Timeline(lanes.Of(run)), nil
}

package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/formats"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/figure"
	"serialfraction/results/report"
	"serialfraction/results/webpage"
)

// A sweepTarget is a target of the report of a sweep, or of several.
type sweepTarget = target[[]webpage.Sweep]

// sweepTargets is the table of the files that the report of sweeps can be written to. There is at least one sweep.
func sweepTargets() formats.Table[sweepTarget] {
	return append(formats.Table[sweepTarget]{
		roomFor(webpage.MostSeveral, ".html", nil, pageFiles),
		roomFor(1, ".md", []string{"width"}, markdownFiles),
	}, figureTargets()...)
}

// roomFor returns a target that has room for so many sweeps.
func roomFor(most int, ending string, heeds []string, files func(c *cli.Context, path string, sweeps []webpage.Sweep) ([]wholefile.File, error)) sweepTarget {
	return sweepTarget{Ending: ending, Heeds: heeds, Files: func(c *cli.Context, path string, sweeps []webpage.Sweep) ([]wholefile.File, error) {
		if len(sweeps) > most {
			page := ""
			if len(sweeps) <= webpage.MostSeveral {
				page = fmt.Sprintf(", or end the name of --to with .html, which has room for %d", webpage.MostSeveral)
			}
			return nil, usagef("%s has room for %s, not for %d: name no more%s", ending, wording.Count(most, "sweep"), len(sweeps), page)
		}
		return files(c, path, sweeps)
	}}
}

// pageFiles returns the page of a sweep, or that of several side by side.
func pageFiles(_ *cli.Context, path string, sweeps []webpage.Sweep) ([]wholefile.File, error) {
	return []wholefile.File{{Path: path, Write: func(w io.Writer) error {
		if len(sweeps) == 1 {
			return webpage.Write(w, sweeps[0])
		}
		return webpage.WriteSeveral(w, sweeps)
	}}}, nil
}

// markdownFiles returns a report in Markdown, and the picture of the speed-up that it shows, beside it.
func markdownFiles(c *cli.Context, path string, sweeps []webpage.Sweep) ([]wholefile.File, error) {
	markdown, err := report.Formats.Lookup("md")
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	if err := markdown.Write(&text, analysisOf(sweeps[0]), report.Style{}); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return withPicture(c, path, text.String(), "speed-up", "speed-up against N", figure.SpeedUp(figureSeries(sweeps)...)), nil
}

// reportTo writes the report of files to the path of --to.
func reportTo(c *cli.Context, args []string, scope analysis.Scope) error {
	to, err := targetOf(c, sweepTargets())
	if err != nil {
		return err
	}
	var sweeps []webpage.Sweep
	for _, arg := range args {
		f, read, err := openResult(c, arg)
		if err != nil {
			return err
		}
		if f.Header.Weak && len(args) == 1 {
			return weakTo(c, f, scope, read)
		}
		if err := strong(f, arg); err != nil {
			return err
		}
		sweep, err := pageSweep(f, read, scope)
		if err != nil {
			return err
		}
		sweeps = append(sweeps, sweep)
	}
	return writeTo(c, to, sweeps)
}

// pageSweep analyses a file in each scope that it has times for; the page opens with the first.
func pageSweep(f *results.File, path string, first analysis.Scope) (webpage.Sweep, error) {
	s := webpage.Sweep{Name: exportName(path), File: f, Scope: first}
	for _, scope := range analysis.Scopes {
		a, err := analysis.Of(f, analysis.Options{Scope: scope})
		switch {
		case err != nil && scope == first:
			return s, settled(err, f, path, scope)
		case err != nil: // a scope that the file has no times for
			continue
		}
		commands(a.Advice, &f.Header, scope)
		continued(a.Advice, f, path)
		s.Analyses = append(s.Analyses, a)
	}
	return s, nil
}

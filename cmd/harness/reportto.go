package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/formats"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/figure"
	"serialfraction/results/webpage"
)

// A target is a file that a report is written to, chosen by how its name ends.
type target struct {
	Ending  string
	Summary string
	Most    int // sweeps that it has room for

	// Files returns what is written: the file of the path, and others beside it. There is at least one sweep.
	Files func(c *cli.Context, path string, sweeps []webpage.Sweep) ([]wholefile.File, error)
}

// Title returns the ending that chooses the target, and what it is.
func (f target) Title() (name, summary string) { return f.Ending, f.Summary }

// targets is the table of the files that a report can be written to. A new one is its function and a line.
func targets() formats.Table[target] {
	return append(formats.Table[target]{
		{".html", "a page for a browser, in one file", webpage.MostSeveral, pageFiles},
		{".md", "Markdown, with a picture of the speed-up beside it", 1, markdownFiles},
	}, figureTargets()...)
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

// targetWords lists the targets for help: figures by their names, in whatever format.
func targetWords() string {
	words := []string{}
	for _, t := range targets() {
		if t.Summary != "" {
			words = append(words, t.Ending+" ("+t.Summary+")")
		}
	}
	for _, d := range drawings {
		words = append(words, d.name+figure.SVG.Ending+" ("+d.summary+")")
	}
	return strings.Join(words, "; ") + "; figures also as " + figure.PDF.Ending + " and " + figure.PNG.Ending
}

// targetOf returns the target of a path.
func targetOf(path string) (target, error) {
	for _, f := range targets() {
		if strings.HasSuffix(path, f.Ending) {
			return f, nil
		}
	}
	return target{}, usagef("--to %q: the name says what is written: end it with one of %s", path, targets().Names())
}

// writeTo writes the report of files to the path of --to.
func writeTo(c *cli.Context, args []string, scope analysis.Scope) error {
	path := c.String("to")
	to, err := targetOf(path)
	if err != nil {
		return err
	}
	if err := freePath(path, c.Bool("force")); err != nil {
		return err
	}
	if len(args) > to.Most {
		return usagef("%s for %s: there is room for %d at most", wording.Count(len(args), "sweep"), to.Ending, to.Most)
	}
	if err := checkWidth(c); err != nil {
		return err
	}
	var sweeps []webpage.Sweep
	for _, arg := range args {
		f, read, err := openResult(c, arg)
		if err != nil {
			return err
		}
		if f.Header.Weak {
			return usagef("a page shows S of one job: leave --to out for a sweep with --weak")
		}
		sweep, err := pageSweep(f, read, scope)
		if err != nil {
			return err
		}
		sweeps = append(sweeps, sweep)
	}
	files, err := to.Files(c, path, sweeps)
	if err != nil {
		return err
	}
	var written []string
	for _, f := range files {
		if err := freePath(f.Path, c.Bool("force")); err != nil {
			return err
		}
		written = append(written, f.Path)
	}
	if _, err := wholefile.Write(c.Context, files...); err != nil {
		return fmt.Errorf("report to %w", err)
	}
	return write(c.App.ErrWriter, "Wrote "+wording.And(written...)+".\n")
}

// freePath returns an error where a file of that name exists, unless it may be replaced.
func freePath(path string, replace bool) error {
	if _, err := os.Stat(path); err == nil && !replace {
		return usagef("%s exists: name another file with --to, or add --force", path)
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
		return usagef("--to %q: no folder %s: make it, or name another file", path, filepath.Dir(path))
	}
	return nil
}

// pageSweep analyses a file in each scope that it has times for; the page opens with the first.
func pageSweep(f *results.File, path string, first analysis.Scope) (webpage.Sweep, error) {
	s := webpage.Sweep{Name: exportName(path), File: f, Scope: first}
	for _, scope := range analysis.Scopes {
		a, err := analysis.Of(f, analysis.Options{Scope: scope, Level: 0.95})
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

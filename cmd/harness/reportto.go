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
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/webpage"
)

// A target is a file that a report is written to, chosen by how its name ends.
type target struct {
	Ending  string
	Summary string
	Write   func(w io.Writer, sweeps []webpage.Sweep) error // at least one, and webpage.MostSeveral at most
}

// Title returns the ending that chooses the target, and what it is.
func (f target) Title() (name, summary string) { return f.Ending, f.Summary }

// targets is the table of the files that a report can be written to. A new one is its function and a line.
func targets() formats.Table[target] {
	return formats.Table[target]{
		{".html", "a page for a browser, in one file", writePage},
	}
}

// writePage writes the page of a sweep, or that of several side by side.
func writePage(w io.Writer, sweeps []webpage.Sweep) error {
	if len(sweeps) == 1 {
		return webpage.Write(w, sweeps[0])
	}
	return webpage.WriteSeveral(w, sweeps)
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
	if len(args) > webpage.MostSeveral {
		return usagef("%d files: a page shows %d side by side at most", len(args), webpage.MostSeveral)
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
	if _, err := wholefile.Write(c.Context, wholefile.File{Path: path, Write: func(w io.Writer) error { return to.Write(w, sweeps) }}); err != nil {
		return fmt.Errorf("report to %w", err)
	}
	return write(c.App.ErrWriter, "Wrote "+path+".\n")
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
	for _, scope := range []analysis.Scope{analysis.Steady, analysis.Compute, analysis.Pipeline, analysis.EndToEnd} {
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

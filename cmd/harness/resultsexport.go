package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/export"
)

func exportVerb() *cli.Command {
	return &cli.Command{
		Name:      "export",
		Usage:     "write results in the forms that other programs read",
		UsageText: "harness results export --to FORMAT [options] NAME|FILE …",
		Description: `
  harness results export latest --to benchfmt >new.txt && benchstat -col /workers new.txt
  harness results export latest --to parquet -o sweep
  harness results export latest --to trace --runs block=3 -o trace.json`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "to", Category: onOutput, Usage: "write `FORMAT`: " + describe(export.Formats(), export.Format.Title)},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Category: onOutput, Usage: "write to `FILE`; - is standard output", DefaultText: "standard output"},
			&cli.StringFlag{Name: "runs", Value: "first", Category: onOutput, Usage: "trace: timelines of `RUNS`: first (the first block), all, block=K"},
			&cli.StringFlag{Name: "scope", Value: string(analysis.Pipeline), Category: onOutput, Usage: "bencher, openmetrics: count `SCOPE` as the job: steady, compute, pipeline, end-to-end"},
			safeCSVFlag(),
			&cli.BoolFlag{Name: "force", Category: onOutput, Usage: "replace FILE if it exists", DisableDefaultText: true},
			&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "do not print what was written", DisableDefaultText: true},
		},
		Args:   true,
		Action: frugally(onOperands(exportResults)),
	}
}

// exportResults writes results in another format. It checks the flags and the paths before
// it reads the results.
func exportResults(c *cli.Context, args []string) error {
	format, scope, options, err := exportOptions(c)
	if err != nil {
		return err
	}
	out := c.String("output")
	if out == "-" {
		out = ""
	}
	switch {
	case len(args) == 0:
		return usagef("no result: type harness results export NAME --to %s, where NAME may be latest", format.Name)
	case out == "" && !format.Text():
		return usagef("--to %s writes %d files, not to standard output: name them with -o FILE", format.Name, len(format.Parts))
	case out != "":
		if err := format.Check(out, c.Bool("force")); err != nil {
			return err
		}
	}
	sweeps, done, err := sweepsOf(c, format, scope, args)
	defer done()
	if err != nil {
		return err
	}
	if format.Warnings != nil && !c.Bool("quiet") {
		warnings, err := format.Warnings(sweeps, options)
		if err != nil {
			return err
		}
		for _, w := range warnings {
			if err := write(c.App.ErrWriter, "warning: "+w+"\n"); err != nil {
				return err
			}
		}
	}
	if out == "" {
		return export.Print(c.App.Writer, format, sweeps, options)
	}
	for _, path := range format.Paths(out) {
		for _, in := range args {
			if sameFile(path, in) {
				return usagef("%s would be both read and written: name another file with -o", in)
			}
		}
	}
	if err := export.WriteFiles(c.Context, out, format, sweeps, options); err != nil || c.Bool("quiet") {
		return err
	}
	return write(c.App.ErrWriter, "Wrote "+strings.Join(format.Paths(out), " and ")+".\n")
}

// exportOptions returns the format, the scope of an analysis and the options of the flags.
func exportOptions(c *cli.Context) (f export.Format, scope analysis.Scope, o export.Options, err error) {
	if c.String("to") == "" {
		return f, scope, o, usagef("no format: type --to and one of %s", export.Formats().Names())
	}
	if f, err = export.Formats().Lookup(c.String("to")); err != nil {
		return f, scope, o, usagef("--to %v", err)
	}
	if scope, err = analysis.ParseScope(c.String("scope")); err != nil {
		return f, scope, o, err
	}
	o.SafeCSV = c.Bool("safe-csv")
	o.Runs, err = export.ParseSelection(c.String("runs"))
	return f, scope, o, err
}

// exportName returns the name that a sweep has in an export.
func exportName(path string) string {
	name, ok := results.Stem(filepath.Base(path))
	if !ok {
		return filepath.Base(path)
	}
	return name
}

// sweepsOf reads results for a format, and analyses them in the scope for one without each run. Each has
// another name, the last part of its path. done is called after their use.
func sweepsOf(c *cli.Context, format export.Format, scope analysis.Scope, args []string) (all []export.Sweep, done func(), err error) {
	var scans []*results.Scan
	done = func() {
		for _, s := range scans {
			s.Close()
		}
	}
	seen := map[string]string{}
	for _, arg := range args {
		path, err := resultPath(c, arg)
		if err != nil {
			return nil, done, err
		}
		name := exportName(path)
		if other, twice := seen[name]; twice {
			return nil, done, usagef("%s and %s have the same name, so they could not be distinguished in the output: export them one at a time", other, path)
		}
		seen[name] = path
		if !format.Each {
			f, err := results.ReadShare(path, len(args))
			if err != nil {
				return nil, done, err
			}
			a, err := analysis.Of(f, analysis.Options{Scope: scope})
			if err != nil {
				return nil, done, fmt.Errorf("%s: %w", name, err)
			}
			all = append(all, export.Sweep{Name: name, Analysis: a})
			continue
		}
		s, err := results.Open(path)
		if err != nil {
			return nil, done, err
		}
		scans = append(scans, s)
		all = append(all, export.Sweep{Name: name, File: s.File, Runs: s.Runs()})
	}
	return all, done, nil
}

package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/gate"
	"serialfraction/results/lanes"
	"serialfraction/results/report"
)

func reportVerb() *cli.Command {
	return &cli.Command{
		Name:        "report",
		Usage:       "print the report of a result file again",
		UsageText:   "harness report [options] FILE|NAME …",
		Description: reportHelp("harness report") + "\n  harness report latest --to report.html\n  harness report before.jsonl after.jsonl --to both.html",
		Flags: slices.Concat(outputFlags(), gateFlags("'S<0.05'"), belowFlags(), []cli.Flag{
			&cli.BoolFlag{Name: "sizes", Category: onOutput, Usage: "show what S depends on: all sizes of the sweep of --rows that FILE is of", DisableDefaultText: true},
		}, toFlags(drawingWords())),
		Args:   true,
		Action: frugally(onOperands(reportFile)),
	}
}

// reportHelp describes the report, with examples of a verb that prints it.
func reportHelp(verb string) string {
	return `FILE is the path of a result file; NAME is a name from harness results list, or
latest.

` + gateHelp + `

  ` + verb + ` latest
  ` + verb + ` --check 'S<0.05' --check 'speedup@8>6' FILE`
}

// reportFile reads a file and prints its report.
func reportFile(c *cli.Context, args []string) error {
	if c.Bool("sizes") && len(args) == 1 {
		return reportSizes(c, args[0])
	}
	show, err := newShow(c)
	if err != nil {
		return err
	}
	if isSet(c, "to") && len(args) > 0 {
		if len(show.gates.asked) > 0 {
			return usagef("--to writes a page and judges nothing: leave it or --check and --fail-if out")
		}
		return reportTo(c, args, show.scope)
	}
	if err := withoutTo(c); err != nil {
		return err
	}
	switch len(args) {
	case 0:
		return usagef("no result file: type %s FILE, or %[1]s latest", c.Command.HelpName)
	case 1:
	default:
		return usagef("unexpected %q: %s takes one file, or several with --to; harness compare judges them", args[1], c.Command.HelpName)
	}
	f, path, err := openResult(c, args[0])
	if err != nil {
		return err
	}
	if err := show.gates.fit(f.Header.Workers, show.scope); err != nil {
		return err
	}
	show.path = path
	_, err = show.file(c, f)
	return err
}

// A show holds the options by which an analysis is made and printed.
type show struct {
	format report.Format[*analysis.Report]
	scope  analysis.Scope
	gates  gates
	lanes  *int   // draw the median run at this N, 0 = the largest that was fitted; nil = none
	load   bool   // draw what the machine did during the runs
	path   string // of the result file, for the commands to type next
}

// newShow returns the options of the output flags. It is called before any work is done.
func newShow(c *cli.Context) (show, error) {
	format, err := report.Formats.Lookup(c.String("format"))
	if err != nil {
		return show{}, usagef("--format %v", err)
	}
	scope, err := analysis.ParseScope(c.String("scope"))
	if err != nil {
		return show{}, err
	}
	gates, err := gatesOf(c, gate.ParseValue)
	s := show{format: format, scope: scope, gates: gates}
	if isSet(c, "timeline") {
		if s.lanes = new(c.Int("timeline")); format.Name != report.Formats[0].Name {
			return s, usagef("--timeline is drawn below the %s: leave it out, or leave out --format %s", report.Formats[0].Name, format.Name)
		}
	}
	if s.load = c.Bool("load"); s.load && format.Name != report.Formats[0].Name {
		return s, usagef("--load is drawn below the %s: leave it out, or leave out --format %s", report.Formats[0].Name, format.Name)
	}
	return s, cmp.Or(err, checkLive(c))
}

// file analyses a file, prints the report, and prints the outcomes of the gates. The report is
// nil where there is none.
func (s show) file(c *cli.Context, f *results.File) (*analysis.Report, error) {
	if f.Header.Weak {
		if len(s.gates.asked) > 0 {
			return nil, usagef("a condition is about the S of one job: leave --check and --fail-if out for a sweep with --weak")
		}
		if s.load {
			return nil, usagef("--load is drawn of a sweep of one job: leave it out for a sweep with --weak")
		}
		return nil, showWeak(c, f, s.scope, s.path)
	}
	sample, err := analysis.NewSample(f, analysis.Options{Scope: s.scope})
	if err != nil {
		return nil, settled(err, f, s.path, s.scope)
	}
	a, err := sample.Report()
	if err != nil {
		return nil, settled(err, f, s.path, s.scope)
	}
	if len(s.gates.asked) > 0 {
		if a.Checks, err = gate.Judge(s.gates.asked, sample, a); err != nil {
			return a, err
		}
	}
	commands(a.Advice, &f.Header, s.scope)
	continued(a.Advice, f, s.path)
	var text strings.Builder
	if err := s.format.Write(&text, a, styleOf(c, c.App.Writer)); err != nil {
		return a, fmt.Errorf("report: %w", err)
	}
	if s.lanes != nil {
		text.WriteByte('\n')
		if err := writeTimeline(c, &text, f, a, *s.lanes); err != nil {
			return a, err
		}
	}
	if s.load {
		text.WriteByte('\n')
		if err := report.Load(&text, chart.Load(f, a), styleOf(c, c.App.Writer)); err != nil {
			return a, err
		}
	}
	if err := write(c.App.Writer, text.String()); err != nil {
		return a, err
	}
	return a, s.gates.print(c, a.Checks, func(o analysis.Gate) string { return s.settling(o, f, a.Advice) })
}

// writeTimeline draws the median run of a file at n workers; 0 = the largest n that was fitted.
func writeTimeline(c *cli.Context, to *strings.Builder, f *results.File, a *analysis.Report, n int) error {
	run, err := medianRun(f, a, n)
	if err != nil {
		return err
	}
	return report.Timeline(to, run, styleOf(c, c.App.Writer))
}

// medianRun returns the median run of a file at n workers; 0 = the largest n that was fitted.
func medianRun(f *results.File, a *analysis.Report, n int) (*harness.Run, error) {
	if n == 0 && len(a.FittedWorkers) > 0 {
		n = a.FittedWorkers[len(a.FittedWorkers)-1]
	}
	own, _, _ := f.Timed()
	if run := lanes.Median(own, n); run != nil {
		return run, nil
	}
	with := slices.DeleteFunc(slices.Clone(a.Points), func(p analysis.Point) bool { return lanes.Median(own, p.Workers) == nil })
	if len(with) == 0 {
		return nil, usagef("no run has an account of its workers, as none of a whole program has: there is no timeline to draw")
	}
	return nil, usagef("--timeline %d: no run at that N has an account of its workers: type one of %s", n, names(with, func(p analysis.Point) string { return fmt.Sprint(p.Workers) }))
}

// settling returns the command that would decide a gate of a file that is open: one that makes
// more repeats in the file, or that of the advice of the report; "" where none does.
func (s show) settling(o analysis.Gate, f *results.File, all []advice.Advice) string {
	if o.Repeats > 0 {
		return resuming(&f.Header, s.path, o.Repeats)
	}
	for _, fact := range all {
		if fact.Code == o.Advice {
			return fact.Command
		}
	}
	return ""
}

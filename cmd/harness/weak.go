package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/prepare"
	"serialfraction/results/report"
)

// A sweep whose rows grow with N answers another question than all others, so what it cannot
// do is refused here, and its report is printed here.

// checkWeak returns an error where a request asks for what a sweep whose rows grow with N
// cannot do.
func checkWeak(c *cli.Context, r results.Request) error {
	if !r.Weak {
		return nil
	}
	if _, err := weakFormat(c); err != nil {
		return err
	}
	workers, err := prepare.Workers(r, machine.This())
	switch {
	case err != nil:
		return err
	case slices.Max(workers) == 1:
		return usagef("--weak: with N = 1 alone no rows grow: type --max-workers 2 or more")
	case r.Control:
		return usagef("--weak: independent copies are of one number of rows: leave --control out")
	case len(r.Checks)+len(r.FailIf) > 0:
		return usagef("--weak: a condition is about the S of one job: leave --check and --fail-if out")
	case r.Results != "":
		return usagef("--weak: result rows are those of one job: leave --results out")
	case len(r.Profiles) > 0:
		return usagef("--weak: a profile is of one job: leave it out")
	case c.Bool("live"):
		return usagef("--weak: what is shown meanwhile is S of one job: leave --live out")
	}
	return nil
}

// strong returns an error for a file whose rows grow with N, where a verb needs those of one
// job.
func strong(f *results.File, name string) error {
	if !f.Header.Weak {
		return nil
	}
	return usagef("%s: %v; type harness report %[1]s, or sweep without --weak", wording.ShellWord(name), analysis.ErrWeak)
}

// weakFormat returns the form in which the report of such a sweep is printed.
func weakFormat(c *cli.Context) (f report.Format[*analysis.Weak], err error) {
	if f, err = report.WeakFormats.Lookup(c.String("format")); err != nil {
		err = usagef("--format %v", err)
	}
	return f, err
}

// showWeak analyses a file whose rows grow with N and prints its report.
func showWeak(c *cli.Context, f *results.File, scope analysis.Scope, path string) error {
	format, err := weakFormat(c)
	if err != nil {
		return err
	}
	return giveWeak(c, delivery[*analysis.Weak]{format: format}, f, scope, path)
}

// weakTo analyses a file whose rows grow with N and writes its report to the path of --to.
func weakTo(c *cli.Context, f *results.File, scope analysis.Scope, path string) error {
	to, err := newDelivery(c, report.WeakFormats, contentTargets(report.WeakContent, report.WeakFormats, weakFigures))
	if err != nil {
		return err
	}
	return giveWeak(c, to, f, scope, path)
}

// giveWeak analyses a file whose rows grow with N and delivers its report.
func giveWeak(c *cli.Context, to delivery[*analysis.Weak], f *results.File, scope analysis.Scope, path string) error {
	a, err := analysis.WeakOf(f, analysis.Options{Scope: scope, Level: 0.95})
	if err != nil {
		return settled(err, f, path, scope)
	}
	return to.give(c, a)
}

package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/gate"
	"serialfraction/results/report"
)

func compareVerb() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     "compare machines, schedules, workloads or commits by their result files",
		UsageText: "harness compare [options] OLD NEW [MORE…]\nharness compare [options] OLD… -- NEW…    (several sweeps a side)\nharness compare [options] FILE            (of a sweep of two algorithms)",
		Description: `Compares every file with the first: times, speed-ups, the time on one worker (T1),
S, the ceiling and every cause. Each row has an interval and a verdict; the level
holds for all rows together. To compare two machines, sweep the same rows on both
and copy one result file to the other machine.

Sweeps of one job vary, and two do not show how much. With several on each side of --
the sweeps are the repeats, and the intervals are of how much they vary. Make them by
turns, one of each side after the other: a machine drifts.

  harness compare laptop.jsonl server.jsonl
  harness compare old*.jsonl -- new*.jsonl
  harness compare --format md before.jsonl after.jsonl
  harness compare --fail-if 'S>+0.01' --fail-if 'speedup@8<-5%' before.jsonl after.jsonl

A CONDITION of --check or --fail-if is QUANTITY OP CHANGE, in quotes. A CHANGE has a
sign: 'S>+0.01' means that S rose by more than 0.01.`,
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: report.CompareFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.CompareFormats.Names()},
			&cli.Float64Flag{Name: "margin", Value: 100 * compare.DefaultMargins.Time, Category: onRuns, Usage: "call times that differ by less than `PERCENT` no different"},
			&cli.Float64Flag{Name: "margin-s", Value: compare.DefaultMargins.Serial, Category: onRuns, Usage: "call serial fractions and causes that differ by less than `SHARE` no different"},
			&cli.Float64Flag{Name: "level", Value: 0.95, Category: onRuns, Usage: "confidence `LEVEL` of all rows together: 0.95 or 95, in percent"},
			safeCSVFlag(),
		}, outputFlags()[1:], gateFlags("'speedup@8>=-5%'"), toFlags(figureWords(compareFigures))), // the first is --format
		Args:   true,
		Action: frugally(onOperands(compareFiles)),
	}
}

// compareFiles reads files, compares them and prints the comparison.
func compareFiles(c *cli.Context, args []string) error {
	to, err := newDelivery(c, report.CompareFormats, contentTargets(report.CompareContent, report.CompareFormats, compareFigures))
	if err != nil {
		return err
	}
	o, err := compareOptions(c)
	if err != nil {
		return err
	}
	gates, err := gatesOf(c, gate.ParseChange)
	if err != nil {
		return err
	}
	groups, err := groupsOf(c, args, analysis.Options{Scope: o.Scope, Level: o.Level})
	if err != nil {
		return err
	}
	comparison, err := compare.Groups(groups, o)
	if err != nil {
		return err
	}
	for i := range comparison.Pairs {
		comparison.Pairs[i].Next = longer(comparison.Pairs[i].Longer, o.Scope)
	}
	judged, err := gates.changes(groups)
	if err != nil {
		return err
	}
	for i, outcomes := range judged {
		comparison.Pairs[i].Checks = outcomes
	}
	if err := to.give(c, comparison); err != nil {
		return err
	}
	return gates.print(c, slices.Concat(judged...), func(analysis.Gate) string { return "" })
}

// compareOptions returns the options of a comparison from the flags.
func compareOptions(c *cli.Context) (compare.Options, error) {
	scope, err := analysis.ParseScope(c.String("scope"))
	if err != nil {
		return compare.Options{}, err
	}
	level, err := levelOf(c)
	if err != nil {
		return compare.Options{}, err
	}
	margin, serial := c.Float64("margin"), c.Float64("margin-s")
	switch {
	case !(margin > 0 && margin < 100):
		return compare.Options{}, usagef("--margin %v: type a percentage above 0, such as 1", margin)
	case !(serial > 0 && serial < 1):
		return compare.Options{}, usagef("--margin-s %v: type a share above 0, such as 0.005", serial)
	case level < 0.5:
		return compare.Options{}, usagef("--level %q: type a level from 0.5, or 50, on", c.String("level"))
	}
	return compare.Options{Scope: scope, Level: level, Margins: compare.Margins{Time: margin / 100, Serial: serial}}, nil
}

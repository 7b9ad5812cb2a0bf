package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/gate"
	"serialfraction/results/report"
)

func compareVerb() *cli.Command {
	return &cli.Command{
		Name:      "compare",
		Usage:     "compare machines, schedules, workloads or commits by their result files",
		UsageText: "harness compare [options] OLD NEW [MORE…]\nharness compare [options] FILE    (of a sweep of two algorithms)",
		Description: `Compares every file with the first: times, speed-ups, the time on one worker (T1),
S, the ceiling and every cause. Each row has an interval and a verdict; the level
holds for all rows together. To compare two machines, sweep the same rows on both
and copy one result file to the other machine.

  harness compare laptop.jsonl server.jsonl
  harness compare --format md before.jsonl after.jsonl
  harness compare --fail-if 'S>+0.01' --fail-if 'speedup@8<-5%' before.jsonl after.jsonl

A CONDITION of --check or --fail-if is QUANTITY OP CHANGE, in quotes. A CHANGE has a
sign: 'S>+0.01' means that S rose by more than 0.01.`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "format", Value: report.CompareFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.CompareFormats.Names()},
			&cli.Float64Flag{Name: "margin", Value: 100 * compare.DefaultMargins.Time, Category: onRuns, Usage: "call times that differ by less than `PERCENT` no different"},
			&cli.Float64Flag{Name: "margin-s", Value: compare.DefaultMargins.Serial, Category: onRuns, Usage: "call serial fractions and causes that differ by less than `SHARE` no different"},
			&cli.Float64Flag{Name: "level", Value: 0.95, Category: onRuns, Usage: "confidence `LEVEL` of all rows together: 0.95 or 95, in percent"},
		}, append(outputFlags()[1:], gateFlags("'speedup@8>=-5%'")...)...), // the first is --format
		Args:   true,
		Action: onOperands(compareFiles),
	}
}

// compareFiles reads files, compares them and prints the comparison.
func compareFiles(c *cli.Context, args []string) error {
	format, err := report.CompareFormats.Lookup(c.String("format"))
	if err != nil {
		return usagef("--format %v", err)
	}
	o, err := compareOptions(c)
	if err != nil {
		return err
	}
	gates, err := gatesOf(c, gate.ParseChange)
	if err != nil {
		return err
	}
	var files []*results.File
	paths := make([]string, len(args))
	for i, arg := range args {
		if paths[i], err = resultPath(c, arg); err != nil {
			return err
		}
	}
	if err := checkOperands(paths); err != nil {
		return err
	}
	for _, path := range paths {
		f, err := results.Read(path)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	o.Names = fileNames(paths)
	if len(files) == 1 {
		if files, o.Names, err = splitAlgorithms(files[0], paths[0]); err != nil {
			return err
		}
	}
	comparison, err := compare.Files(files, o)
	if err != nil {
		return err
	}
	for i := range comparison.Pairs {
		comparison.Pairs[i].Next = longer(comparison.Pairs[i].Longer, o.Scope)
	}
	judged, err := gates.changes(files, o)
	if err != nil {
		return err
	}
	for i, outcomes := range judged {
		comparison.Pairs[i].Checks = outcomes
	}
	var text strings.Builder
	if err := format.Write(&text, comparison, styleOf(c, c.App.Writer)); err != nil {
		return fmt.Errorf("compare: %w", err)
	}
	if err := write(c.App.Writer, text.String()); err != nil {
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

// checkOperands returns an error if there is no file or one is named twice.
func checkOperands(paths []string) error {
	for i, path := range paths {
		for _, other := range paths[:i] {
			if filepath.Clean(path) == filepath.Clean(other) || sameFile(path, other) {
				return usagef("%s is named twice: name another result file to compare it with", path)
			}
		}
	}
	if len(paths) == 0 {
		return usagef("no result files: type harness compare OLD NEW")
	}
	return nil
}

// fileNames returns short names of files: the last part of the path, or the whole path
// where two files have the same last part.
func fileNames(paths []string) []string {
	names, seen := make([]string, len(paths)), map[string]int{}
	for i, path := range paths {
		names[i] = strings.TrimSuffix(filepath.Base(path), ".jsonl")
		seen[names[i]]++
	}
	for i, path := range paths {
		if seen[names[i]] > 1 {
			names[i] = path
		}
	}
	return names
}

// splitAlgorithms splits a sweep of two algorithms into two files, to compare them, and
// returns the names of the algorithms too.
func splitAlgorithms(f *results.File, path string) ([]*results.File, []string, error) {
	own, alternative, err := results.SplitAlgorithms(f)
	if err != nil {
		return nil, nil, usagef("%s: %v", path, err)
	}
	return []*results.File{own, alternative}, []string{own.Header.Method, alternative.Header.Method}, nil
}

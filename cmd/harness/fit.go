package main

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results/analysis"
	"serialfraction/results/plan"
	"serialfraction/results/report"
	"serialfraction/results/timings"
	"serialfraction/results/timings/curves"
)

// Categories of the flags of fit, in help.
const (
	onInput  = "Input"
	onLaw    = "Law"
	onAnswer = "Questions"
)

func fitVerb() *cli.Command {
	return &cli.Command{
		Name:      "fit",
		Usage:     "fit scaling laws, and S, to timings that you already have",
		UsageText: "harness fit [options] FILE\nharness fit [options] - <FILE",
		Description: `FILE holds a time, throughput or speed-up for each number of workers N: a table
with a header such as workers,seconds, or the output of a benchmark tool. Each
repeat of an N is a row of its own; five repeats of each make the intervals sound.

  harness fit timings.csv
  harness fit --x threads --y "wall ms" timings.csv
  harness fit --predict workers=64,128 --solve speedup=30 timings.csv
  harness fit timings.csv --to laws.html
  go test -bench . -cpu 1,2,4,8 -count 10 | harness fit -`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "from", Category: onInput, Usage: "read the file as `FORMAT`: " + describe(timings.Formats(), timings.Format.Title), DefaultText: "found from the content"},
			&cli.StringFlag{Name: "x", Category: onInput, Usage: "`NAME` of the column or parameter that counts the workers", DefaultText: "found by its name"},
			&cli.StringFlag{Name: "y", Category: onInput, Usage: "`NAME` of the column or metric that was measured; several columns of repeats, separated by commas", DefaultText: "found by its name"},
			&cli.StringFlag{Name: "y-is", Category: onInput, Usage: "`QUANTITY` that was measured: time, throughput, speedup", DefaultText: "found from the name"},
			&cli.Float64Flag{Name: "cpus", Category: onInput, Usage: "the machine has `C` CPUs: an N above that is shown, not fitted", DefaultText: "unknown"},
			&cli.BoolFlag{Name: "weak", Category: onInput, Usage: "weak scaling: the work grows with N (Gustafson's law)", DisableDefaultText: true},

			&cli.StringFlag{Name: "model", Value: automatic, Category: onLaw, Usage: "take S and predictions from the law `NAME`: " + automatic + " (the one that the data prefer), " + names(fit.Models, func(m fit.Model) string { return m.Name })},
			&cli.StringFlag{Name: "loss", Value: fit.Default.Loss.Name, Category: onLaw, Usage: "minimise the squared errors of `WHAT`: " + names(fit.Losses, func(l fit.Loss) string { return l.Name }) + "; all but the first are unweighted, as in most published fits"},
			&cli.StringFlag{Name: "estimator", Value: fit.Default.Estimator.Name, Category: onLaw, Usage: "average the repeats at an N by `NAME`: " + names(fit.Estimators, func(e fit.Estimator) string { return e.Name })},
			&cli.Float64Flag{Name: "level", Value: fit.Default.Level, Category: onLaw, Usage: "confidence `LEVEL` of the intervals: 0.95 or 95, in percent"},
			&cli.BoolFlag{Name: "bootstrap", Category: onLaw, Usage: "also give bootstrap intervals of the parameters", DisableDefaultText: true},

			&cli.StringSliceFlag{Name: "predict", Category: onAnswer, Usage: "predict what the N of `LIST` would give, such as workers=64,128"},
			&cli.StringSliceFlag{Name: "solve", Category: onAnswer, Usage: "find how many workers reach `TARGET`: throughput=12201 (per second), speedup=30, efficiency=0.5, time=30s, latency=100ms"},

			&cli.StringFlag{Name: "format", Value: "table", Category: onOutput, Usage: "print `FORMAT`: " + report.CurveFormats.Names()},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
			safeCSVFlag(),
		}, toFlags(figureWords(fitFigures))...),
		Args:   true,
		Action: frugally(onOperands(fitFile)),
	}
}

// automatic is typed in place of a law to have the one that the data prefer.
const automatic = "auto"

// standardInput is typed in place of a file to read standard input.
const standardInput = "-"

// fitFile reads the series of a file, fits each and prints the report.
func fitFile(c *cli.Context, args []string) error {
	to, err := newDelivery(c, report.CurveFormats, contentTargets(report.FitContent, report.CurveFormats, fitFigures))
	if err != nil {
		return err
	}
	options, err := fitOptions(c)
	if err != nil {
		return err
	}
	switch len(args) {
	case 0:
		return usagef("no file: type harness fit FILE, or harness fit - to read standard input")
	case 1:
	default:
		return usagef("unexpected %q: harness fit takes one file at a time", args[1])
	}
	path := args[0]
	if path != standardInput {
		if path, err = resultPath(c, path); err != nil {
			return fmt.Errorf("%w; name a file of timings, or - for standard input", err)
		}
	}
	series, err := readTimings(c, path, timings.Options{From: c.String("from"), X: c.String("x"), Y: c.String("y"), YIs: c.String("y-is")})
	if err != nil {
		return err
	}
	all := &curves.Report{Schema: curves.Schema}
	for _, s := range series {
		o := options
		o.Weak = o.Weak || s.Weak
		o.CPUs = cmp.Or(o.CPUs, s.CPUs)
		a, err := curves.Analyze(seriesOf(path, s), o)
		if err != nil {
			return err
		}
		if s.Sweep != nil {
			commands(a.Advice, s.Sweep.Header, analysis.Pipeline)
		} else {
			refits(a.Advice, c, args[0])
		}
		all.Series = append(all.Series, a)
	}
	if err := to.give(c, all); err != nil {
		return err
	}
	if !to.prints(report.CurveFormats[0]) || path == standardInput || len(all.Series) > 1 || readOtherwise(c) {
		return nil
	}
	if _, err := plan.OfTimings(path, all.Series[0]); err != nil {
		return nil // S is not known
	}
	nextPlan(c, args[0])
	return nil
}

// readOtherwise reports whether flags decide how the file is read, which a plan has not.
func readOtherwise(c *cli.Context) bool {
	return slices.ContainsFunc([]string{"from", "x", "y", "y-is", "weak", "cpus"}, func(name string) bool { return isSet(c, name) })
}

// readTimings reads the series of a file or of standard input.
func readTimings(c *cli.Context, path string, o timings.Options) ([]timings.Series, error) {
	if path == standardInput {
		return timings.Read("standard input", c.App.Reader, o)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: name a file of timings, or - for standard input", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return timings.ReadFolder(path, os.DirFS(path), o)
	}
	return timings.Read(path, f, o)
}

// seriesOf converts a series that was read into one to analyse.
func seriesOf(path string, s timings.Series) curves.Series {
	if path == standardInput {
		path = "standard input"
	}
	return curves.Series{Name: s.Name, Source: path + " (" + s.Format + ")", Quantity: curves.Quantity(s.Quantity), Unit: s.Unit,
		Readings: s.Readings, Warnings: s.Warnings, Sure: s.Sure, Grows: s.Grows, Sweep: sweepOf(s.Sweep)}
}

// sweepOf converts what a result file adds to a series of timings; nil for other files.
func sweepOf(s *analysis.Series) *curves.Sweep {
	if s == nil {
		return nil
	}
	beyond := map[float64]string{}
	for n, flag := range s.Beyond {
		beyond[float64(n)] = flag
	}
	blocks := map[fit.Reading][]int{}
	for i, r := range fit.Readings(s.Runs) {
		blocks[r] = append(blocks[r], s.Blocks[i])
	}
	return &curves.Sweep{Beyond: beyond, Blocks: blocks, CPUs: s.CPUs, Share: s.Share, Punctual: fit.Readings(s.Punctual), Room: s.Room, Simulated: s.Header.Simulated()}
}

// fitOptions returns the options of the fit from the flags.
func fitOptions(c *cli.Context) (o curves.Options, err error) {
	if o.Method.Loss, err = fit.LossByName(c.String("loss")); err != nil {
		return o, unknown(err)
	}
	if o.Method.Estimator, err = fit.EstimatorByName(c.String("estimator")); err != nil {
		return o, unknown(err)
	}
	if o.Method.Level, err = levelOf(c); err != nil {
		return o, err
	}
	if o.CPUs = c.Float64("cpus"); isSet(c, "cpus") && !(o.CPUs > 0 && !math.IsInf(o.CPUs, 1)) {
		return o, usagef("--cpus %q: type a number above 0", c.String("cpus"))
	}
	if name := c.String("model"); name != automatic {
		m, err := fit.ModelByName(name)
		if err != nil {
			return o, unknown(err, automatic)
		}
		if o.Model = m.Name; c.Bool("weak") && !m.Weak {
			return o, usagef("--model %s --weak: this law holds for work that does not grow with N, leave one of the two out", m.Name)
		}
	}
	o.Weak, o.Bootstrap = c.Bool("weak"), c.Bool("bootstrap")
	for _, text := range c.StringSlice("predict") {
		n, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(text), "workers="), 64)
		if err != nil || !(n > 0) || n > 1e9 {
			return o, usagef("--predict %q: type numbers of workers, such as workers=64,128", text)
		}
		o.Workers = append(o.Workers, n)
	}
	for _, text := range c.StringSlice("solve") {
		t, err := curves.ParseTarget(text, harness.ParseTime)
		if err != nil {
			return o, usagef("--solve %v", err)
		}
		o.Targets = append(o.Targets, t)
	}
	return o, nil
}

// unknown turns the error of an unknown name into one of its flag: What is the name of the
// flag too. own are the names that the flag takes beside those of the table.
func unknown(err error, own ...string) error {
	if name := new(fit.UnknownName); errors.As(err, &name) {
		return usagef("--%s %q: type one of %s", name.What, name.Name, strings.Join(append(own, name.Known...), ", "))
	}
	return err
}

func names[T any](table []T, name func(T) string) string {
	return strings.Join(each(table, name), ", ")
}

// each returns the name of each entry of a table.
func each[T any](table []T, name func(T) string) (all []string) {
	for _, t := range table {
		all = append(all, name(t))
	}
	return all
}

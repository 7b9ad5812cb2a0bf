package main

import (
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/plan"
	"serialfraction/results/predict"
	"serialfraction/results/report"
)

// Categories of the flags of predict, in help.
const (
	onForecast = "Question"
	onWhatIf   = "What if"
)

// byDoctor is typed in place of a number to have what harness doctor measured.
const byDoctor = "doctor"

func predictVerb() *cli.Command {
	return &cli.Command{
		Name:      "predict",
		Usage:     "forecast the time with more workers, by the law and by a simulation",
		UsageText: "harness predict FILE --workers LIST [options]",
		Description: `Two forecasts side by side of what the job of a sweep takes with numbers of workers
beyond those that were timed: the law that was fitted to the times, and a simulation of
the run in virtual time, from the chunk times, claims, start, split and merge that the
file has. Where they differ, the cause that makes the difference is named. A program that
is timed whole has no chunks, and the law alone.

  harness predict latest --workers 1000,100000
  harness predict latest --workers 1e6 --chunks 1e8
  harness predict latest --workers 64 --without merge
  harness predict latest --workers 64 --chunk 1000 --schedule guided --row-cost 2ms`,
		Flags: append([]cli.Flag{
			&cli.StringFlag{Name: "workers", Category: onForecast, Usage: "forecast each N of `LIST`, such as 1000,1e5"},
			&cli.Uint64Flag{Name: "seed", Value: 1, Category: onForecast, Usage: "draw what the simulation draws from seed `S`"},

			&cli.StringFlag{Name: "without", Category: onWhatIf, Usage: "as if the causes of `LIST` cost nothing: " + strings.Join(predict.Causes(), ", ")},
			timeFlag("row-cost", onWhatIf, "as if the kernel took `TIME` for a row, in the mean", 0, "as measured"),
			&cli.Float64Flag{Name: "chunks", Category: onWhatIf, Usage: "as if the job had `C` chunks, of rows like those that were timed", DefaultText: "as measured"},
			&cli.IntFlag{Name: "chunk", Category: onWhatIf, Usage: "as if a chunk had `R` rows", DefaultText: "as measured"},
			&cli.StringFlag{Name: "schedule", Category: onWhatIf, Usage: "as if chunks were handed out by `NAME`: " + names(harness.Schedules, func(s harness.Schedule) string { return s.Name }), DefaultText: "as measured"},
			timeFlag("latency", onWhatIf, "as if each message took `TIME` more on a link, one way", 0, "none"),
			&cli.Float64Flag{Name: "bandwidth", Category: onWhatIf, Usage: "as if all rows went through one link of `B` bytes a second: 8 bytes a value, 2 bits a genotype", DefaultText: "no limit"},
			&cli.Float64Flag{Name: "stragglers", Category: onWhatIf, Usage: "as if this `SHARE` of the workers were slow, from 0 to 1", DefaultText: "none"},
			&cli.Float64Flag{Name: "slowness", Value: 2, Category: onWhatIf, Usage: "stragglers take `F` times as long"},
			&cli.StringFlag{Name: "memory-workers", Category: onWhatIf, Usage: "as if the memory served `W` workers at full speed and all shared it; " + byDoctor + " takes what harness doctor measured before the sweep", DefaultText: "any number"},

			&cli.StringFlag{Name: "format", Value: report.PredictFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.PredictFormats.Names()},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
		}, toFlags(figureWords(predictFigures))...),
		Args:   true,
		Action: frugally(onOperands(makeForecast)),
	}
}

// makeForecast reads a file, answers the question of the flags and prints the forecast.
func makeForecast(c *cli.Context, args []string) error {
	to, err := newDelivery(c, report.PredictFormats, contentTargets(report.ForecastContent, report.PredictFormats, predictFigures))
	if err != nil {
		return err
	}
	switch len(args) {
	case 0:
		return usagef("no file: type harness predict FILE --workers 1000, where FILE may be latest")
	case 1:
	default:
		return usagef("unexpected %q: harness predict takes one file at a time", args[1])
	}
	q, err := forecastQuestion(c)
	if err != nil {
		return err
	}
	path, err := resultPath(c, args[0])
	if err != nil {
		return err
	}
	f, err := results.ReadSample(path)
	if err != nil {
		return err
	}
	if err := strong(f, args[0]); err != nil {
		return err
	}
	if text := c.String("memory-workers"); text != "" {
		if q.Changes.MemoryWorkers, err = memoryWorkers(text, f.Header.Probe, args[0]); err != nil {
			return err
		}
	}
	p, err := predict.Make(f, filepath.Base(path), q)
	if err != nil {
		return settled(unplayed(err, &f.Header, args[0]), f, path, analysis.Pipeline)
	}
	return to.give(c, p)
}

// unplayed words the error of a file without chunk times: how to get them.
func unplayed(err error, h *results.Header, name string) error {
	if errors.As(err, new(predict.TooLong)) {
		return usagef("%v: type fewer --chunks, or a shorter --row-cost", err)
	}
	none := (*predict.NoChunkTimes)(nil)
	if !errors.As(err, &none) {
		return err
	}
	cure := "leave the changes out, for the law alone"
	if again := withChunkTimes(h); !none.Ever() && again != "" {
		cure = "type " + again + " to have them"
	} else if !none.Ever() {
		cure = fmt.Sprintf("type harness fit --predict workers=1000 %s for the law alone", wording.ShellWord(name))
	}
	return usagef("%s: %v; %s", wording.ShellWord(name), none, cure)
}

// withChunkTimes returns the command of the sweep of a header that keeps its chunk times; "" where
// no command line made it.
func withChunkTimes(h *results.Header) string {
	r, err := another(h, advice.Need{}, analysis.Pipeline)
	if err != nil {
		return ""
	}
	r.NoTimeline = false
	return sweepCommand(r, analysis.Pipeline, "")
}

// forecastQuestion returns the question of the flags.
func forecastQuestion(c *cli.Context) (q predict.Question, err error) {
	q.Seed = c.Uint64("seed")
	if q.Workers, err = forecastWorkers(c.String("workers")); err != nil {
		return q, err
	}
	to := &q.Changes
	if text := c.String("without"); text != "" {
		to.Without = strings.Split(text, ",")
		for i, name := range to.Without {
			if to.Without[i] = strings.TrimSpace(name); !slices.Contains(predict.Causes(), to.Without[i]) {
				return q, &harness.FlagError{Flag: "without", Value: name, Want: "type causes of " + strings.Join(predict.Causes(), ", ")}
			}
		}
	}
	if to.Schedule = c.String("schedule"); to.Schedule != "" {
		s, err := harness.ScheduleByName(to.Schedule)
		if err != nil {
			return q, err
		}
		if largest := q.Workers[len(q.Workers)-1]; s.Dealt() && largest > predict.MostStatic {
			return q, usagef("--schedule %s: at most %s workers are played one by one: type fewer --workers, or --schedule dynamic", s.Name, wording.Grouped(predict.MostStatic))
		}
	}
	to.RowCost, to.Latency = c.Generic("row-cost").(*timeValue).Duration, c.Generic("latency").(*timeValue).Duration
	if isSet(c, "row-cost") && to.RowCost == 0 {
		return q, usagef("--row-cost 0: type a time above 0, such as 2ms")
	}
	const most = 1e12
	for _, n := range []struct {
		name        string
		least, most float64
		whole       bool
		to          func(float64)
		such        string
	}{
		{"chunks", 1, most, true, func(x float64) { to.Chunks = int(x) }, "1e8"},
		{"bandwidth", 1, 1e18, false, func(x float64) { to.Bandwidth = x }, "1.25e9 for 10 Gbit/s"},
		{"stragglers", 0, 1, false, func(x float64) { to.Stragglers = x }, "0.01"},
		{"slowness", 1, 1000, false, func(x float64) { to.Slowness = x }, "2"},
	} {
		x := c.Float64(n.name)
		if n.to(x); isSet(c, n.name) && (!(x >= n.least && x <= n.most) || n.whole && x != math.Trunc(x)) {
			return q, usagef("--%s %q: type a number from %g to %g, such as %s", n.name, c.String(n.name), n.least, n.most, n.such)
		}
	}
	if to.ChunkRows = c.Int("chunk"); isSet(c, "chunk") && (to.ChunkRows < 1 || to.ChunkRows > 1<<32) {
		return q, usagef("--chunk %d: type the rows of a chunk, from 1 to %s", to.ChunkRows, wording.Grouped(1<<32))
	}
	return q, nil
}

// forecastWorkers reads the numbers of workers, ascending and each once.
func forecastWorkers(text string) (ns []int, err error) {
	if text == "" {
		return nil, usagef("no workers: type --workers LIST, such as --workers 1000,100000")
	}
	for word := range strings.SplitSeq(text, ",") {
		n, err := strconv.ParseFloat(strings.TrimSpace(word), 64)
		if err != nil || !(n >= 1 && n <= plan.MostWorkers) || n != math.Trunc(n) {
			return nil, usagef("--workers %q: type whole numbers from 1 to %s, such as 1000,100000", word, wording.Grouped(plan.MostWorkers))
		}
		ns = append(ns, int(n))
	}
	slices.Sort(ns)
	return slices.Compact(ns), nil
}

// memoryWorkers reads how many workers the memory serves at full speed.
func memoryWorkers(text string, p *results.Probe, name string) (float64, error) {
	if text == byDoctor {
		if p == nil || p.Memory == nil || len(p.Memory.Points) == 0 || p.Memory.Points[0].Read.Value <= 0 {
			return 0, usagef("--memory-workers %s: %s has no figures of the memory: type a number, or sweep without --no-doctor", byDoctor, wording.ShellWord(name))
		}
		points := p.Memory.Points
		return max(1, points[len(points)-1].Read.Value/points[0].Read.Value), nil
	}
	w, err := strconv.ParseFloat(text, 64)
	if err != nil || !(w >= 1 && w <= plan.MostWorkers) {
		return 0, usagef("--memory-workers %q: type a number of workers of 1 or more, or %s", text, byDoctor)
	}
	return w, nil
}

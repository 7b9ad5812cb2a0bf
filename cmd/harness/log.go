package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/chart"
	"serialfraction/results/export"
	"serialfraction/results/gate"
	"serialfraction/results/report"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/logs"
	"serialfraction/results/tasklog/study"
)

// Categories of the flags of log, in help.
const (
	onLog    = "Log"
	onReplay = "Replay"
)

func logVerb() *cli.Command {
	return &cli.Command{
		Name:      "log",
		Usage:     "find S, its causes and other numbers of slots in the log of a run that is over",
		UsageText: "harness log FILE… [options]",
		Description: `FILE is a log of tasks that you already have: a job log of GNU parallel, an event log of
Spark, a trace of Nextflow, a table with the start and end of each task … A slot is what runs
one task at a time: a core, a worker, a place of parallel -j. Every moment of every slot
is work or is lost to one cause, so the causes add up to S. Several logs of one job, with
other numbers of slots, tell more: whether tasks slow each other down.

  harness log run.joblog
  harness log run.joblog --slots 16 --ask 8,32,64
  harness log eventlog.zstd --without driver
  harness log j4.joblog j16.joblog
  harness log tasks.csv --column start=began --column duration=seconds
  harness log app.zstd --to report.html

` + logGateHelp,
		Flags: slices.Concat([]cli.Flag{
			&cli.StringFlag{Name: "from", Category: onLog, Usage: "read the log as `FORMAT`: " + describe(logs.Formats(), logs.Format.Title), DefaultText: "found from the content"},
			&cli.StringFlag{Name: "slots", Category: onLog, Usage: "the run had `N` slots; of several logs a list, in their order", DefaultText: "as the log tells, else as many as worked at once"},
			timeFlag("wall", onLog, "the whole job took `TIME`; what the log does not span of it is serial", 0, "as the log spans"),
			&cli.StringFlag{Name: "stage", Category: onLog, Usage: "tasks whose names agree in what the regular expression `REGEX` matches are a stage, which begins when that before it is over"},
			&cli.StringFlag{Name: "span", Category: onLog, Usage: "of a trace, the spans whose names match `REGEX` are the tasks", DefaultText: "the outermost of each thread"},
			&cli.StringFlag{Name: "only", Category: onLog, Usage: "of a log with jobs, count those of `LIST`, such as 3,4", DefaultText: "all"},
			&cli.IntFlag{Name: "build", Category: onLog, Usage: "of a log with several runs, take the `K`th", DefaultText: "the one with most tasks"},
			&cli.StringFlag{Name: "pool", Category: onLog, Usage: "of a log with several pools of slots, take `NAME` alone", DefaultText: "each by itself"},
			&cli.BoolFlag{Name: "held", Category: onLog, Usage: "of a workflow, a task holds its slot from when it was submitted, not for its script alone", DisableDefaultText: true},
			&cli.StringSliceFlag{Name: "column", Category: onLog, Usage: "of a table, `WHAT=NAME` of a column: " + logs.Roles() + "; may be repeated", DefaultText: "found by their names"},

			&cli.StringFlag{Name: "ask", Category: onReplay, Usage: "replay the run in each number of slots of `LIST`", DefaultText: "from half to eight times as many"},
			&cli.StringFlag{Name: "without", Category: onReplay, Usage: "as if the causes of `LIST` had lost nothing: " + strings.Join(causeNames(replayCauses), ", ")},
			timeFlag("split-longest", onReplay, "as if each task that takes longer than `TIME` were split into parts of that", 0, "as they are"),

			&cli.StringFlag{Name: "format", Value: report.LogFormats[0].Name, Category: onOutput, Usage: "print `FORMAT`: " + report.LogFormats.Names()},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
			safeCSVFlag(),
		}, toFlags(figureWords(logFigures)), gateFlags("'S<0.1'")),
		Args:   true,
		Action: frugally(onOperands(studyLogs)),
	}
}

// replayCauses are the causes that a replay can be without.
var replayCauses = []tasklog.Cause{tasklog.Start, tasklog.Driver, tasklog.End, tasklog.Spawn, tasklog.Dispatch}

func causeNames(causes []tasklog.Cause) (names []string) {
	for _, c := range causes {
		names = append(names, c.String())
	}
	return names
}

// logGateHelp explains the conditions of logs.
const logGateHelp = `A CONDITION is QUANTITY OP VALUE, in quotes because the shell reads < and > itself:
'S<0.1', 'T1<2h', 'T@64<10m', 'speedup@64>40', 'efficiency@8>75%'. It holds as far as
tasks take as long in other numbers of slots.`

// logFigures are the figures of the study of a log.
var logFigures = []drawn[*study.Study]{{"", "what the slots did, from the begin of the run to its end", always(chart.Course)}}

// studyLogs reads the logs of one job and prints what they tell.
func studyLogs(c *cli.Context, args []string) error {
	var runs []*tasklog.Run
	targets := append(contentTargets(report.LogContent, report.LogFormats, logFigures), target[*study.Study]{Ending: "trace.json", Summary: "its tasks on a thread for each slot, for Perfetto",
		Files: func(_ *cli.Context, path string, _ *study.Study) ([]wholefile.File, error) {
			if len(runs) > 1 {
				return nil, usagef("%s for a trace: name one", wording.Count(len(runs), "log"))
			}
			return []wholefile.File{{Path: path, Write: func(w io.Writer) error { return export.WriteLogTrace(w, runs[0]) }}}, nil
		}})
	to, err := newDelivery(c, report.LogFormats, targets)
	if err != nil {
		return err
	}
	checks, err := gatesOf(c, gate.ParseValue)
	if err != nil {
		return err
	}
	for _, asked := range checks.asked {
		if err := asked.Condition.FitsLog(); err != nil {
			return usagef("--%s %q: %v", asked.Kind, asked.Condition, err)
		}
	}
	if len(args) == 0 {
		return usagef("no file: type harness log FILE, or harness log - to read standard input")
	}
	options, err := logOptions(c)
	if err != nil {
		return err
	}
	q, err := logQuestion(c, len(args), checks)
	if err != nil {
		return err
	}
	if runs, err = readLogs(c, args, options); err != nil {
		return err
	}
	s, err := study.Make(runs, q)
	if err != nil {
		return err
	}
	if err := to.give(c, s); err != nil {
		return err
	}
	return checks.print(c, gate.JudgeLog(checks.asked, s), func(analysis.Gate) string { return "" })
}

// readLogs reads the logs in their order, of the pool that is asked for. A log of several runs of one job, as a
// result file is, has one for each number of slots.
func readLogs(c *cli.Context, args []string, o logs.Options) (runs []*tasklog.Run, err error) {
	for _, path := range args {
		var read []*tasklog.Run
		if path == standardInput {
			var one *tasklog.Run
			one, err = logs.ReadFrom("standard input", c.App.Reader, o)
			read = []*tasklog.Run{one}
		} else {
			read, err = logs.ReadAll(path, o)
		}
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%w: name the log of a run, or - for standard input", err)
		}
		if err != nil {
			return nil, err
		}
		for _, r := range read {
			if err := heeded(c, path, r.Format); err != nil {
				return nil, err
			}
			if name := c.String("pool"); name != "" {
				pool := slices.Index(r.Pools, name)
				if pool < 0 {
					return nil, usagef("--pool %q: %s has %s", name, wording.ShellWord(path), poolNames(r))
				}
				r = r.Pool(pool)
			}
			runs = append(runs, r)
		}
	}
	return runs, nil
}

// heeds maps each flag that says how a log is read to the formats that it changes; a flag that is not here changes
// any.
var heeds = map[string][]string{
	"column": {"csv"},
	"span":   {"trace"},
	"build":  {"ninja", "results"},
	"held":   {"nextflow"},
	"only":   {"spark"},
}

// heeded returns an error where a flag was given that changes nothing of a log of that format.
func heeded(c *cli.Context, path, format string) error {
	if isSet(c, "slots") && format == "results" {
		return usagef("--slots is for a log that does not tell, and %s tells how many workers each run had: leave it out", wording.ShellWord(path))
	}
	for _, flag := range slices.Sorted(maps.Keys(heeds)) {
		if isSet(c, flag) && !slices.Contains(heeds[flag], format) {
			return usagef("--%s changes nothing of %s, which is read as %s: leave it out", flag, wording.ShellWord(path), format)
		}
	}
	return nil
}

// poolNames lists the pools of a run.
func poolNames(r *tasklog.Run) string {
	if len(r.Pools) < 2 {
		return "one pool of slots: leave it out"
	}
	var names []string
	for _, name := range r.Pools {
		names = append(names, wording.ShellWord(name))
	}
	return "the pools " + wording.And(names...)
}

// logOptions returns what the flags say of how the log is read.
func logOptions(c *cli.Context) (o logs.Options, err error) {
	o = logs.Options{From: c.String("from"), Build: c.Int("build"), Held: c.Bool("held")}
	for _, flag := range []struct {
		name string
		to   **regexp.Regexp
	}{{"stage", &o.Stage}, {"span", &o.Span}} {
		if text := c.String(flag.name); text != "" {
			if *flag.to, err = regexp.Compile(text); err != nil {
				return o, usagef("--%s %q: %v: type a regular expression of Go", flag.name, text, err)
			}
		}
	}
	if isSet(c, "build") && o.Build < 1 {
		return o, usagef("--build %d: type 1 for the first run in the log", o.Build)
	}
	if o.Only, err = numbersOf(c, "only", 0); err != nil {
		return o, err
	}
	for _, pair := range c.StringSlice("column") {
		what, name, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			return o, usagef("--column %q: type WHAT=NAME, such as start=began", pair)
		}
		if o.Columns == nil {
			o.Columns = map[string]string{}
		}
		o.Columns[strings.TrimSpace(what)] = name
	}
	return o, nil
}

// logQuestion returns what the flags ask of so many logs.
func logQuestion(c *cli.Context, files int, checks gates) (q study.Question, err error) {
	q = study.Question{Wall: c.Generic("wall").(*timeValue).Duration, AtMost: c.Generic("split-longest").(*timeValue).Duration}
	if q.Slots, err = numbersOf(c, "slots", 1); err != nil {
		return q, err
	}
	if n := len(q.Slots); n > 0 && n != files {
		return q, usagef("--slots %s: %s for %s: type one for each, in their order", c.String("slots"), wording.Count(n, "number"), wording.Count(files, "log"))
	}
	if q.Ask, err = numbersOf(c, "ask", 1); err != nil {
		return q, err
	}
	for _, asked := range checks.asked {
		if n := asked.Condition.Slots(); n > 0 {
			q.Also = append(q.Also, n)
		}
	}
	if text := c.String("without"); text != "" {
		for name := range strings.SplitSeq(text, ",") {
			i := slices.IndexFunc(replayCauses, func(cause tasklog.Cause) bool { return cause.String() == strings.TrimSpace(name) })
			if i < 0 {
				return q, &harness.FlagError{Flag: "without", Value: name, Want: "type causes of " + strings.Join(causeNames(replayCauses), ", ")}
			}
			q.Without = append(q.Without, replayCauses[i])
		}
	}
	return q, nil
}

// mostSlots bounds the numbers of slots that may be typed.
const mostSlots = 10_000_000

// numbersOf returns the whole numbers, at least least, of a flag with a list; none where it is not given.
func numbersOf(c *cli.Context, flag string, least int) (all []int, err error) {
	text := c.String(flag)
	if !isSet(c, flag) {
		return nil, nil
	}
	for part := range strings.SplitSeq(text, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < least || n > mostSlots {
			return nil, usagef("--%s %q: type whole numbers from %d to %d between commas, such as %d,%d", flag, text, least, mostSlots, least+1, 2*(least+1))
		}
		all = append(all, n)
	}
	return all, nil
}

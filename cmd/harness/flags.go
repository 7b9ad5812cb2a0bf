package main

import (
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/results/analysis"
	"serialfraction/results/report"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// Categories of flags, in help.
const (
	onData   = "Data"
	onWork   = "Workload"
	onRuns   = "Runs"
	onOutput = "Output"
	onParam  = "Settings of workloads"
)

// outputFlags returns the flags of the verbs that print an analysis.
func outputFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "format", Value: "table", Category: onOutput, Usage: "print `FORMAT`: " + report.Formats.Names()},
		&cli.StringFlag{Name: "scope", Value: string(analysis.Pipeline), Category: onOutput, Usage: "count `SCOPE` as the job: steady (workers that have started), compute (with their start), pipeline (with split and merge), end-to-end (with load and store too)"},
		&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
	}
}

// belowFlags returns the flags of the verbs that print the report of one sweep, for what may be drawn below it.
func belowFlags() []cli.Flag {
	return []cli.Flag{
		&cli.IntFlag{Name: "timeline", Category: onOutput, Usage: "below the report, draw what each worker did in the median run at `N` workers; 0 = the largest N that was fitted", DefaultText: "no timeline"},
		&cli.BoolFlag{Name: "load", Category: onOutput, Usage: "below the report, draw how long each run took, how long its workers waited for a CPU, what else was running and how fast the CPUs ran", DisableDefaultText: true},
	}
}

// safeCSVFlag returns the flag of the verbs that write names from files into CSV.
func safeCSVFlag() cli.Flag {
	return &cli.BoolFlag{Name: "safe-csv", Category: onOutput, Usage: "csv: put ' before a text that a spreadsheet would carry out as a formula, and leave out what a terminal would obey", DisableDefaultText: true}
}

// levelOf returns the confidence level of --level, which is typed as a share of 1 or, from 50
// on, as a percentage.
func levelOf(c *cli.Context) (float64, error) {
	switch level := c.Float64("level"); {
	case level > 0 && level < 1:
		return level, nil
	case level >= 50 && level < 100:
		return level / 100, nil
	}
	return 0, usagef("--level %q: type a level below 1, such as 0.95, or a percentage from 50 to below 100, such as 95", c.String("level"))
}

// paramFlags makes a flag for each setting in the table of workloads. A name that several
// workloads use is one flag.
func paramFlags() (flags []cli.Flag) {
	type shared struct {
		usage  []string
		owners [][]string // owners[i] are the workloads with usage[i]
		kind   spec.Param
	}
	byName := map[string]*shared{}
	var names []string
	for _, s := range workloads.All {
		for _, p := range s.Params {
			if byName[p.Name] == nil {
				byName[p.Name] = &shared{}
				names = append(names, p.Name)
			}
			f := byName[p.Name]
			f.kind = p
			text := p.Usage
			if p.Default != "" {
				text += " (default: " + p.Default + ")"
			}
			at := slices.Index(f.usage, text)
			if at < 0 {
				at = len(f.usage)
				f.usage, f.owners = append(f.usage, text), append(f.owners, nil)
			}
			f.owners[at] = append(f.owners[at], s.Name)
		}
	}
	for _, name := range names {
		f := byName[name]
		usage := ""
		for i, text := range f.usage {
			if i > 0 { // back quotes mark the name of the value, once in a usage
				usage, text = usage+"; ", strings.ReplaceAll(text, "`", "")
			}
			usage += strings.Join(f.owners[i], ", ") + ": " + text
		}
		f.kind.Usage, f.kind.Default = usage, "" // the usage names the default of each workload
		flags = append(flags, paramFlag(f.kind))
	}
	return flags
}

// paramFlag makes the flag of a setting.
func paramFlag(p spec.Param) cli.Flag {
	switch {
	case p.Repeat:
		return &cli.GenericFlag{Name: p.Name, Category: onParam, Usage: p.Usage, Value: new(lines)}
	case p.Switch:
		return &cli.BoolFlag{Name: p.Name, Category: onParam, Usage: p.Usage, DisableDefaultText: true}
	case p.Time:
		return timeFlag(p.Name, onParam, p.Usage, 0, p.Default)
	}
	return &cli.StringFlag{Name: p.Name, Category: onParam, Usage: p.Usage, DefaultText: p.Default}
}

// lines holds the values of a flag that may be repeated. The type of the library would
// split each value at its commas.
type lines []string

func (l *lines) Set(value string) error { *l = append(*l, value); return nil }

func (l *lines) Get() any { return l.String() }

func (l *lines) String() string { return strings.Join(*l, "\n") }

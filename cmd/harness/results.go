package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/results"
	"serialfraction/results/report"
	"serialfraction/results/store"
)

func resultsVerb() *cli.Command {
	return &cli.Command{
		Name:      "results",
		Usage:     "list, show, export and remove the results of earlier sweeps",
		UsageText: "harness results list|show|path|rm|export [options] …",
		Description: `A sweep without --output keeps its result file in ~/.local/share/harness/results, or
below $XDG_DATA_HOME. NAME is a name from the list, the start of one, or latest, the
newest that has a timed run.

  harness results list --workload ttest --since 2026-11-01
  harness results show latest
  harness results export latest --to csv -o runs.csv
  harness results rm NAME …`,
		Subcommands: []*cli.Command{listVerb(), showVerb(), pathVerb(), removeVerb(), exportVerb()},
	}
}

func listVerb() *cli.Command {
	return &cli.Command{
		Name:      "list",
		Usage:     "list the results, the newest first",
		UsageText: "harness results list [options]",
		Flags: append(filterFlags(),
			&cli.StringFlag{Name: "format", Value: "table", Category: onOutput, Usage: "print `FORMAT`: " + report.ListingFormats.Names()},
			&cli.BoolFlag{Name: "no-color", Category: onOutput, Usage: "no colours, as with NO_COLOR=1", DisableDefaultText: true},
			safeCSVFlag()),
		Action: frugally(list),
	}
}

func list(c *cli.Context) error {
	format, err := report.ListingFormats.Lookup(c.String("format"))
	if err != nil {
		return usagef("--format %v", err)
	}
	keep, err := filterOf(c)
	if err != nil {
		return err
	}
	folder, err := resultStore()
	if err != nil {
		return err
	}
	found, err := folder.List(c.Context, keep)
	if err != nil {
		return err
	}
	of, err := folder.Count()
	if err != nil {
		return err
	}
	var text strings.Builder
	if err := format.Write(&text, &report.Listing{Schema: results.Schema, Folder: folder.Dir, Results: found, Of: of}, styleOf(c, c.App.Writer)); err != nil {
		return err
	}
	return write(c.App.Writer, text.String())
}

// showVerb returns harness report under the name that users look for here.
func showVerb() *cli.Command {
	verb := reportVerb()
	verb.Name = "show"
	verb.Usage = "print the report of a result, as harness report does"
	verb.UsageText = "harness results show [options] NAME|FILE"
	verb.Description = reportHelp("harness results show")
	return verb
}

func pathVerb() *cli.Command {
	return &cli.Command{
		Name:      "path",
		Usage:     "print the path of a result, or of the folder of all",
		UsageText: "harness results path [NAME]",
		Args:      true,
		Action: onOperands(func(c *cli.Context, args []string) error {
			folder, err := resultStore()
			if err != nil {
				return err
			}
			path := folder.Dir
			switch len(args) {
			case 0:
			case 1:
				if path, err = folder.Find(c.Context, args[0]); err != nil {
					return err
				}
			default:
				return usagef("unexpected %q: one NAME at most", args[1])
			}
			_, err = fmt.Fprintln(c.App.Writer, path)
			return err
		}),
	}
}

// resultStore returns the folder of this user's results.
func resultStore() (store.Folder, error) {
	folder, err := store.Default(os.Getenv)
	if err != nil {
		return folder, fmt.Errorf("%w: set one of them", err)
	}
	return folder, nil
}

// openResult reads a result file by its path, or by its name in the folder of results. It
// returns the path too.
func openResult(c *cli.Context, name string) (f *results.File, path string, err error) {
	if path, err = resultPath(c, name); err != nil {
		return nil, "", err
	}
	f, err = results.ReadSample(path)
	return f, path, err
}

// resultPath returns the path of a result file. name is a path, or a name in the folder of
// results, the start of one, or latest. A file of that name in the current folder comes
// first. Every flag and argument that names a result file is resolved here.
func resultPath(c *cli.Context, name string) (string, error) {
	if _, err := os.Stat(name); !errors.Is(err, fs.ErrNotExist) {
		return name, nil
	}
	if filepath.Base(name) != name {
		return "", fmt.Errorf("result file %s: no such file: correct the path, or name a result of harness results list", name)
	}
	folder, err := resultStore()
	if err != nil {
		return "", fmt.Errorf("no file %q here, and %w", name, err)
	}
	path, err := folder.Find(c.Context, name)
	if err != nil {
		return "", fmt.Errorf("no file of that name here, and %w", err)
	}
	return path, store.CheckPlain(path)
}

// filterFlags returns the flags that choose results.
func filterFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "workload", Category: onWork, Usage: "only those of workload `NAME`; * stands for any text"},
		&cli.StringFlag{Name: "machine", Category: onWork, Usage: "only those made on host `NAME`"},
		&cli.StringFlag{Name: "engine", Category: onWork, Usage: "only those of engine `NAME`, or ENGINE/SCHEDULE"},
		&cli.StringFlag{Name: "since", Category: onWork, Usage: "only those begun on `DATE` or later, such as 2026-11-20 or 2026-11-20T14:30"},
		&cli.StringFlag{Name: "until", Category: onWork, Usage: "only those begun before the end of `DATE`"},
	}
}

// filterOf returns the filter of the flags that choose results.
func filterOf(c *cli.Context) (f store.Filter, err error) {
	f = store.Filter{Workload: c.String("workload"), Machine: c.String("machine"), Engine: c.String("engine")}
	for _, name := range []string{"workload", "machine", "engine"} {
		if err := store.CheckPattern(c.String(name)); err != nil {
			return f, usagef("--%s %q: a [ without its ]: write \\[ for the character itself", name, c.String(name))
		}
	}
	if f.Since, err = dateOf(c, "since", false); err != nil {
		return f, err
	}
	f.Until, err = dateOf(c, "until", true)
	return f, err
}

// dateOf parses a flag that takes a local date or time. A date is its first moment, or the
// first moment of the next day where after is true.
func dateOf(c *cli.Context, flag string, after bool) (time.Time, error) {
	text := c.String(flag)
	if text == "" {
		return time.Time{}, nil
	}
	if day, err := time.ParseInLocation(time.DateOnly, text, time.Local); err == nil {
		if after {
			day = day.AddDate(0, 0, 1)
		}
		return day, nil
	}
	for _, layout := range []string{"2006-01-02T15:04", "2006-01-02 15:04", time.DateTime, time.RFC3339} {
		if t, err := time.ParseInLocation(layout, text, time.Local); err == nil {
			return t, nil
		}
	}
	return time.Time{}, usagef("--%s %q: type a date such as 2026-11-20, or a time such as 2026-11-20T14:30", flag, text)
}

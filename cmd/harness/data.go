package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/input"
	"serialfraction/harness/wholefile"
)

func dataVerb() *cli.Command {
	return &cli.Command{
		Name:      "data",
		Usage:     "inspect, convert and generate files of rows",
		UsageText: "harness data inspect|convert|generate [options] …",
		Description: `
  harness data inspect rows.gct               show shape, groups, missing values
  harness data convert rows.csv.gz rows.npy   write the same values in another format
  harness data generate rows.csv --rows 1000   write random rows with known differences

` + formatList(),
		Subcommands: []*cli.Command{inspectVerb(), convertVerb(), generateVerb()},
	}
}

// formatList lists the formats of files, for help.
func formatList() string {
	return fmt.Sprintf("Formats read: %s, each also packed: %s. Formats written: %s, each also packed: %s.",
		strings.Join(extensions(false), " "), strings.Join(input.Packings(false), " "),
		strings.Join(extensions(true), " "), strings.Join(input.Packings(true), " "))
}

// extensions returns the file name extensions of all formats, or of those that can be
// written.
func extensions(written bool) (all []string) {
	for _, f := range input.Formats() {
		if !written || f.Write != nil {
			all = append(all, f.Extensions...)
		}
	}
	return all
}

// groupFlags returns the flags that choose and arrange columns.
func groupFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "groups", Category: onData, Usage: "take the groups from `FILE`, or - for the standard input, with lines sample,group, or a .cls; of a table with more columns, from that of --group-field"},
		&cli.StringFlag{Name: "group-by", Category: onData, Usage: "take the group from the sample's name by `REGEXP`, such as '^[A-Z]+', or from the value of --group-field"},
		&cli.StringFlag{Name: "group-field", Category: onData, Usage: "take the groups from the field `NAME` of the samples, or from that column of --groups FILE; harness data inspect lists the fields"},
		&cli.StringFlag{Name: "contrast", Category: onData, Usage: "compare groups `A,B` and leave out the others; t has the sign of mean A − mean B"},
		&cli.BoolFlag{Name: "no-header", Category: onData, Usage: "read the first line of a table as a row of data", DisableDefaultText: true},
		&cli.StringFlag{Name: "ids", Category: onData, Usage: "the ids of the rows of a table: `WHERE` is the name of a column, first (the first column holds them) or none (it holds values)", DefaultText: "first, with a warning where it looks like values"},
		&cli.IntFlag{Name: "text-columns", Category: onData, Usage: "the `K` columns behind the ids of a table are text about the row, such as Chr and Start", DefaultText: "those that hold words"},
		&cli.StringFlag{Name: "columns", Category: onData, Usage: "the columns whose names match `REGEXP` are the samples; of a table, all others but the ids are text about the row", DefaultText: "those that hold numbers"},
		&cli.GenericFlag{Name: "na", Category: onData, Usage: "`STRING` stands for a missing value of a table, beside NA, NaN, null and nothing; may be repeated", Value: new(lines)},
		&cli.BoolFlag{Name: "phenotype-01", Category: onData, Usage: "read 0 in a .fam file as control and 1 as case; without it, 1 is a control and 2 a case", DisableDefaultText: true},
	}
}

// sourceOf returns the source of the rows from these flags and --data, "" where the verb
// has no --data.
func sourceOf(c *cli.Context) input.Source {
	return input.Source{Data: c.String("data"), Groups: c.String("groups"), GroupBy: c.String("group-by"), GroupField: c.String("group-field"),
		Contrast: c.String("contrast"), Phenotype01: c.Bool("phenotype-01"),
		NoHeader: c.Bool("no-header"), IDs: c.String("ids"), TextColumns: c.Int("text-columns"), Columns: c.String("columns"), NA: linesOf(c, "na")}
}

// writeFlags returns the flags of the verbs that write a file of rows.
func writeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "force", Category: onOutput, Usage: "replace the file if it exists", DisableDefaultText: true},
		&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "print no progress", DisableDefaultText: true},
	}
}

// checkOut returns an error, before anything is read, if a file cannot be written or
// exists already and --force is not given.
func checkOut(c *cli.Context, path string) error {
	if err := input.CheckWrite(path); err != nil {
		return usagef("%v", err)
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
		return usagef("%s: no folder %s: make it, or name another file", path, filepath.Dir(path))
	}
	return checkReplaced(c, path)
}

// checkReplaced returns an error if a file exists and --force is not given.
func checkReplaced(c *cli.Context, path string) error {
	old, err := os.Stat(path)
	switch {
	case err != nil:
		return nil
	case old.IsDir():
		return usagef("%s: %v", path, wholefile.ErrFolder)
	case !c.Bool("force"):
		return usagef("%s exists: name another file, or replace it with --force", path)
	}
	return nil
}

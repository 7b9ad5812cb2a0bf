package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/input"
)

func dataVerb() *cli.Command {
	return &cli.Command{
		Name:      "data",
		Usage:     "look at rows, convert them between formats, generate some",
		UsageText: "harness data inspect|convert|generate [options] …",
		Description: `
  harness data inspect rows.gct               shape, groups, missing values
  harness data convert rows.csv.gz rows.npy   the same values, another format
  harness data generate rows.csv --rows 1000   made-up rows, known differences

` + formatList(),
		Subcommands: []*cli.Command{inspectVerb(), convertVerb(), generateVerb()},
	}
}

// formatList lists the formats of files, for help.
func formatList() string {
	return fmt.Sprintf("Read are %s; written are %s; each also with .gz or .zst.",
		strings.Join(extensions(false), " "), strings.Join(extensions(true), " "))
}

// extensions returns those of the formats that are read, or also written.
func extensions(written bool) (all []string) {
	for _, f := range input.Formats() {
		if !written || f.Write != nil {
			all = append(all, f.Extensions...)
		}
	}
	return all
}

// groupFlags are the flags that choose and arrange columns.
func groupFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "groups", Category: onData, Usage: "take the groups from `FILE`, with lines sample,group, or a .cls"},
		&cli.StringFlag{Name: "group-by", Category: onData, Usage: "take the group from the sample's name by `REGEXP`, such as '^[A-Z]+', or from the value of --group-field"},
		&cli.StringFlag{Name: "group-field", Category: onData, Usage: "take the groups from what the file says of each sample under `NAME`, see harness data inspect"},
		&cli.StringFlag{Name: "contrast", Category: onData, Usage: "compare groups `A,B`, and leave out others; t has the sign of mean A − mean B"},
	}
}

// sourceOf reads these flags, and that of the rows where the verb has it.
func sourceOf(c *cli.Context) input.Source {
	return input.Source{Data: c.String("data"), Groups: c.String("groups"), GroupBy: c.String("group-by"), GroupField: c.String("group-field"),
		Contrast: c.String("contrast")}
}

// writeFlags are shared by the verbs that write a file of rows.
func writeFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "force", Category: onOutput, Usage: "replace the file if it exists", DisableDefaultText: true},
		&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "say nothing of the progress", DisableDefaultText: true},
	}
}

// checkOut refuses, before anything is read, a file that cannot be written or would
// cost another.
func checkOut(c *cli.Context, path string) error {
	if err := input.CheckWrite(path); err != nil {
		return usagef("%v", err)
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
		return fmt.Errorf("%s: no folder %s: make it, or name another file", path, filepath.Dir(path))
	}
	old, err := os.Stat(path)
	switch {
	case err != nil:
		return nil
	case old.IsDir():
		return fmt.Errorf("%s: this is a folder: name a file in it", path)
	case !c.Bool("force"):
		return fmt.Errorf("%s exists: name another file, or replace it with --force", path)
	}
	return nil
}

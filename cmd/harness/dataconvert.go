package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

func convertVerb() *cli.Command {
	return &cli.Command{
		Name:      "convert",
		Usage:     "write the rows of a file in another format",
		UsageText: "harness data convert [options] IN OUT",
		Description: `The extensions of IN and OUT decide on the formats. Every value in OUT is the same
float64 as in IN. OUT has all columns in the order of IN; with --groups, --group-by,
--group-field or --contrast it has those of the two groups only, first group first.
What OUT has no place for is listed; the groups are written beside it, for --groups.

  harness data convert GSE1234_series_matrix.txt.gz rows.npy
  harness data convert rows.gct rows.csv.gz --groups classes.cls --contrast AML,ALL

` + formatList(),
		Flags:  append(append(groupFlags(), writeFlags()...), safeCSVFlag()),
		Args:   true,
		Action: onOperands(convert),
	}
}

func convert(c *cli.Context, files []string) error {
	if len(files) != 2 {
		return usagef("two files are needed, %d given: type harness data convert IN OUT", len(files))
	}
	in, out := files[0], files[1]
	if sameFile(in, out) {
		return usagef("%s is both IN and OUT: name another file as OUT", in)
	}
	if err := checkOut(c, out); err != nil {
		return err
	}
	source := sourceOf(c)
	source.Data, source.KeepOrder, source.Once, source.Aside = in, true, true, filepath.Dir(out)
	return writeRows(c, source, out, true)
}

func sameFile(a, b string) bool {
	x, errX := os.Stat(a)
	y, errY := os.Stat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}

// writeRows reads or generates rows, writes them, and prints what it wrote. Where beside is true,
// the groups that the rows have are written to a file beside them.
func writeRows(c *cli.Context, source input.Source, out string, beside bool) (failed error) {
	d, err := input.Load(c.Context, source)
	if err != nil {
		return err
	}
	defer func() { failed = errors.Join(failed, d.Close()) }()
	warn(c, d.Notes)
	d = namedFor(d, c.Bool("safe-csv"))
	writer, groups := input.WriteFile, ""
	if beside && d.Groups != (harness.Groups{}) {
		writer, groups = input.WriteWithGroups, input.GroupsPath(out)
		if sameFile(groups, source.Groups) {
			return usagef("%s is the file of --groups, and that of the groups of OUT: name another file as OUT", groups)
		}
		if err := checkReplaced(c, groups); err != nil {
			return err
		}
	}
	bar := newBar(c, out)
	err = writer(c.Context, out, d, bar.show)
	bar.end()
	if err != nil {
		return err
	}
	if c.Bool("quiet") {
		return nil
	}
	size := ""
	if info, err := os.Stat(out); err == nil {
		size = ", " + number.FileSize(info.Size())
	}
	text := fmt.Sprintf("Wrote %s: %s x %s%s.\n", out, wording.Count(d.NumRows(), "row"), wording.Count(d.Cols, "sample"), size)
	if d.Groups != (harness.Groups{}) {
		text += fmt.Sprintf("The columns are %s, then %s.\n", groupText(d, 0), groupText(d, 1))
	}
	if groups != "" {
		text += fmt.Sprintf("The groups are in %[1]s: give it as --groups %[1]s.\n", wording.ShellWord(groups))
	}
	loss, err := input.LossOf(out, d)
	if err != nil {
		return err
	}
	return write(c.App.ErrWriter, text+lossText(loss, d))
}

// lossText tells what a file lacks of the rows that it was written from.
func lossText(l input.Loss, d *harness.Dataset) (text string) {
	if l.Names {
		text += fmt.Sprintf("This format keeps no names: read back, the rows are 1 … %d and the samples c1 … c%d, in this order.\n", d.NumRows(), d.Cols)
	}
	var lost []string
	for _, of := range []struct {
		names []string
		what  string
	}{{l.Fields, "samples"}, {l.RowFields, "rows"}} {
		if n := len(of.names); n > 0 {
			lost = append(lost, fmt.Sprintf("the %s %s of the %s", wording.Plural(n, "field"), wording.And(someOf(of.names)...), of.what))
		}
	}
	if lost != nil {
		text += "This format has no place for " + strings.Join(lost, ", nor for ")
		if l.Keepers != nil {
			text += ": name the file " + wording.Or(l.Keepers...) + " to keep them"
		}
		text += ".\n"
	}
	if l.Unread != "" {
		text += "Not read, and so not written: " + l.Unread + ".\n"
	}
	if l.MadeUp != nil {
		text += "Written, because this format needs it and the rows came without: " + wording.And(l.MadeUp...) + ".\n"
	}
	return text
}

// someOf returns the first few of a list of names, and how many there are more.
func someOf(names []string) []string {
	const most = 8
	if len(names) <= most {
		return names
	}
	return append(slices.Clone(names[:most-1]), fmt.Sprintf("%d more", len(names)-most+1))
}

// groupText describes a group: its size, its name, its first and last sample.
func groupText(d *harness.Dataset, g int) string {
	n := d.Groups.Sizes[g]
	text := fmt.Sprintf("%d of group %s", n, d.Groups.Names[g])
	if d.Samples != nil {
		from := g * d.Groups.Sizes[0]
		text += fmt.Sprintf(" (%s)", span(d.Samples[from:from+n]))
	}
	return text
}

// span returns the first and the last of a list of names.
func span(names []string) string {
	if len(names) <= 2 {
		return strings.Join(names, ", ")
	}
	return names[0] + " … " + names[len(names)-1]
}

// A bar shows how much of a file is written, if that takes long.
type bar struct {
	line *progressLine
	name string
	last int // percent last shown
}

func newBar(c *cli.Context, name string) *bar { return &bar{newProgressLine(c), name, -1} }

func (b *bar) show(done float64) {
	percent := int(100 * done)
	if percent == b.last {
		return
	}
	b.last = percent
	const width = 40
	full := width * percent / 100
	b.line.interim(fmt.Sprintf("[%s%s] %3d %% of %s", strings.Repeat("#", full), strings.Repeat(".", width-full), percent, b.name))
}

func (b *bar) end() { b.line.end() }

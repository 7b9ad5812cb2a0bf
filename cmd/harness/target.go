package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/formats"
	"serialfraction/harness/wholefile"
	"serialfraction/harness/wording"
	"serialfraction/results/figure"
	"serialfraction/results/report"
)

// A target is a file that a verb can write its report of an A to, chosen by how the name of the file ends.
type target[A any] struct {
	Ending  string
	Summary string
	Heeds   []string // of the flags --width, --timeline and --load, those that change what is written

	// Files returns what is written: the file of the path, and others beside it.
	Files func(c *cli.Context, path string, of A) ([]wholefile.File, error)
}

// Title returns the ending that chooses the target, and what it is.
func (t target[A]) Title() (name, summary string) { return t.Ending, t.Summary }

// toFlags returns the flags of a verb whose report can be written to a file; figures are the names of its
// figures, and what they show.
func toFlags(figures string) []cli.Flag {
	usage := "write the report to `FILE`; how its name ends says what it is: .html (a page for a browser, in one file); .md (Markdown, with its picture beside it); "
	return []cli.Flag{
		&cli.StringFlag{Name: "to", Category: onOutput, Usage: usage + figures + "; figures also as " + figure.PDF.Ending + " and " + figure.PNG.Ending},
		&cli.BoolFlag{Name: "force", Category: onOutput, Usage: "replace the FILE of --to if it exists", DisableDefaultText: true},
		&cli.Float64Flag{Name: "width", Value: figure.ColumnWidth, Category: onOutput, Usage: "make figures `MM` millimetres wide, from 40 to 400; 85 is a column of most journals"},
	}
}

// targetOf returns the target of the path of --to. It is called before any work is done.
func targetOf[A any](c *cli.Context, all formats.Table[target[A]]) (target[A], error) {
	var none target[A]
	path := c.String("to")
	if isSet(c, "format") {
		return none, usagef("--format %s is for what is printed, and the name of the file of --to says what is written: leave one of the two out", c.String("format"))
	}
	if mm := c.Float64("width"); !(mm >= 40 && mm <= 400) {
		return none, usagef("--width %g: type millimetres from 40 to 400", mm)
	}
	for _, t := range all {
		if !strings.HasSuffix(path, t.Ending) {
			continue
		}
		for _, name := range []string{"width", "timeline", "load"} {
			if isSet(c, name) && !slices.Contains(t.Heeds, name) {
				return t, usagef("--%s changes nothing in a file that ends with %s: leave it out", name, t.Ending)
			}
		}
		return t, freePath(c, path)
	}
	return none, usagef("--to %q: the name says what is written: end it with one of %s", path, all.Names())
}

// withoutTo returns an error for a flag that is about the file of --to where there is none.
func withoutTo(c *cli.Context) error {
	for _, f := range c.Command.Flags {
		name := f.Names()[0]
		if about := name == "width" || name == "force" && categoryOf(f) == onOutput; about && isSet(c, name) {
			return usagef("--%s is about the file of --to: leave it out, or add --to FILE", name)
		}
	}
	return nil
}

// categoryOf returns the heading of a flag in help.
func categoryOf(f cli.Flag) string {
	of, _ := f.(cli.CategorizableFlag)
	if of == nil {
		return ""
	}
	return of.GetCategory()
}

// freePath returns an error where no file of that name can be written, or one exists that may not be replaced.
func freePath(c *cli.Context, path string) error {
	switch there, err := os.Stat(path); {
	case err == nil && there.IsDir():
		return usagef("--to %q is a folder: name a file in it", path)
	case err == nil && !c.Bool("force"):
		return usagef("%s exists: name another file with --to, or add --force", path)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return usagef("--to %q: %v: name another file", path, errors.Unwrap(err))
	}
	if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
		return usagef("--to %q: no folder %s: make it, or name another file", path, filepath.Dir(path))
	}
	return nil
}

// writeTo writes the report of an A to the path of --to.
func writeTo[A any](c *cli.Context, to target[A], of A) error {
	files, err := to.Files(c, c.String("to"), of)
	if err != nil {
		return err
	}
	var written []string
	for _, f := range files {
		if err := freePath(c, f.Path); err != nil {
			return err
		}
		written = append(written, wording.Bare(f.Path))
	}
	if _, err := wholefile.Write(c.Context, files...); err != nil {
		return fmt.Errorf("report to %w", err)
	}
	return write(c.App.ErrWriter, "Wrote "+wording.And(written...)+".\n")
}

// A delivery is how a verb hands over its report of an A: printed in a format, or written to a target.
type delivery[A any] struct {
	format report.Format[A]
	to     *target[A] // nil = printed
}

// newDelivery returns the delivery of the flags. It is called before any work is done.
func newDelivery[A any](c *cli.Context, all formats.Table[report.Format[A]], targets formats.Table[target[A]]) (d delivery[A], err error) {
	if isSet(c, "to") {
		to, err := targetOf(c, targets)
		return delivery[A]{to: &to}, err
	}
	if err := withoutTo(c); err != nil {
		return d, err
	}
	if d.format, err = all.Lookup(c.String("format")); err != nil {
		return d, usagef("--format %v", err)
	}
	return d, nil
}

// give prints or writes the report of an A.
func (d delivery[A]) give(c *cli.Context, of A) error {
	if d.to != nil {
		return writeTo(c, *d.to, of)
	}
	var text strings.Builder
	if err := d.format.Write(&text, of, styleOf(c, c.App.Writer)); err != nil {
		return fmt.Errorf("%s: %w", c.Command.Name, err)
	}
	return write(c.App.Writer, text.String())
}

// prints reports whether the report is printed in that form.
func (d delivery[A]) prints(f report.Format[A]) bool { return d.to == nil && d.format.Name == f.Name }

package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/formats"
	"serialfraction/harness/wholefile"
)

// A binding is a form in which the help pages are written as files, one for each verb.
type binding struct {
	name, summary string
	sheet         func() sheet
	ending        string // of the names of the files
}

// Title returns the name and the summary, for [formats.Table].
func (b binding) Title() (name, summary string) { return b.name, b.summary }

// bindings is the table of these forms.
var bindings = formats.Table[binding]{
	{"man", "man pages, for a folder such as ~/.local/share/man/man1", func() sheet { return &roff{version: version()} }, ".1"},
	{"markdown", "Markdown, as in docs/verbs", func() sheet { return new(markdown) }, ".md"},
}

func manualVerb() *cli.Command {
	return &cli.Command{
		Name:      "manual",
		Usage:     "write the help of every verb as man pages or as Markdown",
		UsageText: "harness manual [--format FORMAT] FOLDER",
		Description: `Writes a file for the program and for each verb into FOLDER, which is made. Files of
these names that are there are replaced.

  harness manual ~/.local/share/man/man1
  harness manual --format markdown pages`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "format", Value: bindings[0].name, Category: onOutput, Usage: "write `FORMAT`: " + describe(bindings, binding.Title)},
		},
		Args:   true,
		Action: onOperands(writeManual),
	}
}

// writeManual writes the help pages into a folder.
func writeManual(c *cli.Context, args []string) error {
	form, err := bindings.Lookup(c.String("format"))
	if err != nil {
		return usagef("--format %v", err)
	}
	if len(args) != 1 {
		return usagef("%d folders: type harness manual FOLDER, where the pages are to be", len(args))
	}
	if err := os.MkdirAll(args[0], 0o777); err != nil {
		return err
	}
	var files []wholefile.File
	for called, text := range manualPages(form) {
		files = append(files, wholefile.File{
			Path:  filepath.Join(args[0], manName(called)+form.ending),
			Write: func(w io.Writer) error { _, err := io.WriteString(w, text); return err },
		})
	}
	if _, err = wholefile.Write(c.Context, files...); err != nil {
		return err
	}
	fmt.Fprintf(c.App.ErrWriter, "%d pages are in %s\n", len(files), args[0])
	return nil
}

// manualPages returns the page of the program and of every verb, by how they are called.
func manualPages(form binding) map[string]string {
	pages := map[string]string{}
	var below func(over *cli.Command, path []string)
	below = func(over *cli.Command, path []string) {
		for _, verb := range shownVerbs(over) {
			name := append(path[:len(path):len(path)], verb.Name)
			to := form.sheet()
			writeVerb(to, verb, strings.Join(name, " "), true)
			pages["harness "+strings.Join(name, " ")] = to.String()
			below(verb, name)
		}
	}
	root, to := newRoot(), form.sheet()
	writeFront(to, root)
	pages["harness"] = to.String()
	below(root, nil)
	return pages
}

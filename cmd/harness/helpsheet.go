package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/urfave/cli/v2"
)

// A sheet is handed a help page part by part, in this order, and decides how it looks: on a
// terminal, as a man page or in Markdown.
type sheet interface {
	title(called, summary string)          // what the page is about, as it is typed, and what it is for
	usage(forms []string)                  // each form of the command line
	prose(text string, examples []example) // a paragraph, "" for none, and the commands below it
	heading(text string)                   // begins a group of entries
	entry(name, value, explanation string) // a verb or a flag, and the name of the value that it takes
	fmt.Stringer
}

// An example is a command to type, with what it does, "" where that need not be said.
type example struct{ typed, does string }

// writeProse writes the description of a verb. A line that begins with two spaces is a command to
// type; three spaces separate it from what it does. All other lines of a paragraph are joined.
func writeProse(to sheet, text string) {
	if text == "" {
		return
	}
	for paragraph := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		lines := strings.Split(paragraph, "\n")
		var words []string
		for len(lines) > 0 && !strings.HasPrefix(lines[0], "  ") {
			words, lines = append(words, lines[0]), lines[1:]
		}
		var examples []example
		for _, l := range lines {
			typed, does, _ := strings.Cut(strings.TrimSpace(l), "   ")
			examples = append(examples, example{typed, strings.TrimSpace(does)})
		}
		to.prose(strings.Join(words, " "), examples)
	}
}

// described returns a flag as it is typed, "-o, --output", the name of its value, FILE, and its
// explanation with the default.
func described(f cli.Flag) (name, value, words string) {
	name = "--" + f.Names()[0]
	for _, other := range f.Names()[1:] { // a short one
		name = "-" + other + ", " + name
	}
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return name, "", ""
	}
	words = d.GetUsage()
	if before, rest, ok := strings.Cut(words, "`"); ok { // back quotes mark the name of the value
		named, after, _ := strings.Cut(rest, "`")
		value, words = named, before+named+after
	}
	if text := defaultOf(d); text != "" {
		words += " (default: " + text + ")"
	}
	return name, value, words
}

// defaultOf returns the default of a flag as text, "" if it has none.
func defaultOf(f cli.DocGenerationFlag) string {
	switch f := f.(type) {
	case *cli.StringFlag: // the library would quote the value
		return cmp.Or(f.DefaultText, f.Value)
	case *cli.GenericFlag: // the value of a time is hard to read
		return f.DefaultText
	case *cli.BoolFlag:
		return ""
	}
	return f.GetDefaultText()
}

// grouped returns the flags by category, and the categories in the order of their first
// flags.
func grouped(flags []cli.Flag) (categories []string, of map[string][]cli.Flag) {
	of = map[string][]cli.Flag{}
	for _, f := range flags {
		category := ""
		if c, ok := f.(cli.CategorizableFlag); ok {
			category = c.GetCategory()
		}
		if of[category] == nil {
			categories = append(categories, category)
		}
		of[category] = append(of[category], f)
	}
	return categories, of
}

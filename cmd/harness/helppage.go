package main

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// A page is help in lines of at most so many columns, but for a word that is longer.
type page struct {
	strings.Builder
	width int
}

// margin is how far in a flag, or a command to type, stands.
const margin = 2

// column is where the words behind a name begin: below it where the page is narrow.
func (p *page) column() int {
	if p.width < 60 {
		return 3 * margin
	}
	return 24
}

// prose writes the description of a verb. Its paragraphs are filled anew; a line that
// begins with two spaces is a command to type, and what it does, if three spaces
// follow it with something behind.
func (p *page) prose(text string) {
	if text == "" {
		return
	}
	for paragraph := range strings.SplitSeq(strings.Trim(text, "\n"), "\n\n") {
		p.WriteByte('\n')
		lines := strings.Split(paragraph, "\n")
		var words []string
		for len(lines) > 0 && !strings.HasPrefix(lines[0], "  ") {
			words, lines = append(words, lines[0]), lines[1:]
		}
		if len(words) > 0 {
			fmt.Fprintln(p, hang("", strings.Join(words, " "), 0, p.width))
		}
		p.commands(lines)
	}
}

// commands writes commands to type, with what each does beside it where all fit.
func (p *page) commands(lines []string) {
	widest := 0
	for _, l := range lines {
		command, _, _ := strings.Cut(strings.TrimSpace(l), "   ")
		widest = max(widest, utf8.RuneCountInString(command))
	}
	const gap, least = 2, 28 // columns between the two, and for what it does
	column := margin + widest + gap
	for _, l := range lines {
		command, does, _ := strings.Cut(strings.TrimSpace(l), "   ")
		switch {
		case does == "":
			fmt.Fprintln(p, typeable(command, margin, p.width))
		case column+least <= p.width:
			fmt.Fprintln(p, hang(strings.Repeat(" ", margin)+command, does, column, p.width))
		default:
			fmt.Fprintln(p, typeable(command, margin, p.width))
			fmt.Fprintln(p, hang("", does, 3*margin, p.width))
		}
	}
}

// entry writes a name and what it stands for.
func (p *page) entry(name, words string) {
	head := strings.Repeat(" ", margin) + name
	if p.column() <= 3*margin || utf8.RuneCountInString(head)+1 > p.column() {
		fmt.Fprintln(p, head)
		head = ""
	}
	fmt.Fprintln(p, hang(head, words, p.column(), p.width))
}

// flags writes some flags under a heading.
func (p *page) flags(heading string, flags []cli.Flag) {
	fmt.Fprintf(p, "\n%s\n", hang("", heading, 0, p.width))
	for _, f := range flags {
		name, words := described(f)
		p.entry(name, words)
	}
}

// described returns a flag as it is typed, "-o, --output FILE", and what it does, with
// its default.
func described(f cli.Flag) (name, words string) {
	name = "--" + f.Names()[0]
	for _, other := range f.Names()[1:] { // a short one
		name = "-" + other + ", " + name
	}
	d, ok := f.(cli.DocGenerationFlag)
	if !ok {
		return name, ""
	}
	words = d.GetUsage()
	if before, rest, ok := strings.Cut(words, "`"); ok { // the value's name stands in back quotes
		value, after, _ := strings.Cut(rest, "`")
		name, words = name+" "+value, before+value+after
	}
	if text := defaultOf(d); text != "" {
		words += " (default: " + text + ")"
	}
	return name, words
}

// defaultOf returns what a flag is where it is not given, nothing where that is
// nothing.
func defaultOf(f cli.DocGenerationFlag) string {
	switch f := f.(type) {
	case *cli.StringFlag: // the library puts its value in quotes
		return cmp.Or(f.DefaultText, f.Value)
	case *cli.GenericFlag: // that of a time is nothing to a person
		return f.DefaultText
	case *cli.BoolFlag:
		return ""
	}
	return f.GetDefaultText()
}

// grouped returns the categories of flags in the order of their first flags.
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

package main

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/urfave/cli/v2"
)

// A page collects the text of a help page, in lines of at most width columns. Only a word
// that is longer makes a longer line.
type page struct {
	strings.Builder
	width int
}

// margin is the indent, in columns, of a flag or of a command to type.
const margin = 2

// column returns the column where the explanation of a name begins. On a narrow page it
// is below the name.
func (p *page) column() int {
	if p.width < 60 {
		return 3 * margin
	}
	return 24
}

// prose writes the description of a verb. It refills the paragraphs. A line that begins
// with two spaces is a command to type; three spaces separate it from what it does.
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

// commands writes commands to type, each with what it does beside it, or below where the
// page is too narrow.
func (p *page) commands(lines []string) {
	widest := 0
	for _, l := range lines {
		command, _, _ := strings.Cut(strings.TrimSpace(l), "   ")
		widest = max(widest, utf8.RuneCountInString(command))
	}
	const gap, least = 2, 28 // columns between the two, and least columns of the second
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

// entry writes a name and its explanation.
func (p *page) entry(name, words string) {
	head := strings.Repeat(" ", margin) + name
	if p.column() <= 3*margin || utf8.RuneCountInString(head)+1 > p.column() {
		fmt.Fprintln(p, head)
		head = ""
	}
	fmt.Fprintln(p, hang(head, words, p.column(), p.width))
}

// flags writes flags under a heading.
func (p *page) flags(heading string, flags []cli.Flag) {
	fmt.Fprintf(p, "\n%s\n", hang("", heading, 0, p.width))
	for _, f := range flags {
		name, words := described(f)
		p.entry(name, words)
	}
}

// described returns a flag as it is typed, "-o, --output FILE", and its explanation with
// the default.
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
	if before, rest, ok := strings.Cut(words, "`"); ok { // back quotes mark the name of the value
		value, after, _ := strings.Cut(rest, "`")
		name, words = name+" "+value, before+value+after
	}
	if text := defaultOf(d); text != "" {
		words += " (default: " + text + ")"
	}
	return name, words
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

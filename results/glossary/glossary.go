// Package glossary has the words of the reports and what each means, in a line: one list for the terminal, which
// prints it, for the page docs/words.md, and for a report in a browser, whose terms lead to their entries.
//
// words.go is the table. [Named] finds a word by what a person types, [Split] finds the terms in a sentence of a
// report, and [Plain] has what a picture says instead of the name of a cause.
package glossary

import (
	"slices"
	"strings"

	"serialfraction/harness/pattern"
)

// A Subject is a group of words that belong together.
type Subject struct {
	Title string
	Words []Word
}

// A Word is a word of a report, or a few that belong together, and what it means, in a line.
type Word struct {
	Name  string // as screens have it, separated by ", "; # is a number
	Also  string // other forms of it on screens, as Name has them
	Means string // without a full stop
}

// Forms returns all forms of a word.
func (w Word) Forms() []string {
	forms := strings.Split(w.Name, ", ")
	if w.Also != "" {
		forms = append(forms, strings.Split(w.Also, ", ")...)
	}
	return forms
}

// Shown returns the name of a word with a number where it has one.
func (w Word) Shown() string { return strings.ReplaceAll(w.Name, "#", "2") }

// Anchor returns the name of the place of a word on a page: letters, digits and "-", one for each word.
func (w Word) Anchor() string {
	name := strings.ToLower(strings.ReplaceAll(w.Name, "#", "n"))
	return "word-" + strings.Trim(apart.ReplaceAllString(name, "-"), "-")
}

var apart = pattern.Of(`[^\p{L}0-9]+`)

// Named returns the word of that name, in whatever case, and whether there is one.
func Named(name string) (Word, bool) {
	want := Spelling(name)
	for _, s := range Subjects {
		for _, w := range s.Words {
			if slices.ContainsFunc(w.Forms(), func(form string) bool { return Spelling(form) == want }) {
				return w, true
			}
		}
	}
	return Word{}, false
}

// AllForms returns all forms of all words.
func AllForms() (forms []string) {
	for _, s := range Subjects {
		for _, w := range s.Words {
			forms = append(forms, w.Forms()...)
		}
	}
	return forms
}

var digits = pattern.Of(`\d+`)

// Spelling returns a name as it is looked up: in lower case, with dashes that a keyboard
// has, and # for every number.
func Spelling(name string) string {
	name = strings.NewReplacer("–", "-", "‑", "-", "−", "-").Replace(strings.ToLower(name))
	return digits.ReplaceAllString(strings.Join(strings.Fields(name), " "), "#")
}

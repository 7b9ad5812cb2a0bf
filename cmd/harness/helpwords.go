package main

import (
	"slices"
	"strings"

	"serialfraction/harness/pattern"
)

// allWords is the topic of help that lists the vocabulary.
const allWords = "words"

// wordNamed returns the word of that name, in whatever case, and whether there is one.
func wordNamed(name string) (word, bool) {
	want := spelling(name)
	for _, s := range vocabulary {
		for _, w := range s.words {
			if slices.ContainsFunc(w.forms(), func(form string) bool { return spelling(form) == want }) {
				return w, true
			}
		}
	}
	return word{}, false
}

// forms returns all forms of a word.
func (w word) forms() []string {
	forms := strings.Split(w.name, ", ")
	if w.also != "" {
		forms = append(forms, strings.Split(w.also, ", ")...)
	}
	return forms
}

// wordForms returns all forms of all words.
func wordForms() (forms []string) {
	for _, s := range vocabulary {
		for _, w := range s.words {
			forms = append(forms, w.forms()...)
		}
	}
	return forms
}

// shown returns the name of a word with a number where it has one.
func (w word) shown() string { return strings.ReplaceAll(w.name, "#", "2") }

var digits = pattern.Of(`\d+`)

// spelling returns a name as it is looked up: in lower case, with dashes that a keyboard
// has, and # for every number.
func spelling(name string) string {
	name = strings.NewReplacer("–", "-", "‑", "-", "−", "-").Replace(strings.ToLower(name))
	return digits.ReplaceAllString(strings.Join(strings.Fields(name), " "), "#")
}

// vocabulary writes the help page of all words.
func (p *page) vocabulary() {
	p.title("harness help "+allWords, "what the words of the reports mean; harness help and a word prints its line alone")
	for _, s := range vocabulary {
		p.heading(s.title)
		for _, w := range s.words {
			p.entry(w.shown(), "", w.means)
		}
	}
}

// word writes the help page of one word.
func (p *page) word(w word) {
	p.title(w.shown(), w.means)
	p.prose("harness help "+allWords+" lists all words of the reports.", nil)
}

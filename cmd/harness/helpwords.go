package main

import "serialfraction/results/glossary"

// allWords is the topic of help that lists the words of the reports.
const allWords = "words"

// vocabulary writes the help page of all words.
func (p *page) vocabulary() {
	p.title("harness help "+allWords, "what the words of the reports mean; harness help and a word prints its line alone")
	for _, s := range glossary.Subjects {
		p.heading(s.Title)
		for _, w := range s.Words {
			p.entry(w.Shown(), "", w.Means)
		}
	}
}

// word writes the help page of one word.
func (p *page) word(w glossary.Word) {
	p.title(w.Shown(), w.Means)
	p.prose("harness help "+allWords+" lists all words of the reports.", nil)
}

package webpage

import (
	"html/template"

	"serialfraction/results/glossary"
)

// A linker leads from the terms of a page to their entries in its list of words. It goes with the template through
// the page once: in each section the first of a term leads to its entry, and the list at the end has what something
// led to.
type linker struct{ seen, listed map[string]bool } // by the place of the word

func newLinker() *linker { return &linker{map[string]bool{}, map[string]bool{}} }

// funcs are what a template says to it.
func (l *linker) funcs() template.FuncMap {
	return template.FuncMap{"section": l.section, "words": l.text, "term": l.term, "entries": l.entries}
}

// section begins a section.
func (l *linker) section() string {
	clear(l.seen)
	return ""
}

// text writes a sentence with its terms as links.
func (l *linker) text(text string) (markup template.HTML) {
	for _, p := range glossary.Split(sentence(text)) {
		escaped := template.HTML(template.HTMLEscapeString(p.Text))
		if p.Term && !l.seen[p.Word.Anchor()] {
			l.seen[p.Word.Anchor()] = true
			escaped = l.link(p.Word, escaped)
		}
		markup += escaped
	}
	return markup
}

// term writes a name as the report and JSON have it, as a link where the list has it.
func (l *linker) term(name string) template.HTML {
	code := template.HTML("<code>" + template.HTMLEscapeString(name) + "</code>")
	if w, ok := glossary.Named(name); ok {
		return l.link(w, code)
	}
	return code
}

func (l *linker) link(w glossary.Word, markup template.HTML) template.HTML {
	l.listed[w.Anchor()] = true
	return template.HTML(`<a class="w" href="#`+w.Anchor()+`">`) + markup + "</a>"
}

// entries returns the words that something led to, in the order of the glossary.
func (l *linker) entries() (all []glossary.Word) {
	for _, s := range glossary.Subjects {
		for _, w := range s.Words {
			if l.listed[w.Anchor()] {
				all = append(all, w)
			}
		}
	}
	return all
}

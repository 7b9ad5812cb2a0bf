package webpage

import (
	"cmp"
	"slices"

	"serialfraction/results/glossary"
	"serialfraction/results/palette"
)

// causeWords describes a cause of S to a reader who never saw its name.
type causeWords struct {
	name  string // the word of the report and of JSON
	plain string // in plain words
	of    palette.Colour
}

func wordsOf(cause string) causeWords {
	of, _ := palette.OfCause(cause)
	return causeWords{cause, plainly(cause), of}
}

// plainly returns a cause, or a part of one, in plain words; its name where there are none.
func plainly(name string) string {
	if words, ok := glossary.Plain(name); ok {
		return words
	}
	return shown(name)
}

// bottomUp puts names of causes into the order in which a chart stacks them.
func bottomUp(names []string) {
	slices.SortFunc(names, func(a, b string) int {
		_, i := palette.OfCause(a)
		_, j := palette.OfCause(b)
		return cmp.Or(i-j, cmp.Compare(a, b))
	})
}

// owners are the owners of causes in the order in which a page lists them, each with its heading.
var owners = []struct{ name, heading string }{{"program", "The program’s own"}, {"machine", "The machine’s"}, {"", "Nobody’s"}}

// place returns where a page lists the causes of an owner.
func place(owner string) int {
	for i, o := range owners {
		if o.name == owner {
			return i
		}
	}
	return len(owners)
}

// heading returns the heading of the causes of an owner.
func heading(owner string) string {
	for _, o := range owners {
		if o.name == owner {
			return o.heading
		}
	}
	return shown(owner)
}

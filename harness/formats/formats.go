// Package formats is the table of the forms in which something is read or written, one of
// which a person chooses by its name.
//
//	Table{…} → Names, for help → Lookup(what was typed) → a format, or what may be typed
//
// It knows nothing of what a format does: the packages that read and write have a type
// for that, and a table as a literal that can be read at a glance. It imports nothing of
// this program, so that every package but fit may import it.
package formats

import (
	"fmt"
	"strings"
)

// A Format has a name that a person types, and a summary in a few words, which may be
// empty.
type Format interface {
	Title() (name, summary string)
}

// A Table is formats of one kind in the order in which they are offered or tried. Where
// there is a default it is the first.
type Table[F Format] []F

// Names are the names in their order, with commas between them.
func (t Table[F]) Names() string {
	var names []string
	for _, f := range t {
		name, _ := f.Title()
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// Find returns the format of that name, and whether there is one.
func (t Table[F]) Find(name string) (F, bool) {
	for _, f := range t {
		if is, _ := f.Title(); is == name {
			return f, true
		}
	}
	var none F
	return none, false
}

// Lookup returns the format of that name. Its error lists the names.
func (t Table[F]) Lookup(name string) (F, error) {
	f, ok := t.Find(name)
	if !ok {
		return f, fmt.Errorf("no format %q: type one of %s", name, t.Names())
	}
	return f, nil
}

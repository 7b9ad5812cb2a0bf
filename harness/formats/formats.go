// Package formats holds a table of formats in which something is read or written. The user
// chooses one by its name.
//
//	Table{…} → Names, for help → Lookup(what was typed) → a format, or what may be typed
//
// It does not know what a format does: the packages that read and write declare a type for
// that, and their table is a literal that is easy to read. It imports nothing of this
// program, so that every package but fit may import it.
package formats

import (
	"fmt"
	"strings"
)

// A Format has a name, which the user types, and a summary of a few words, which may be empty.
type Format interface {
	Title() (name, summary string)
}

// A Table holds the formats of one kind in the order in which they are listed or tried. The
// first is the default where there is one.
type Table[F Format] []F

// Names returns the names in the order of the table, separated by commas.
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
		return f, fmt.Errorf("%q: type one of %s", name, t.Names())
	}
	return f, nil
}

package pipe

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"serialfraction/harness/wording"
)

// A layout is the columns of an answer.
type layout struct {
	outputs []string // the names of the results
	names   []string // the names of all columns, or nil where the program names none
	columns []int    // for each column of the answer: a position in outputs, skipped, or rowID
}

// What a column of an answer can be besides an output.
const (
	skipped = -1
	rowID   = -2 // the id of the row, which is checked
)

// idNames are the names of a column that holds the id of the row that is answered.
var idNames = []string{"id", "row"}

// named returns the layout of answers whose program names its columns. The outputs are the
// wanted ones, or all columns except ids.
func named(names, wanted []string) (layout, error) {
	l := layout{names: names, outputs: wanted, columns: make([]int, len(names))}
	for j, name := range names {
		switch {
		case slices.Contains(names[:j], name):
			return l, fmt.Errorf("names two of its columns %q", name)
		case !isText(name):
			return l, fmt.Errorf("names a column %s: a name has letters, which can be seen", quote(name))
		case slices.Contains(wanted, name):
			l.columns[j] = slices.Index(wanted, name)
		case slices.Contains(idNames, name):
			l.columns[j] = rowID
		case wanted != nil:
			l.columns[j] = skipped
		default:
			l.columns[j] = len(l.outputs)
			l.outputs = append(l.outputs, name)
		}
	}
	for _, name := range wanted {
		if !slices.Contains(names, name) {
			return l, fmt.Errorf("names its columns %s, and --outputs names %s", strings.Join(names, ", "), name)
		}
	}
	if len(l.outputs) == 0 {
		return l, fmt.Errorf("names no column but %s, which is no result", strings.Join(names, ", "))
	}
	return l, nil
}

// numbered returns the layout of answers of n columns without names.
func numbered(n int, wanted []string) (layout, error) {
	if wanted != nil && len(wanted) != n {
		return layout{}, fmt.Errorf("answers %s in a row, and --outputs names %d: %s", wording.Count(n, "number"), len(wanted), strings.Join(wanted, ", "))
	}
	l := layout{outputs: wanted, columns: make([]int, n)}
	for j := range n {
		l.columns[j] = j
		switch {
		case wanted != nil:
		case n == 1:
			l.outputs = []string{"y"}
		default:
			l.outputs = append(l.outputs, "y"+strconv.Itoa(j+1))
		}
	}
	return l, nil
}

// isText reports whether a text can be the name of a column: any of one line that can be seen.
func isText(s string) bool {
	return strings.TrimSpace(s) != "" && utf8.ValidString(s) && !strings.ContainsFunc(s, wording.Steers)
}

// isName reports whether a word can be the name of a column where it may as well be a part of a
// message.
func isName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !(r == '_' || r == '.' || r == '-' || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' || r >= 0x80)
	})
}

// quote returns a text of the program in quotes, of a long one only the beginning.
func quote[T string | []byte](text T) string {
	return wording.Quote(string(text), 60)
}

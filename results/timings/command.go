package timings

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness/pattern"
	"serialfraction/harness/wording"
)

// A numbered is a name cut into text and whole numbers in turn: xz -T4.
type numbered struct {
	parts []string
	at    int // index of the number of workers among the parts, 0 = none is found
}

// numbersIn finds the number of workers in each name. Names that differ in numbers only are
// of one program; of these, the number in which they differ is N. Where they differ in
// several, or there is one name alone, it is the number beside a word for workers.
func (t tool) numbersIn(s source, names []string) (numbering, error) {
	groups := map[string][]*numbered{} // by the text between the numbers
	all := make([]numbered, len(names))
	worded := false // some number is beside a word for workers
	for i, name := range names {
		all[i].parts = numbersApart(name)
		text := textOf(all[i].parts)
		groups[text] = append(groups[text], &all[i])
		worded = worded || all[i].beside(isWorkersBefore) > 0
	}
	for _, of := range groups {
		at, decimal := numberOfGroup(of)
		if decimal && !t.many {
			return numbering{}, s.errorf("%q and others differ in a decimal number, which is no number of workers: %s", names[0], t.cure)
		}
		if t.many && worded && at > 0 && of[0].beside(isWorkersBefore) != at {
			at = 0 // a size, beside benchmarks that name their workers
		}
		for _, n := range of {
			n.at = at
		}
	}
	return t.loadsOf(s, names, all)
}

// loadsOf returns the loads of names whose number of workers is found, or the error of one
// that has none.
func (t tool) loadsOf(s source, names []string, all []numbered) (numbering, error) {
	n := numbering{loads: make([]float64, len(all)), names: make([]string, len(all))}
	shown := map[string]bool{}
	example, worded := "", true // of the numbers: a word for workers is beside each
	for i, of := range all {
		n.names[i] = names[i]
		if of.at == 0 {
			if !t.many {
				return numbering{}, t.noNumber(s, names, all, i)
			}
			continue
		}
		var ok bool
		if n.loads[i], ok = positive(of.parts[of.at]); !ok {
			return numbering{}, s.errorf("%s %q: found %q where a number of workers above 0 should be: run it again with one", t.noun, names[i], of.parts[of.at])
		}
		worded = worded && of.beside(isWorkersBefore) == of.at
		parts := slices.Clone(of.parts)
		parts[of.at] = "N"
		n.names[i] = strings.Join(parts, "")
		if shown[n.names[i]] = true; example == "" {
			example = n.names[i]
		}
	}
	if len(shown) == 0 {
		return numbering{}, s.errorf("no %s such as %s has a number of workers: %s", t.noun, wording.Quote(names[0], 60), t.cure)
	}
	n.apart = len(shown) > 1
	if !worded {
		n.warning = fmt.Sprintf("N is taken from the %s, %q: %s, if it is something else", t.nouns(), example, t.cure)
	}
	return n, nil
}

// noNumber returns the error of a name in which no number is that of workers.
func (t tool) noNumber(s source, names []string, all []numbered, i int) error {
	for k := range all {
		if names[k] != names[i] {
			return s.errorf("%q and %q differ in more than a number of workers: %s", names[i], names[k], t.cure)
		}
	}
	return s.errorf("%s such as %q have no parameter and no number in which they differ: %s", t.nouns(), names[i], t.cure)
}

// numberOfGroup returns which number of names that differ in numbers only counts workers: the
// one beside a word for workers, else the one in which they differ, else that of a flag; 0
// where that is not known. decimal is true where they differ in a decimal number alone.
func numberOfGroup(of []*numbered) (at int, decimal bool) {
	var differ []int
	for i := 1; i < len(of[0].parts); i += 2 {
		if slices.ContainsFunc(of, func(n *numbered) bool { return n.parts[i] != of[0].parts[i] }) {
			differ = append(differ, i)
		}
	}
	if i := of[0].beside(isWorkersBefore); i > 0 {
		return i, false
	}
	if len(differ) == 1 {
		if of[0].isDecimal(differ[0]) {
			return 0, true
		}
		return differ[0], false
	}
	if i := of[0].beside(isFlagBefore); i > 0 && (len(differ) == 0 || slices.Contains(differ, i)) {
		return i, false
	}
	return 0, false
}

// beside returns the index of the one number whose neighbours are of workers, 0 where none
// or several are.
func (n numbered) beside(known func(before, after string) bool) int {
	found := 0
	for i := 1; i < len(n.parts); i += 2 {
		if !n.isDecimal(i) && known(n.parts[i-1], n.parts[i+1]) {
			if found > 0 {
				return 0
			}
			found = i
		}
	}
	return found
}

// isDecimal reports whether a part is digits of a decimal number.
func (n numbered) isDecimal(i int) bool {
	return n.parts[i-1] == "." || n.parts[i+1] == "." && i+2 < len(n.parts)
}

// The words before and behind a number, and a flag of one or two letters before it.
var (
	wordBefore = pattern.Of(`([A-Za-z_]+)["']?[ =:/_\[({-]*$`)
	wordAfter  = pattern.Of(`^[ _-]?([A-Za-z]+)`)
	flagBefore = pattern.Of(`(?:^|\s)-(?:[jtTnwpPc]|np)[ =]?$`)
)

// isWorkersBefore reports whether a word for workers stands before or behind a number.
func isWorkersBefore(before, after string) bool {
	if m := wordBefore.FindStringSubmatch(before); m != nil && isWorkersWord(m[1]) {
		return true
	}
	m := wordAfter.FindStringSubmatch(after)
	return m != nil && isWorkersWord(m[1])
}

// isWorkersWord reports whether a word of several letters counts workers.
func isWorkersWord(word string) bool { return len(word) > 1 && isLoad(tokens(word)) }

// isFlagBefore reports whether a flag that often counts workers stands before a number: -j4.
func isFlagBefore(before, _ string) bool { return flagBefore.MatchString(before) }

// textOf returns the text between the numbers.
func textOf(parts []string) string {
	var b strings.Builder
	for i := 0; i < len(parts); i += 2 {
		b.WriteString(parts[i])
		b.WriteByte(0)
	}
	return b.String()
}

// numbersApart cuts a name into text and whole numbers in turn, beginning and ending
// with text.
func numbersApart(name string) []string {
	var parts []string
	for from, digits := 0, false; ; digits = !digits {
		to := from
		for to < len(name) && ('0' <= name[to] && name[to] <= '9') == digits {
			to++
		}
		parts = append(parts, name[from:to])
		if from = to; to == len(name) && !digits {
			return parts
		}
	}
}

package timings

import (
	"slices"
	"strings"
)

// remarked returns the comment right above the data if it is a header, as in files for
// gnuplot and in the tables of MPI benchmarks: it names a measure and, before any other
// column, N or a size.
func remarked(l *lines) []string {
	for _, names := range remarkedAs(l.remark, l.cut) {
		if len(names) != len(l.fields) {
			continue
		}
		loads, measures := 0, 0
		for _, name := range names {
			switch meaningOf(name).role {
			case load:
				loads++
			case measure:
				measures++
			}
		}
		if loads > 0 && measures > 0 || isSize(names[0]) && slices.ContainsFunc(names[1:], isMeasured) {
			return names
		}
	}
	return nil
}

// remarkedAs returns the ways to cut a comment into names: at the separator of the rows, at
// wide gaps alone, at spaces with a unit in brackets joined to the name before it, and
// with all words behind the first joined: "n time (ms)", "n wall time (ms)".
func remarkedAs(remark string, cut byte) [][]string {
	r := lines{rest: remark, cut: cut}
	if !r.next() {
		return nil
	}
	var gaps, joined []string
	for name := range strings.SplitSeq(strings.ReplaceAll(remark, "\t", "  "), "  ") {
		if name = strings.TrimSpace(name); name != "" {
			gaps = append(gaps, name)
		}
	}
	for _, word := range strings.Fields(remark) {
		if last := len(joined) - 1; last >= 0 && strings.ContainsAny(word[:1], "([") {
			joined[last] += " " + word
		} else {
			joined = append(joined, word)
		}
	}
	all := [][]string{r.fields, gaps, joined}
	if len(joined) == 3 {
		all = append(all, []string{joined[0], joined[1] + " " + joined[2]})
	}
	return all
}

// isMeasured reports whether a name is that of what was measured: a latency too, though it
// is no time of a run.
func isMeasured(name string) bool {
	m := meaningOf(name)
	return m.role == measure || m.role == aside && slices.ContainsFunc(tokens(name), isLatency)
}

// isSize reports whether a name is that of the size of a message or a problem: "Size",
// "#bytes", "msg size (B)".
func isSize(name string) bool {
	return meaningOf(name).role == unknown && slices.ContainsFunc(tokens(name), isSizeWord)
}

// sizesOnly returns an error for a table of sizes in which nothing counts the workers: its
// first column looks like N, for sizes double as N does.
func (cs columns) sizesOnly(s source, o Options) error {
	if o.X != "" || !isSize(cs[0].name) || slices.ContainsFunc(cs, func(c column) bool { return c.role == load }) {
		return nil
	}
	return s.unclear(ByX, "%s is a size, and no column counts the workers: measure one size at several N, and write a line for each, such as 2,13.7 below the header workers,seconds; or name what counts the workers", cs.title(0))
}

package timings

import (
	"slices"
	"strings"

	"serialfraction/harness"
)

func (cs columns) chooseY(s source, o Options) ([]int, error) {
	ys, err := cs.namedY(s, o)
	if ys == nil && err == nil {
		ys, err = cs.knownY(s, o)
	}
	if err != nil {
		return nil, err
	}
	q, given := quantityNamed(o.YIs)
	for _, y := range ys {
		c := &cs[y]
		switch {
		case c.isEfficiency():
			return nil, cs.noEfficiency(s, y)
		case given:
			c.meaning = c.meaning.is(q)
		case c.role == repeat && len(ys) > 1: // run1, run2, …: times
			c.meaning = c.meaning.is(Time)
		case c.role != measure:
			return nil, &question{found: cs.title(y) + " may be a time, a throughput or a speed-up", cure: "name its quantity", choices: []Choice{ByYIs}}
		}
		if c.quantity != cs[ys[0]].quantity {
			return nil, &harness.FlagError{Flag: "y", Value: o.Y, Want: "these are not repeats of one quantity: name one of them"}
		}
	}
	return ys, nil
}

// namedY returns the columns of Options.Y, nil where that is "".
func (cs columns) namedY(s source, o Options) ([]int, error) {
	if o.column > 0 {
		return []int{o.column - 1}, nil
	}
	if o.Y == "" {
		return nil, nil
	}
	if found := cs.named(o.Y); found != nil {
		return found, nil
	}
	var ys []int
	for name := range strings.SplitSeq(o.Y, ",") {
		found := cs.named(strings.TrimSpace(name))
		if found == nil {
			return nil, &harness.FlagError{Flag: "y", Value: o.Y, Want: s.name + " has no such column: type one of " + cs.list()}
		}
		ys = append(ys, found...)
	}
	return ys, nil
}

// knownY returns the columns that were measured: those that are not derived from others,
// and of these not a least or largest time, if possible. A quantity that the caller gives
// goes before that of a name: where no other column can be meant, it is that of the one
// that was measured.
func (cs columns) knownY(s source, o Options) ([]int, error) {
	q, given := quantityNamed(o.YIs)
	var of, others [5][]int
	var runs, unknowns, when []int
	counts := cs.named(o.X)
	for i, c := range cs {
		switch {
		case len(counts) == 1 && i == counts[0]: // named for N, though it may be called x
		case c.when:
			when = append(when, i)
		case c.text && c.role != measure:
		case c.role == measure && given && c.quantity != q:
			others[c.rank()] = append(others[c.rank()], i)
		case c.role == measure:
			of[c.rank()] = append(of[c.rank()], i)
		case c.role == repeat:
			runs = append(runs, i)
		case c.role == unknown:
			unknowns = append(unknowns, i)
		}
	}
	first := func(ranks [5][]int) []int {
		i := slices.IndexFunc(ranks[:], func(found []int) bool { return found != nil })
		return ranks[max(0, i)]
	}
	found := first(of)
	if found == nil && len(runs) > 1 && cs.alike(runs) {
		return runs, nil
	}
	if found == nil && given {
		if found = first(others); len(unknowns) == 1 && (found == nil || cs.alike(found)) {
			found = append(unknowns, found...)
		}
	}
	efficiency := slices.IndexFunc(cs, column.isEfficiency)
	switch {
	case found == nil && efficiency >= 0:
		return nil, cs.noEfficiency(s, efficiency)
	case found == nil && when != nil:
		return nil, &question{found: cs.title(when[0]) + " has dates or times of day, and no other column is known to be a time, a throughput or a speed-up", cure: "name the one that is", choices: []Choice{ByY}}
	case found == nil && given && len(unknowns) > 1:
		return nil, &question{found: "each of the columns " + cs.list(unknowns...) + " could be what was measured", cure: "name one", choices: []Choice{ByY}, each: cs.only(unknowns)}
	case found == nil:
		return nil, &question{found: "none of the columns " + cs.list() + " is known to be a time, a throughput or a speed-up", cure: "name the one that is, and its quantity",
			choices: []Choice{ByY, ByYIs}, example: []string{cs.last(unknowns), string(Time)}, none: true}
	case !cs.alike(found):
		return nil, &question{found: "each of the columns " + cs.list(found...) + " could be what was measured", cure: "name one", choices: []Choice{ByY}, each: cs.shownEach(found)}
	}
	return found, nil
}

// isEfficiency reports whether a column has speed-ups divided by N, and nothing with a unit of
// time.
func (c column) isEfficiency() bool {
	return (c.role == aside || c.role == unknown) && slices.ContainsFunc(tokens(c.name), isEfficiency)
}

// noEfficiency returns the error of such a column. It may be that of a job that grows with N, whose
// times are not those of its speed-ups, so it is not converted.
func (cs columns) noEfficiency(s source, i int) error {
	return s.errorf("%s is an efficiency, which is neither a time nor a speed-up: write the speed-ups, efficiency x N, in a column called speedup", cs.title(i))
}

// rank returns the place of a measure among those of a table, of which the first is read.
func (m meaning) rank() int {
	switch {
	case m.shown:
		return 4
	case m.quantity == Speedup:
		return 3
	case m.each:
		return 2
	case m.extreme:
		return 1
	}
	return 0
}

// alike reports whether the names of columns differ by a number only: run1, run2.
func (cs columns) alike(indices []int) bool {
	first := strings.Join(tokens(cs[indices[0]].name), " ")
	for _, i := range indices[1:] {
		if strings.Join(tokens(cs[i].name), " ") != first {
			return false
		}
	}
	return true
}

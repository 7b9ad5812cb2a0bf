package timings

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
)

// A column of a table.
type column struct {
	name string // "" = the table has no header
	text bool   // its first field is no number
	when bool   // it has the date or the time of day of each row
	meaning
}

// columns are all columns of a table in its order.
type columns []column

// A choice holds the indices of the chosen columns.
type choice struct {
	x      int
	ys     []int // more than one are repeats
	labels []int // columns that may split the rows into curves
}

// headed returns the columns of a table with a header; first is its first row of data,
// which may be missing.
func headed(header, first []string) columns {
	cs := make(columns, len(header))
	for i, name := range header {
		cs[i] = column{name: name, meaning: meaningOf(name)}
		if i < len(first) {
			cs[i].see(kindOf(first[i]))
		}
	}
	cs.leastBeside()
	cs.findWhen(first)
	return cs
}

// see takes what a column is from a cell, where its name leaves it open: 10 ms is a time, 1.9x
// a speed-up, 4 threads a number of workers.
func (c *column) see(k kind) {
	c.text = k == wordCell
	if k == timeCell && c.role == measure && c.quantity != Time { // x, 20 µs
		c.meaning = meaning{role: measure, quantity: Time, scale: second}
	}
	if c.role != unknown && c.role != repeat || c.each {
		return
	}
	switch k {
	case timeCell:
		c.meaning = meaning{role: measure, quantity: Time, scale: second, shown: true}
	case speedupCell:
		c.meaning = meaning{role: measure, quantity: Speedup, scale: second, shown: true}
	case loadCell:
		c.meaning = meaning{role: load, shown: true}
	}
}

// leastBeside finds what is no time in minutes: beside "time (max)" or "time (mean)",
// "time (min)" is the least.
func (cs columns) leastBeside() {
	several := map[string]bool{}
	for _, c := range cs {
		if stem, word, ok := cutBracket(c.name); ok && isStatistic(strings.ToLower(word)) {
			several[stem] = true
		}
	}
	for i, c := range cs {
		if stem, ok := cutMinutes(c.name); ok && several[stem] {
			cs[i].meaning = meaningOf(stem + " minimum")
		}
	}
}

// bare returns the columns of a table without a header: N and seconds, if exactly two
// columns are numbers.
func bare(first []string) columns {
	cs := make(columns, len(first))
	var numbers []int
	for i, f := range first {
		k := kindOf(f)
		if cs[i].see(k); k != wordCell {
			numbers = append(numbers, i)
		}
	}
	if len(numbers) == 2 {
		n, y := &cs[numbers[0]], &cs[numbers[1]]
		if n.meaning = (meaning{role: load}); y.role != measure {
			y.meaning = meaning{role: measure, quantity: Time, scale: second}
		}
	}
	return cs
}

// isHeader reports whether fields are a header: they have no number, or one of them names a
// count of workers.
func isHeader(fields []string) bool {
	timed := slices.ContainsFunc(fields, func(f string) bool { return kindOf(f) == timeCell })
	for _, f := range fields {
		if !timed && meaningOf(f).role == load && kindOf(f) != loadCell {
			return true
		}
	}
	for _, f := range fields {
		if k := kindOf(f); k != wordCell && k != missingCell && k != loadCell {
			return false
		}
	}
	return true
}

// title returns the name of a column in messages.
func (cs columns) title(i int) string {
	if cs[i].name == "" {
		return "column " + strconv.Itoa(i+1)
	}
	return fmt.Sprintf("column %q", cs[i].name)
}

// last returns what --y takes for the last of the columns with the given indices, or for the
// last of all where there are none: its name, or its number if it has no name of its own.
func (cs columns) last(indices []int) string {
	i := len(cs) - 1
	if len(indices) > 0 {
		i = indices[len(indices)-1]
	}
	if len(cs.named(cs[i].name)) == 1 {
		return cs[i].name
	}
	return strconv.Itoa(i + 1)
}

// list returns the names of columns for a message: of all, or those of the given indices.
func (cs columns) list(indices ...int) string {
	if indices == nil {
		for i := range cs {
			indices = append(indices, i)
		}
	}
	const most = 12
	var names []string
	for k, i := range indices {
		if k == most {
			names = append(names, fmt.Sprintf("and %d more", len(indices)-most))
			break
		}
		name := cs[i].name
		if name == "" {
			name = strconv.Itoa(i + 1)
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// named returns the columns of a name, or of a number from 1. Several columns of one name
// are repeats.
func (cs columns) named(name string) []int {
	for _, same := range []func(string, string) bool{
		func(a, b string) bool { return a == b },
		strings.EqualFold,
	} {
		var found []int
		for i, c := range cs {
			if c.name != "" && same(c.name, name) {
				found = append(found, i)
			}
		}
		if found != nil {
			return found
		}
	}
	if n, err := strconv.Atoi(name); err == nil && n >= 1 && n <= len(cs) {
		return []int{n - 1}
	}
	return nil
}

// choose picks the columns by the options and, where these leave it open, by their names.
func (cs columns) choose(s source, o Options) (choice, error) {
	var c choice
	var errX, errY error
	c.ys, errY = cs.chooseY(s, o)
	c.x, errX = cs.chooseX(s, o, c.ys)
	if err := cs.asked(s, errX, errY); err != nil {
		return choice{}, err
	}
	for i, col := range cs {
		if o.column > 0 && !col.text && col.role == unknown { // another curve
			continue
		}
		if (col.role == unknown || col.role == load || col.role == repeat) && i != c.x && !slices.Contains(c.ys, i) {
			c.labels = append(c.labels, i)
		}
	}
	return c, nil
}

func (cs columns) chooseX(s source, o Options, ys []int) (int, error) {
	if o.X != "" {
		switch found := cs.named(o.X); len(found) {
		case 1:
			if slices.Contains(ys, found[0]) {
				return 0, &harness.FlagError{Flag: "x", Value: o.X, Want: "this column is what was measured: name another"}
			}
			return found[0], nil
		case 0:
			return 0, &harness.FlagError{Flag: "x", Value: o.X, Want: s.name + " has no such column: type one of " + cs.list()}
		default:
			return 0, &harness.FlagError{Flag: "x", Value: o.X, Want: fmt.Sprintf("%d columns have that name: type a number from 1 to %d", len(found), len(cs))}
		}
	}
	var found []int
	for i, c := range cs {
		if c.role == load && !slices.Contains(ys, i) {
			found = append(found, i)
		}
	}
	if named := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return cs[i].shown }); len(named) > 0 {
		found = named
	}
	if len(found) > 1 { // a column such as node may hold names of hosts
		found = slices.DeleteFunc(found, func(i int) bool { return cs[i].text })
	}
	if words := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return len(cs[i].name) == 1 }); len(words) == 1 && len(found) > 1 {
		return words[0], nil // beside threads, n is a size
	}
	if p, q := cs.named("P"), cs.named("Q"); len(p) == 1 && len(q) == 1 {
		return 0, &question{found: "columns P and Q are the sides of a grid of processes", cure: "add a column procs with their product, or name what counts the workers", choices: []Choice{ByX}}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return 0, &question{found: "none of the columns " + cs.list() + " is known to count workers", cure: "name the one that does", choices: []Choice{ByX}, none: true}
	}
	return 0, &question{found: "each of the columns " + cs.list(found...) + " could count the workers", cure: "name one", choices: []Choice{ByX}}
}

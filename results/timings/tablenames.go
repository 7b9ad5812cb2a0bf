package timings

import (
	"cmp"
	"slices"
	"strings"
)

// A numberedRow is the number of workers in a cell such as a command, and the cell with N for it.
type numberedRow struct {
	load float64
	name string
}

// countByNames finds the number of workers in the cells of a column of words where no column
// counts them: of commands, or of words such as "4 threads" in each cell. l is at the first
// row.
func (t *table) countByNames(l lines, o Options) {
	if slices.ContainsFunc(t.columns, func(c column) bool { return c.role == load }) {
		return
	}
	for i, c := range t.columns {
		given := o.X != "" && strings.EqualFold(c.name, o.X)
		if !c.text || c.role != unknown || c.when || o.X != "" && !given {
			continue
		}
		cells, worded := t.cellsOf(l, i)
		if len(cells) == 0 || !worded && !given && !isCommandName(c.name) {
			continue
		}
		n, err := tool{noun: cmp.Or(strings.ToLower(c.name), "cell"), cure: "add a column that counts the workers"}.numbersIn(t.source, cells)
		if err != nil {
			continue
		}
		t.counted = map[string]numberedRow{}
		for k, cell := range cells {
			t.counted[cell] = numberedRow{n.loads[k], n.names[k]}
		}
		t.columns[i].meaning = meaning{role: load}
		t.byName = n.apart
		t.warnings = append(t.warnings, n.warning)
		return
	}
}

// countVarying finds the column that counts the workers where several may and one alone has
// several values: nodes is 1 in all rows, and threads is not. l is at the first row.
func (t *table) countVarying(l lines, o Options) {
	var found []int
	for i, c := range t.columns {
		if c.role == load && !c.text {
			found = append(found, i)
		}
	}
	if o.X != "" || len(found) < 2 {
		return
	}
	vary := map[int]bool{}
	first := slices.Clone(l.fields)
	l.fields = nil
	for l.next() {
		for _, i := range found {
			if i < len(l.fields) && i < len(first) && l.fields[i] != first[i] && kindOf(l.fields[i]) != wordCell {
				vary[i] = true
			}
		}
	}
	if len(vary) != 1 {
		return
	}
	for _, i := range found {
		if !vary[i] {
			t.columns[i].meaning = meaning{}
		}
	}
}

// cellsOf returns the different cells of a column, and whether each has a number beside a
// word for workers.
func (t *table) cellsOf(l lines, i int) (cells []string, worded bool) {
	seen := map[string]bool{}
	worded = true
	l.fields = slices.Clone(l.fields) // l is a copy, but its fields are not
	for more := true; more; more = l.next() {
		if i >= len(l.fields) || len(l.fields) != t.width || seen[l.fields[i]] || isMissing(l.fields[i]) {
			continue
		}
		cell := strings.Clone(l.fields[i])
		seen[cell] = true
		cells = append(cells, cell)
		worded = worded && (numbered{parts: numbersApart(cell)}).beside(isWorkersApart) > 0
		if len(cells) > mostLabels {
			return nil, false
		}
	}
	return cells, worded && len(cells) > 0
}

// isWorkersApart reports whether a word for workers stands behind a number, or before it with a
// space or a sign between them: node4 is the name of a host.
func isWorkersApart(before, after string) bool {
	if before != "" && !strings.ContainsAny(before[len(before)-1:], " =:") {
		before = ""
	}
	return isWorkersBefore(before, after)
}

func isCommandName(name string) bool {
	ts := tokens(name)
	return len(ts) > 0 && slices.Contains([]string{"command", "cmd", "commandline"}, ts[0])
}

// labelCell returns the cell of a label column; where it has the number of workers, with N for
// it.
func (t *table) labelCell(l *lines, i int) string {
	switch i {
	case t.width:
		return t.partName()
	case t.x:
		return t.counted[l.fields[i]].name
	}
	return l.fields[i]
}

package timings

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// A wide table has one column for each N: t1, t2, t4, t8, or "1 thread", "2 threads", or
// in the first line threads, 1, 2, 4, 8. Each row is a curve; rows of the same labels are
// repeats.
type wide struct {
	meaning           // of all these columns
	named   bool      // their names have a word for workers
	at      []int     // the columns
	loads   []float64 // their N, ascending
}

// wideOf returns the columns of a wide table, and whether it is one. It is none where
// another column counts the workers, or an option names a column. first has a cell of each
// column.
func (cs columns) wideOf(o Options, first []string) (w wide, ok bool) {
	if o.X != "" || o.Y != "" {
		return wide{}, false
	}
	words := first[0] == "" || kindOf(first[0]) == wordCell
	corner := cs[0].role == load && strings.TrimFunc(cs[0].name, unicode.IsLetter) == "" && words
	stem := ""
	for i, c := range cs {
		of, n, numbered := numberOf(c.name)
		switch {
		case !numbered || c.role == repeat:
			if c.role == load && (i > 0 || !corner) {
				return wide{}, false
			}
			continue
		case w.at == nil:
			stem = of
		case of != stem || n <= w.loads[len(w.loads)-1]:
			return wide{}, false
		}
		w.at, w.loads = append(w.at, i), append(w.loads, n)
	}
	plain := stem == "" && w.at != nil && w.at[0] > 0 && words // program,1,2,4,8
	if len(w.at) < 2 || stem == "" && !corner && !plain {
		return wide{}, false
	}
	w.meaning = meaningOf(stem)
	w.named = corner || plain || w.role == load
	if of, unit, ok := cutBracket(stem); ok && meaningOf(of).role == load {
		w.meaning, w.named = meaningOf("time ("+unit+")"), true // "4 threads (s)"
	}
	if isSymbol(tokens(stem), "x") {
		w.meaning, w.named = meaning{}, true // "4x"
	}
	if w.role != measure {
		w.meaning = w.shown(first)
	}
	return w, w.named || w.role == measure
}

// shown returns the meaning of the columns that their cells show: 10 ms, 1.9x.
func (w wide) shown(first []string) meaning {
	m := column{}
	for _, i := range w.at {
		if i < len(first) && m.role == unknown {
			m.see(kindOf(first[i]))
		}
	}
	if m.role != measure {
		return w.meaning
	}
	return m.meaning
}

// isWideHeader reports whether the current line names a column for each N by numbers alone:
// program,1,2,4,8 above rows that begin with a word.
func (l lines) isWideHeader() bool {
	names := slices.Clone(l.fields)
	if len(names) < 4 && (len(names) < 3 || names[0] != "") || names[0] != "" && kindOf(names[0]) != wordCell {
		return false
	}
	before := 0.0
	for _, name := range names[1:] {
		n, ok := positive(strings.TrimRight(name, "xX×"))
		if !ok || n <= before || n != math.Trunc(n) {
			return false
		}
		before = n
	}
	l.fields = nil
	return l.next() && len(l.fields) == len(names) && (l.fields[0] == "" || kindOf(l.fields[0]) == wordCell)
}

// numberOf cuts a name with one whole number above 0 into the number and the rest.
func numberOf(name string) (stem string, n float64, ok bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	from := strings.IndexFunc(name, unicode.IsDigit)
	if from < 0 {
		return "", 0, false
	}
	rest := strings.TrimLeft(name[from:], "0123456789")
	n, ok = positive(name[from : len(name)-len(rest)])
	ok = ok && !strings.ContainsAny(rest, ".0123456789")
	return strings.TrimSpace(name[:from] + singular.Replace(rest)), n, ok
}

// singular makes one name of "1 thread" and "2 threads".
var singular = strings.NewReplacer("threads", "thread", "workers", "worker", "cores", "core", "cpus", "cpu", "nodes", "node",
	"processes", "process", "procs", "proc", "ranks", "rank", "tasks", "task", "gpus", "gpu", "clients", "client", "users", "user")

// consecutive reports whether the N are 1, 2, 3 …, as the numbers of repeats are.
func (w wide) consecutive() bool {
	for i, n := range w.loads {
		if n != float64(i+1) {
			return false
		}
	}
	return true
}

// readWide reads the rows of a wide table; l is at the first.
func (t *table) readWide(l *lines, w wide, o Options) ([]Series, error) {
	if !w.named && w.consecutive() {
		return nil, t.unclear(ByX, "columns %s may be repeats or one for each N: write N in a column of its own, or name what counts the workers", t.list(w.at...))
	}
	t.x, t.ys = w.at[0], w.at
	if err := t.findMarks(*l); err != nil {
		return nil, err
	}
	var g gathering
	for more := true; more; more = t.nextRow(l) {
		if err := t.whole(l); err != nil {
			return nil, err
		}
		label, m, err := t.wideLabel(l, w, o)
		if err != nil {
			return nil, err
		}
		if m.role == aside {
			continue
		}
		s := g.at(label, Series{Quantity: m.quantity, Unit: m.unit})
		for k, i := range w.at {
			field := l.fields[i]
			if isMissing(field) {
				if field != "" { // else this curve has fewer N than others
					t.left.add(l.number, field, t.title(i))
				}
				continue
			}
			r, ok := t.reading(field, w.loads[k], m, l.number)
			if !ok {
				return nil, t.noMeasure(l.number, i, field, m.quantity)
			}
			s.Readings = append(s.Readings, r)
		}
		if len(s.Readings) == 0 {
			return nil, t.errorf("%s: no %s in the row: fill it in, or remove the line", t.place(l.number), m.quantity)
		}
	}
	if g.series == nil {
		return nil, t.errorf("no row is a time, a throughput or a speed-up: name the rows, such as seconds")
	}
	if len(t.part.lines) > 0 {
		t.usesParts(ignored)
	}
	for i := range g.series {
		g.series[i].Warnings = t.allWarnings()
	}
	return g.series, t.checkUnits(w.at[0], w.meaning)
}

// wideLabel returns the name of the curve of a row, and its meaning: that of the columns,
// or the one that the row is named for.
func (t *table) wideLabel(l *lines, w wide, o Options) (string, meaning, error) {
	m := w.meaning
	var parts []string
	wideAt := map[int]bool{}
	for _, i := range w.at {
		wideAt[i] = true
	}
	for i, c := range t.columns {
		switch {
		case wideAt[i] || c.role == aside || c.role == repeat || c.role == measure && !c.text:
		case c.role == load: // the corner
			if of := meaningOf(l.fields[i]); len(l.fields[i]) > 1 && of.role == measure || of.role == aside {
				m = of
			}
			parts = append(parts, l.fields[i])
		case c.text:
			parts = append(parts, l.fields[i])
		default:
			parts = append(parts, c.name+"="+l.fields[i])
		}
	}
	label := strings.Join(parts, " ")
	if label == "" {
		label = t.stem()
	}
	if q, given := quantityNamed(o.YIs); given {
		m = m.is(q)
	}
	if m.role != measure && m.role != aside {
		return "", m, t.unclear(ByYIs, "%s: what the columns %s hold may be times, throughputs or speed-ups: name their quantity", t.place(l.number), t.list(w.at...))
	}
	return label, m, nil
}

package draw

import "strings"

// Align is how the cells of a column stand under each other.
type Align int

// The alignments.
const (
	Left    Align = iota
	Right         // by the last character
	Decimal       // by the decimal point
)

// A Column of a table. All columns of a table have the same number of cells.
type Column struct {
	Head  string
	Align Align
	Cells []string
	Gap   int // spaces before it
	Ink   Ink // of its cells, where the row has none
	Drop  int // if not 0, the column may be left out where room is short: the greatest goes first
}

// A Table is a table without lines, drawn for a terminal or as Markdown.
type Table struct {
	Columns []Column
	Inks    []Ink // of the rows; nil is plain
}

// Add appends a column.
func (t *Table) Add(c Column) { t.Columns = append(t.Columns, c) }

// Lines draws t in at most width columns, leaving out what may be left out.
func (t Table) Lines(width int, p Painter) []string {
	cols := t.fit(width)
	rows := 0
	if len(cols) > 0 {
		rows = len(cols[0].Cells)
	}
	out := make([]string, 0, rows+1)
	out = append(out, join(cols, p, Dim, func(c Column) string { return c.Head }))
	for r := range rows {
		i := Plain
		if t.Inks != nil {
			i = t.Inks[r]
		}
		out = append(out, join(cols, p, i, func(c Column) string { return c.Cells[r] }))
	}
	return out
}

// LeastWidth returns the columns of a terminal that t takes up without the columns that may
// be left out.
func (t Table) LeastWidth() int {
	var least Table
	for _, c := range t.Columns {
		if c.Drop == 0 {
			least.Add(c)
		}
	}
	return least.Width()
}

// Width returns the columns of a terminal that t takes up, with every column of the table.
func (t Table) Width() int {
	n := 0
	for _, c := range t.Columns {
		n += c.Gap + c.squared().Width()
	}
	return n
}

// fit returns the columns of t that go into width, each with cells of one
// width.
func (t Table) fit(width int) []Column {
	cols := append([]Column(nil), t.Columns...)
	for (Table{Columns: cols}).Width() > width {
		worst := 0
		for i, c := range cols {
			if c.Drop > cols[worst].Drop {
				worst = i
			}
		}
		if cols[worst].Drop == 0 {
			break
		}
		cols = append(cols[:worst], cols[worst+1:]...)
	}
	for i, c := range cols {
		cols[i] = c.squared()
	}
	return cols
}

// join draws one row. The inks stay off the spaces between the cells.
func join(cols []Column, p Painter, row Ink, cell func(Column) string) string {
	var b strings.Builder
	space := 0
	for _, c := range cols {
		s := Pad(cell(c), c.Width(), c.Align != Left)
		text := strings.Trim(s, " ")
		lead := len(s) - len(strings.TrimLeft(s, " "))
		space += c.Gap + lead
		if text != "" {
			i := row
			if i == Plain {
				i = c.Ink
			}
			b.WriteString(strings.Repeat(" ", space) + p.Paint(text, i))
			space = 0
		}
		space += Width(s) - lead - Width(text)
	}
	return b.String()
}

// Width returns the columns of a terminal that the head and the cells take up, without the
// gap.
func (c Column) Width() int {
	n := Width(c.Head)
	for _, s := range c.Cells {
		n = max(n, Width(s))
	}
	return n
}

// squared returns c with cells that, aligned at the right, have their decimal
// points under each other.
func (c Column) squared() Column {
	if c.Align != Decimal {
		return c
	}
	behind := 0
	for _, s := range c.Cells {
		behind = max(behind, Width(s[wholePart(s):]))
	}
	out := make([]string, len(c.Cells))
	for i, s := range c.Cells {
		out[i] = s + strings.Repeat(" ", behind-Width(s[wholePart(s):]))
	}
	c.Cells = out
	return c
}

// wholePart returns the length of s up to its decimal point, or up to the end
// of its digits.
func wholePart(s string) int {
	if i := strings.IndexByte(s, '.'); i >= 0 {
		return i
	}
	if i := strings.LastIndexAny(s, "0123456789"); i >= 0 {
		return i + 1
	}
	return len(s)
}

package report

import "strings"

// align says how the cells of a column stand under each other.
type align int

const (
	left  align = iota
	right       // by the last character
	point       // by the decimal point
)

// A column of a grid. All columns of a grid have the same number of cells.
type column struct {
	head  string
	align align
	cells []string
	gap   int // spaces before it
	ink   ink // of its cells, where the row has none
	drop  int // if not 0, it may be left out for want of room: the greatest goes first
}

// A grid is a table without lines, drawn for a terminal or as Markdown.
type grid struct {
	cols []column
	inks []ink // of the rows; nil is plain
}

func (g *grid) add(c column) { g.cols = append(g.cols, c) }

// lines draws g in at most width columns, leaving out what may be left out.
func (g grid) lines(width int, p painter) []string {
	cols := g.fit(width)
	rows := 0
	if len(cols) > 0 {
		rows = len(cols[0].cells)
	}
	out := make([]string, 0, rows+1)
	out = append(out, join(cols, p, dim, func(c column) string { return c.head }))
	for r := range rows {
		i := plain
		if g.inks != nil {
			i = g.inks[r]
		}
		out = append(out, join(cols, p, i, func(c column) string { return c.cells[r] }))
	}
	return out
}

// leastWidth returns what g takes up without the columns that may be left out.
func (g grid) leastWidth() int {
	var least grid
	for _, c := range g.cols {
		if c.drop == 0 {
			least.add(c)
		}
	}
	return least.width()
}

// width returns what g takes up with every column.
func (g grid) width() int {
	n := 0
	for _, c := range g.cols {
		n += c.gap + columnWidth(c.squared())
	}
	return n
}

// fit returns the columns of g that go into width, each with cells of one
// width.
func (g grid) fit(width int) []column {
	cols := append([]column(nil), g.cols...)
	for (grid{cols: cols}).width() > width {
		worst := 0
		for i, c := range cols {
			if c.drop > cols[worst].drop {
				worst = i
			}
		}
		if cols[worst].drop == 0 {
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
func join(cols []column, p painter, row ink, cell func(column) string) string {
	var b strings.Builder
	space := 0
	for _, c := range cols {
		s := pad(cell(c), columnWidth(c), c.align != left)
		text := strings.Trim(s, " ")
		lead := len(s) - len(strings.TrimLeft(s, " "))
		space += c.gap + lead
		if text != "" {
			i := row
			if i == plain {
				i = c.ink
			}
			b.WriteString(strings.Repeat(" ", space) + p.paint(text, i))
			space = 0
		}
		space += cells(s) - lead - cells(text)
	}
	return b.String()
}

func columnWidth(c column) int {
	n := cells(c.head)
	for _, s := range c.cells {
		n = max(n, cells(s))
	}
	return n
}

// squared returns c with cells that, aligned at the right, have their decimal
// points under each other.
func (c column) squared() column {
	if c.align != point {
		return c
	}
	behind := 0
	for _, s := range c.cells {
		behind = max(behind, cells(s[wholePart(s):]))
	}
	out := make([]string, len(c.cells))
	for i, s := range c.cells {
		out[i] = s + strings.Repeat(" ", behind-cells(s[wholePart(s):]))
	}
	c.cells = out
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

// markdown draws g with every column as a table of GitHub's Markdown.
func (g grid) markdown() []string {
	head, rule := "|", "|"
	for _, c := range g.cols {
		head += " " + escape(c.head) + " |"
		if c.align == left {
			rule += " --- |"
		} else {
			rule += " ---: |"
		}
	}
	out := []string{head, rule}
	for r := range g.cols[0].cells {
		row := "|"
		for _, c := range g.cols {
			text := strings.TrimLeft(c.cells[r], " ")
			indent := len(c.cells[r]) - len(text)
			row += " " + strings.Repeat("&nbsp;", indent) + escape(text) + " |"
		}
		out = append(out, row)
	}
	return out
}

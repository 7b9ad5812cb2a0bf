package draw

import "strings"

// braille is the empty pattern; its eight low bits are the dots of a cell two
// wide and four high (Unicode 16, U+2800).
const braille = '⠀'

// dotBits are the bits of the dots, by row and column.
var dotBits = [4][2]uint8{{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}

// A canvas is a rectangle of terminal cells that dots and characters are drawn
// on. What lies outside is not drawn.
type canvas struct {
	wide, high int // cells
	cells      []canvasCell
}

type canvasCell struct {
	dots  uint8
	mark  rune // in place of the dots
	shade bool // behind them
	ink   Ink
}

func newCanvas(wide, high int) *canvas {
	return &canvas{wide, high, make([]canvasCell, wide*high)}
}

// at returns the cell in column x and row y from the top, or nil.
func (c *canvas) at(x, y int) *canvasCell {
	if x < 0 || x >= c.wide || y < 0 || y >= c.high {
		return nil
	}
	return &c.cells[y*c.wide+x]
}

// dot sets a dot; x counts half cells and y quarters from the top.
func (c *canvas) dot(x, y int, i Ink) {
	if x < 0 || y < 0 {
		return
	}
	if cell := c.at(x/2, y/4); cell != nil {
		cell.dots |= dotBits[y%4][x%2]
		cell.ink = i
	}
}

// fill shades a cell.
func (c *canvas) fill(x, y int, i Ink) {
	if cell := c.at(x, y); cell != nil {
		cell.shade, cell.ink = true, i
	}
}

// put sets a character.
func (c *canvas) put(x, y int, r rune, i Ink) {
	if cell := c.at(x, y); cell != nil {
		*cell = canvasCell{mark: r, ink: i}
	}
}

// write sets a text, or nothing and false if not all of it has room on empty
// cells.
func (c *canvas) write(x, y int, s string, i Ink) bool {
	runes := []rune(s)
	for k := range runes {
		if cell := c.at(x+k, y); cell == nil || cell.mark != 0 || cell.dots != 0 {
			return false
		}
	}
	for k, r := range runes {
		c.put(x+k, y, r, i)
	}
	return true
}

// row returns row y, without the empty cells at its end.
func (c *canvas) row(y int, p Painter) string {
	var b strings.Builder
	cells := c.cells[y*c.wide : (y+1)*c.wide]
	for len(cells) > 0 && cells[len(cells)-1] == (canvasCell{}) {
		cells = cells[:len(cells)-1]
	}
	for len(cells) > 0 {
		n := 1
		for n < len(cells) && cells[n].ink == cells[0].ink {
			n++
		}
		var run strings.Builder
		for _, cell := range cells[:n] {
			switch {
			case cell.mark != 0:
				run.WriteRune(cell.mark)
			case cell.dots != 0:
				run.WriteRune(braille + rune(cell.dots))
			case cell.shade:
				run.WriteRune('░')
			default:
				run.WriteByte(' ')
			}
		}
		b.WriteString(p.Paint(run.String(), cells[0].ink))
		cells = cells[n:]
	}
	return b.String()
}

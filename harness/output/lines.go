package output

import (
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/numeral"
)

// Lines are the text of a table, block by block. The first block is the header.
type lines struct {
	layout layout
	data   *harness.Dataset
	table  *harness.Table
	rows   int // of a block
}

// blockText is the text of a block, in bytes and about: a deflate stream that begins anew this
// often is 0.1 % larger, and two blocks for each of 64 workers, and stall, take 68 MiB.
const blockText = 512 << 10

// numberText is a number with its comma, in bytes and about.
const numberText = 20

func (l layout) lines(d *harness.Dataset, t *harness.Table) lines {
	return lines{l, d, t, max(1, blockText/(numberText*(1+len(t.Columns))))}
}

// blocks returns the number of blocks.
func (l lines) blocks() int { return 1 + (l.data.NumRows()+l.rows-1)/l.rows }

// maker returns a function that appends the text of a block to text. It serves one goroutine.
func (l lines) maker() func(text []byte, block int) []byte {
	width := len(l.table.Columns)
	return func(text []byte, block int) []byte {
		if block == 0 {
			return l.header(text)
		}
		lo, named := (block-1)*l.rows, l.data.HasIDs()
		hi := min(lo+l.rows, l.data.NumRows())
		text = slices.Grow(text, (hi-lo)*numberText*(1+width))
		for row := lo; row < hi; row++ {
			if named {
				text = l.layout.appendText(text, l.data.ID(row))
			} else { // as ID has it
				text = strconv.AppendInt(text, int64(row)+1, 10)
			}
			text = append(numeral.AppendEach(text, l.layout.comma, l.table.Values[row*width:(row+1)*width]), '\n')
		}
		return text
	}
}

func (l lines) header(text []byte) []byte {
	text = append(text, "row"...)
	for _, name := range l.table.Columns {
		text = l.layout.appendText(append(text, l.layout.comma), name)
	}
	return append(text, '\n')
}

// appendText quotes the id of a row, or the name of a column, where the layout needs it (RFC 4180).
func (l layout) appendText(line []byte, text string) []byte {
	quoted := false
	for i := range len(text) {
		c := text[i]
		quoted = quoted || c == l.comma || c == '"' || c == '\r' || c == '\n'
	}
	if !quoted {
		return append(line, text...)
	}
	line = append(line, '"')
	line = append(line, strings.ReplaceAll(text, `"`, `""`)...)
	return append(line, '"')
}

package timings

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/wholetext"
)

// maxSource bounds the bytes of a source, once unpacked: ten million rows of a table.
const maxSource = 256 << 20

// A source is a file in memory, in UTF-8.
type source struct {
	name, text string
	records    bool // text is a table whose rows are records: its lines are not those of the file
}

// place names a row of a table by its line.
func (s source) place(line int) string {
	if s.records {
		return fmt.Sprintf("record %d", line-1)
	}
	return fmt.Sprintf("line %d", line)
}

// sourceOf reads a file of most bytes, which is not packed any more.
func sourceOf(name string, r io.Reader, most int) (source, error) {
	b, err := wholetext.Unpacked(name, r, most, "are these timings? Cut the file where they end")
	if err != nil {
		return source{}, err
	}
	text, err := wholetext.UTF8(name, b)
	if err != nil {
		return source{}, err
	}
	if strings.Contains(text, "│") || strings.Contains(text, "┃") || strings.Contains(text, "║") {
		text = drawn.Replace(text)
	}
	s := source{name: name, text: text}
	if strings.TrimSpace(text) == "" {
		return source{}, s.errorf("the file is empty: write a line for each run, such as 2,13.7 below the header workers,seconds")
	}
	return s, nil
}

// places names rows of a table by their lines.
func (s source) places(rows []int) string {
	if !s.records {
		return lineList(rows)
	}
	numbers := make([]int, len(rows))
	for i, line := range rows {
		numbers[i] = line - 1
	}
	return listOf("record", numbers)
}

// begin returns the text in which the format of a log is looked for: a large table is not
// searched for each.
func (s source) begin() string { return s.text[:min(len(s.text), 1<<20)] }

// maxLine bounds the bytes of a line of anything but JSON, which may be one line: a line of a
// million fields takes many times its size.
const maxLine = 1 << 20

// checkLines returns an error for a line that no table of timings has.
func (s source) checkLines() error {
	if strings.ContainsAny(strings.TrimLeft(s.text, " \t\r\n")[:1], "{[") {
		return nil
	}
	for number, rest := 1, s.text; rest != ""; number++ {
		var line string
		if line, rest, _ = strings.Cut(rest, "\n"); len(line) > maxLine {
			return s.errorf("line %d: longer than %d MiB: are these timings? Write a line for each run", number, maxLine>>20)
		}
	}
	return nil
}

// drawn writes the lines of a table that is drawn with the characters for boxes as bars and
// rules.
var drawn = strings.NewReplacer("│", "|", "┃", "|", "║", "|", "─", "-", "━", "-", "═", "-", "┄", "-", "╌", "-",
	"┌", "+", "┬", "+", "┐", "+", "├", "+", "┼", "+", "┤", "+", "└", "+", "┴", "+", "┘", "+", "╞", "+", "╪", "+", "╡", "+",
	"┏", "+", "┳", "+", "┓", "+", "┡", "+", "╇", "+", "┩", "+", "╭", "+", "╮", "+", "╰", "+", "╯", "+", "╔", "+", "╦", "+", "╗", "+",
	"╠", "+", "╬", "+", "╣", "+", "╚", "+", "╩", "+", "╝", "+", "╟", "+", "╫", "+", "╢", "+")

// stem returns the name of a series that has none of its own: that of the file, without
// its extension and that of a compression.
func (s source) stem() string {
	base := content.Bare(filepath.Base(s.name))
	return strings.TrimSuffix(base, filepath.Ext(base))
}

func (s source) errorf(format string, args ...any) error {
	return fmt.Errorf("%s: "+format, append([]any{s.name}, args...)...)
}

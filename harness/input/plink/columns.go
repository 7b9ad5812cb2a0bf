package plink

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"serialfraction/harness/input/content"
	"serialfraction/harness/input/lines"
)

// A textFile reads the lines of a .fam or .bim file, as PLINK 1.9 does: columns are
// separated by spaces and tabs, and empty lines and those that begin with # are skipped.
type textFile struct {
	name string
	rest string // the lines not yet read
	line int    // number of the line read last

	plain bool // rest has letters of ASCII, blanks and line ends alone, so no line need be looked at again
}

// newTextFile copies the text of f, because the columns read are kept and f is closed. A
// text whose lines end with CR alone, as on old Macs, is cut there.
func newTextFile(f *content.Mapping) *textFile {
	text := string(bytes.TrimPrefix(f.Bytes, []byte("\xef\xbb\xbf")))
	if !strings.Contains(text, "\n") {
		text = strings.ReplaceAll(text, "\r", "\n")
	}
	return &textFile{name: f.Name, rest: text}
}

// next reads the columns of the next line into fields and returns their number, which may
// be larger than len(fields): the rest are not kept. It returns 0 after the last line.
func (t *textFile) next(fields []string) (n int, err error) {
	for len(t.rest) > 0 {
		t.line++
		var row string
		row, t.rest, _ = strings.Cut(t.rest, "\n")
		row = strings.TrimSuffix(row, "\r")
		if len(row) > lines.MaxField {
			return 0, t.errorf("the line is longer than %d MiB: write the file again with plink --make-bed", lines.MaxField>>20)
		}
		n := cutBlanks(row, fields)
		if n == 0 {
			continue
		}
		if fields[0][0] == '#' {
			if err := checkHeader(fields[:min(n, len(fields))]); err != nil {
				return 0, t.errorf("%w", err)
			}
			continue
		}
		if !t.plain {
			if err := lines.Check([]byte(row)); err != nil {
				return 0, t.errorf("%w", err)
			}
		}
		return n, nil
	}
	return 0, nil
}

// errorf returns an error that begins with the file and the line read last.
func (t *textFile) errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", t.name, t.line, fmt.Errorf(format, args...))
}

// isPlain reports whether a text has letters of ASCII, blanks and line feeds alone.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; (c < ' ' || c > '~') && c != '\t' && c != '\n' {
			return false
		}
	}
	return true
}

// checkHeader returns an error for the line of a .pvar file that names its columns, whose
// order is another.
func checkHeader(names []string) error {
	if names[0] == "#CHROM" && (len(names) < 2 || !strings.EqualFold(names[1], "ID")) {
		return errors.New("the columns have the order of a .pvar file: write the files again with plink2 --make-bed")
	}
	return nil
}

// cutBlanks splits a line at spaces and tabs. It fills fields and returns the number of
// columns, which may be larger than len(fields).
func cutBlanks(line string, fields []string) (n int) {
	for i := 0; ; n++ {
		for i < len(line) && isBlank(line[i]) {
			i++
		}
		if i == len(line) {
			return n
		}
		from := i
		for i < len(line) && !isBlank(line[i]) {
			i++
		}
		if n < len(fields) {
			fields[n] = line[from:i]
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

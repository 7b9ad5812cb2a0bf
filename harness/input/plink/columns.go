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
	name     string
	text     string
	from, to int // of the line read last, in text; to is behind its end
	line     int // its number
}

// linesOf returns the lines of f, which has f.Bytes but where its lines end with CR alone, as on old
// Macs.
func linesOf(f *content.Mapping) []byte {
	text := bytes.TrimPrefix(f.Bytes, []byte("\xef\xbb\xbf"))
	if bytes.IndexByte(text, '\n') < 0 {
		text = bytes.ReplaceAll(text, []byte{'\r'}, []byte{'\n'})
	}
	return text
}

// newTextFile copies the text of f, because the columns read are kept and f is closed.
func newTextFile(f *content.Mapping) *textFile {
	return &textFile{name: f.Name, text: string(linesOf(f))}
}

// next reads the columns of the next line into fields and returns their number, which may
// be larger than len(fields): the rest are not kept. It returns 0 after the last line.
func (t *textFile) next(fields []string) (n int, err error) {
	for t.to < len(t.text) {
		t.line++
		n, end, plain := cutRow(t.text[t.to:], fields)
		row := t.text[t.to : t.to+end]
		t.from, t.to = t.to, min(t.to+end+1, len(t.text))
		if len(row) > lines.MaxField {
			return 0, t.errorf("the line is longer than %d MiB: write the file again with plink --make-bed", lines.MaxField>>20)
		}
		if n == 0 {
			continue
		}
		if fields[0][0] == '#' {
			if err := checkHeader(fields[:min(n, len(fields))]); err != nil {
				return 0, t.errorf("%w", err)
			}
			continue
		}
		if !plain {
			if err := lines.Check([]byte(strings.TrimSuffix(row, "\r"))); err != nil {
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

// checkHeader returns an error for the line of a .pvar file that names its columns, whose
// order is another.
func checkHeader(names []string) error {
	if names[0] == "#CHROM" && (len(names) < 2 || !strings.EqualFold(names[1], "ID")) {
		return errors.New("the columns have the order of a .pvar file: write the files again with plink2 --make-bed")
	}
	return nil
}

// cutRow is cutLine for a text whose lines may end with CR and LF.
func cutRow(text string, fields []string) (n, end int, plain bool) {
	if n, end, plain = cutLine(text, fields); !plain {
		n, _, _ = cutLine(strings.TrimSuffix(text[:end], "\r"), fields)
	}
	return n, end, plain
}

// cutLine splits the first line of a text at spaces and tabs. It fills fields and returns the number of
// columns, which may be larger than len(fields), and where the line ends. plain means that it has letters
// of ASCII and blanks alone, so that nobody need look at it again.
func cutLine(text string, fields []string) (n, end int, plain bool) {
	plain = true
	for i := 0; ; n++ {
		for i < len(text) && isBlank(text[i]) {
			i++
		}
		from := i
		for ; i < len(text); i++ {
			if c := text[i]; c <= ' ' || c > '~' {
				if c == '\n' || isBlank(c) {
					break
				}
				plain = false
			}
		}
		if i == from {
			return n, i, plain
		}
		if n < len(fields) {
			fields[n] = text[from:i]
		}
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' }

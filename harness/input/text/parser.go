package text

import (
	"bytes"
	"math"
	"slices"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
)

// A parser reads lines of one table. It is read-only and serves many goroutines.
type parser struct {
	name    string // of the stream
	comma   byte   // separates the columns
	blanks  bool   // blanks do, any number of them: each line is made one with tabs, and comma is a tab
	quoted  bool   // texts may be quoted; else quotes in them stand for themselves
	spans   []span // all columns
	samples []string
	missing missing
}

// A span is some columns of one kind, side by side.
type span struct {
	kind    kind
	columns int
}

// A kind is what a column holds.
type kind int

const (
	idColumn kind = iota
	textColumn
	valueColumn
)

// usual are the columns of a table with an id, texts and values in this order.
func usual(texts, values int) []span {
	return []span{{idColumn, 1}, {textColumn, texts}, {valueColumn, values}}
}

// spansOf joins columns of one kind that stand side by side.
func spansOf(kinds []kind) (spans []span) {
	for _, k := range kinds {
		if n := len(spans); n > 0 && spans[n-1].kind == k {
			spans[n-1].columns++
		} else {
			spans = append(spans, span{k, 1})
		}
	}
	return spans
}

// count returns the number of columns of a kind.
func (p *parser) count(k kind) (n int) {
	for _, s := range p.spans {
		if s.kind == k {
			n += s.columns
		}
	}
	return n
}

// parse appends the values, the row id and the texts of a line to those of b. It returns false
// where anything is wrong; diagnose then finds the error.
func (p *parser) parse(b *block, line []byte) bool {
	if len(line) > lines.MaxField && p.overlong(line) {
		return false
	}
	rest, more := line, true
	for _, s := range p.spans {
		ok := more || s.columns == 0
		switch s.kind {
		case idColumn:
			var id []byte
			var err error
			id, rest, more, err = lines.CutField(rest, p.comma)
			ok = ok && err == nil && lines.IsText(id)
			b.ids = append(b.ids, id...)
		case textColumn:
			for range s.columns {
				var field []byte
				var err error
				ok = ok && more
				field, rest, more, err = p.cutText(rest)
				ok = ok && err == nil
				b.texts = append(b.texts, p.textOf(field))
			}
		case valueColumn:
			from, left, read := rest, more, false
			if !p.doubtful(&b.marks, rest) {
				rest, more, read = p.values(b, from, left, s.columns)
			}
			if !read && p.mayDoubt() {
				rest, more, read = p.doubtfulValues(b, from, left, s.columns)
			}
			ok = ok && read
		}
		if !ok {
			return false
		}
	}
	return !more
}

// values reads columns of values. more reports whether the line has a field left.
func (p *parser) values(b *block, line []byte, more bool, columns int) (rest []byte, left, ok bool) {
	values := b.values
	for range columns {
		if !more {
			return nil, false, false
		}
		v, n, ok := numeral.Scan(line)
		switch {
		case ok && n == len(line):
			line, more = nil, false
		case ok && line[n] == p.comma:
			line = line[n+1:]
		default:
			var field []byte
			var err error
			if field, line, more, err = lines.CutField(line, p.comma); err != nil {
				return nil, false, false
			}
			if v, err = numeral.Parse(field); err != nil {
				return nil, false, false
			}
		}
		values = append(values, v)
	}
	b.values = values
	return line, more, true
}

// cutText cuts a column of text off a line.
func (p *parser) cutText(line []byte) (field, rest []byte, more bool, err error) {
	if p.quoted {
		return lines.CutField(line, p.comma)
	}
	if field, rest, more = bytes.Cut(line, []byte{p.comma}); len(field) > lines.MaxField {
		return nil, nil, false, lines.ErrLong
	}
	return field, rest, more, nil
}

// textOf returns the text of a field that cutText has cut. Quotes around it are removed; one
// that stands for a missing value is "".
func (p *parser) textOf(field []byte) string {
	text := string(field)
	if !p.quoted {
		text = unquote(text)
	}
	if numeral.MissingText(text) || slices.Contains(p.missing.words, text) {
		return ""
	}
	return lines.Plain(text)
}

// missing are the fields that stand for a missing value beside the usual.
type missing struct {
	words  []string
	values []float64 // those of the words that are numbers: -999 is -999.0 too
}

// missingOf returns what the words of a layout stand for.
func missingOf(words []string) missing {
	m := missing{words: words}
	for _, word := range words {
		if v, err := numeral.Parse([]byte(word)); err == nil && !math.IsNaN(v) {
			m.values = append(m.values, v)
		}
	}
	return m
}

func (m missing) none() bool { return len(m.words) == 0 }

// number reads a field as numeral.Parse does, but for what stands for a missing value here.
func (m missing) number(field []byte) (float64, error) {
	if slices.Contains(m.words, string(bytes.Trim(field, " \t"))) {
		return math.NaN(), nil
	}
	v, err := numeral.Parse(field)
	if err == nil && slices.Contains(m.values, v) {
		v = math.NaN()
	}
	return v, err
}

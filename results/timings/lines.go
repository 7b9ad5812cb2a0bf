package timings

import (
	"strings"
)

// A lines iterates over the lines of a table that have fields.
type lines struct {
	rest   string
	number int      // of the current line, from 1
	fields []string // of the current line; valid until the next
	quote  bool     // the current line has a quote that is not closed
	remark string   // the last comment, without its mark
	text   string   // the current line, without spaces around it
	gap    bool     // an empty line or a comment is right above the current line
	cut    byte     // separator of fields; 0 = taken from the first line, ' ' = any space
}

// bar separates the fields of a table as GitHub, psql and sacct write it.
const bar = '|'

// barred reports whether bars separate the fields of the first line: it begins with one,
// or the next line is a rule, or has as many where nothing else separates fields.
func (l *lines) barred(line, next string) bool {
	bars := strings.Count(line, string(bar))
	return bars > 0 && (line[0] == bar || isRule(next) || l.cut == ' ' && bars == strings.Count(next, string(bar)))
}

// isRule reports whether a line is drawn between the rows of such a table: |--:|---|, --+--.
func isRule(line string) bool {
	return strings.Count(line, "-")+strings.Count(line, "=") > 2 && strings.Trim(line, "|+-=: \t") == ""
}

// next moves to the next line that is neither empty nor a comment.
func (l *lines) next() bool {
	l.gap = false
	for l.rest != "" {
		var line string
		line, l.rest, _ = strings.Cut(l.rest, "\n")
		l.number++
		line = strings.TrimSuffix(line, "\r")
		bare := strings.TrimSpace(line)
		if bare == "" {
			l.gap = true
			continue
		}
		if bare[0] == '#' {
			l.remark, l.gap = strings.TrimLeft(bare, "# \t"), true
			continue
		}
		if l.number == 1 && l.cut == 0 && len(bare) == 5 && strings.HasPrefix(strings.ToLower(bare), "sep=") {
			l.cut = bare[4] // Excel
			continue
		}
		if isRule(bare) {
			continue
		}
		if l.cut == 0 {
			l.cut = separatorOf(bare)
			if next, _, _ := strings.Cut(l.rest, "\n"); l.barred(bare, strings.TrimSpace(next)) {
				l.cut = bar
			}
		}
		l.text = bare
		l.split(line)
		return true
	}
	return false
}

// separatorOf returns the separator of the fields of a line: the first of tab, semicolon
// and comma that it has outside of quotes, else a space.
func separatorOf(line string) byte {
	var seen [128]bool
	quoted := false
	for i := range len(line) {
		if line[i] == '"' {
			quoted = !quoted
		}
		if !quoted && line[i] < 128 {
			seen[line[i]] = true
		}
	}
	for _, c := range []byte("\t;,") {
		if seen[c] {
			return c
		}
	}
	return ' '
}

func (l *lines) split(line string) {
	l.fields, l.quote = l.fields[:0], false
	if l.cut == ' ' && !strings.Contains(line, `"`) {
		l.splitSpaces(line)
		return
	}
	if l.cut == bar {
		l.splitBars(strings.TrimSpace(line))
		return
	}
	for more := true; more; {
		if l.cut == ' ' {
			line = strings.TrimLeft(line, " \t")
		}
		var field string
		field, line, more = l.field(line)
		l.fields = append(l.fields, field)
		if l.cut == ' ' && strings.TrimLeft(line, " \t") == "" {
			return
		}
	}
}

// splitSpaces splits a line at spaces, but not between a number and its unit or scatter: 10 ms,
// 1.8 ± 0.1.
func (l *lines) splitSpaces(line string) {
	joins := false
	for word := range strings.FieldsSeq(line) {
		last := len(l.fields) - 1
		scatter := word == "±" || word == "+/-" || word == "+-"
		if last >= 0 && (joins || scatter || word[0] > '9' && isCellUnit(word)) && endsInDigit(l.fields[last], joins) {
			l.fields[last] += " " + word
		} else {
			l.fields = append(l.fields, word)
		}
		joins = scatter
	}
}

// endsInDigit reports whether a field is a number, or ends in the mark of its scatter.
func endsInDigit(field string, scatter bool) bool {
	c := field[len(field)-1]
	return scatter || '0' <= c && c <= '9' && field[0] != '-' && !isText(withoutScatter(field))
}

// splitBars splits a row of a table with bars, which may begin and end with one. A bar of a
// field is written \|, and what is emphasized is in asterisks or backquotes.
func (l *lines) splitBars(line string) {
	line = strings.TrimPrefix(line, "|")
	if strings.HasSuffix(line, "|") && !strings.HasSuffix(line, `\|`) {
		line = line[:len(line)-1]
	}
	field := ""
	for piece := range strings.SplitSeq(line, "|") {
		if cut, ok := strings.CutSuffix(piece, `\`); ok {
			field += cut + "|"
			continue
		}
		l.fields = append(l.fields, strings.Trim(field+piece, " \t*`"))
		field = ""
	}
	if field != "" {
		l.fields = append(l.fields, strings.TrimSpace(field))
	}
}

// field cuts the first field off a line.
func (l *lines) field(line string) (field, rest string, more bool) {
	if open := strings.TrimLeft(line, " "); !strings.HasPrefix(open, `"`) {
		i := strings.IndexByte(line, l.cut)
		if i < 0 {
			return strings.TrimSpace(line), "", false
		}
		return strings.TrimSpace(line[:i]), line[i+1:], true
	}
	line = strings.TrimLeft(line, " ")[1:]
	var b strings.Builder
	for {
		i := strings.IndexByte(line, '"')
		if i < 0 {
			l.quote = true
			return line, "", false
		}
		b.WriteString(line[:i])
		line = line[i+1:]
		if !strings.HasPrefix(line, `"`) {
			break
		}
		b.WriteByte('"')
		line = line[1:]
	}
	_, rest, more = strings.Cut(line, string(l.cut))
	return strings.TrimSpace(b.String()), rest, more
}

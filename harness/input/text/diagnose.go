package text

import (
	"cmp"
	"errors"
	"fmt"

	"serialfraction/harness/input/lines"
	"serialfraction/harness/numeral"
	"serialfraction/harness/wording"
)

// diagnose returns the error of a line that parse refused. It checks the number of fields
// first, because a missing field shifts all others.
func (p *parser) diagnose(line []byte, number int) error {
	at := fmt.Sprintf("%s:%d: ", p.name, number)
	fields, n, err := p.split(line)
	if err != nil {
		return fmt.Errorf("%s%w", at, err)
	}
	others := p.count(idColumn) + p.count(textColumn)
	want, found := len(p.samples), max(0, n-others)
	if found != want {
		hint := "; correct this line or the header"
		switch {
		case found == want+1 && fields[len(fields)-1] == "":
			hint = "; the line ends in a separator: remove it"
		case lines.Cure(line) != "":
			hint = lines.Cure(line)
		}
		return fmt.Errorf("%s%s expected, %d found (the header names %s%s)",
			at, wording.Count(want, "value"), found, wording.Count(want, "sample"), hint)
	}
	sample := 0
	for i, k := range p.kinds() {
		switch k {
		case idColumn:
			if !lines.IsText([]byte(fields[i])) {
				return fmt.Errorf("%scolumn %d: %w", at, i+1, lines.Refuse("the row id", []byte(fields[i])))
			}
		case valueColumn:
			if _, err := p.number(new(marks), number, []byte(fields[i])); err != nil {
				hint := cmp.Or(lines.Cure([]byte(fields[i])), p.textsHint(p.valuesOf(fields))+missingHint(fields[i], err))
				return fmt.Errorf("%scolumn %d (%s): %w%s", at, i+1, p.samples[sample], err, hint)
			}
			sample++
		}
	}
	return fmt.Errorf("%sthis line cannot be read: %s", at, lines.Quote(string(line)))
}

// missingHint returns what to type where a field that is no number stands for a missing value;
// "" where it is too long for that.
func missingHint(field string, err error) string {
	var e *numeral.Error
	if !errors.As(err, &e) || e.Fault != numeral.NoNumber || len(field) > 20 {
		return ""
	}
	return "; if it stands for a missing value, type --na " + wording.ShellWord(field)
}

// kinds returns the kind of each column.
func (p *parser) kinds() (kinds []kind) {
	for _, s := range p.spans {
		for range s.columns {
			kinds = append(kinds, s.kind)
		}
	}
	return kinds
}

// valuesOf returns the fields of a line that are in columns of values.
func (p *parser) valuesOf(fields []string) (values []string) {
	for i, k := range p.kinds() {
		if k == valueColumn {
			values = append(values, fields[i])
		}
	}
	return values
}

// split cuts a line into its fields and returns the number of all. Of those beyond the columns
// of the table it keeps one alone, for a line may have millions. Texts that are not quoted keep
// their quotes.
func (p *parser) split(line []byte) (fields []string, n int, err error) {
	kinds := p.kinds()
	for more := true; more; n++ {
		var field []byte
		if n < len(kinds) && kinds[n] == textColumn {
			field, line, more, err = p.cutText(line)
		} else {
			field, line, more, err = lines.CutField(line, p.comma)
		}
		if err != nil {
			return nil, n, fmt.Errorf("column %d: %w", n+1, err)
		}
		if n <= len(kinds) {
			fields = append(fields, string(field))
		}
	}
	return fields, n, nil
}

// overlong reports whether a field of a line is longer than [lines.MaxField].
func (p *parser) overlong(line []byte) bool {
	_, _, err := p.split(line)
	return errors.Is(err, lines.ErrLong)
}

package text

import (
	"bytes"
	"fmt"

	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
)

// round adds the whole numbers of a line, which parse has read as values, that float64 does not
// hold.
func (p *parser) round(to *dataset.Rounded, line []byte, values []float64, number int) {
	fields, _, err := p.split(line)
	if err != nil {
		return
	}
	for i, text := range p.valuesOf(fields) {
		to.Digits(values[i], bytes.Trim([]byte(text), " \t"), func() string {
			return fmt.Sprintf("line %d, column %s", number, lines.Quote(p.samples[i]))
		})
	}
}

package text

import (
	"bytes"
	"fmt"
	"math"
	"strconv"

	"serialfraction/harness/input/dataset"
	"serialfraction/harness/input/lines"
)

// beyondExact reports whether v is so large that whole numbers near it may be rounded.
func beyondExact(v float64) bool {
	return (v >= 1<<53 || v <= -1<<53) && !math.IsInf(v, 0)
}

// round adds the whole numbers of a line, which parse has read as values, that float64 does not
// hold. A number with a point or an exponent is rounded as any decimal fraction is, and does
// not count.
func (p *parser) round(to *dataset.Rounded, line []byte, values []float64, number int) {
	fields, _, err := p.split(line)
	if err != nil {
		return
	}
	for i, text := range p.valuesOf(fields) {
		v := values[i]
		if !beyondExact(v) {
			continue
		}
		digits := bytes.TrimLeft(bytes.TrimLeft(bytes.Trim([]byte(text), " \t"), "+-"), "0")
		if len(bytes.Trim(digits, "0123456789")) > 0 {
			continue
		}
		if held := strconv.FormatFloat(max(v, -v), 'f', 0, 64); held != string(digits) {
			to.Add(v, func() (original, at string) {
				return text, fmt.Sprintf("line %d, column %s", number, lines.Quote(p.samples[i]))
			})
		}
	}
}

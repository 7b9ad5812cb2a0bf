package gate

import (
	"math"

	"serialfraction/fit"
	"serialfraction/results/number"
)

// A finding is what a sweep shows of the quantity of a condition. Its text has the interval of
// the report, and beside it the one that decides where that is another.
type finding struct {
	interval fit.Interval // that decides: it holds what other work on the machine may have moved
	open     opening      // of the interval of the report
	text     string
	moved    opening // for each end that other work moved why more repeats do not move it back
}

// found returns the finding of an interval that nothing moved; ofMean reports whether it is of
// the mean time.
func (c Condition) found(r reading, ofMean bool) finding {
	return finding{interval: r.Interval, open: r.open, text: c.write(r.Interval, ofMean)}
}

// widened returns f with an interval that holds what took of the runs may have moved, such as
// "other work".
func (f finding) widened(c Condition, all fit.Interval, took string, moved opening) finding {
	if moved != (opening{}) {
		f.text += ", with or without " + took + " " + ends(all, c.writer(f.interval))
	}
	return finding{all, f.open, f.text, moved}
}

// write returns the text of an interval of the quantity, or of its change.
func (c Condition) write(i fit.Interval, ofMean bool) string {
	w := c.writer(i)
	verb, of := " = ", ""
	if c.change {
		verb = " changed by "
	}
	if ofMean {
		of = " for the mean time"
	}
	if c.quantity.unit == factor && !c.change && i.Lo <= 0 { // no speed-up is
		i.Lo = math.Inf(-1)
	}
	return c.name() + verb + w(i.Value) + of + ", " + number.Level(i) + " " + ends(i, w)
}

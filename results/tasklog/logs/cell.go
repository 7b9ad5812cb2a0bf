package logs

import (
	"bytes"
	"math"
	"strings"
	"time"

	"serialfraction/harness/numeral"
	"serialfraction/results/clock"
)

// unknownWords stand for a time that is not known, beside those of package numeral.
var unknownWords = map[string]bool{"-": true, "--": true, "unknown": true, "nat": true, "undefined": true, "invalid": true, "0000-00-00 00:00:00": true}

// isUnknown reports whether a cell stands for a time that is not known.
func isUnknown(cell []byte) bool {
	cell = bytes.TrimSpace(cell)
	return numeral.Missing(cell) || len(cell) < 20 && unknownWords[strings.ToLower(string(cell))]
}

// A writing is a way to write a moment.
type writing uint8

const (
	asNumber    writing = 1 << iota // since any beginning
	withZone                        // 2026-11-28T19:09:57Z
	withoutZone                     // 2026-11-28T19:09:57, on the clock of some place
	timeOfDay                       // 19:09:57
)

// A times reads cells of times, which have one unit where they are numbers.
type times struct {
	unit   int     // seconds, millis, micros or nanos
	told   bool    // the unit is known; of moments the first number shows it otherwise
	epoch  bool    // the first number was so large that it counts from 1970
	comma  bool    // numbers may have a decimal comma
	digits int     // the most behind the point of a second
	seen   writing // of moments
}

// mixed reports whether some moments have no zone and others have one, or are numbers: they are on two clocks.
func (t *times) mixed() bool { return t.seen&withoutZone != 0 && t.seen != withoutZone }

// number reads a number.
func (t *times) number(cell []byte) (ns int64, ok bool) {
	if t.comma && bytes.IndexByte(cell, '.') < 0 {
		if i := bytes.IndexByte(cell, ','); i >= 0 {
			cell = bytes.Clone(cell)
			cell[i] = '.'
		}
	}
	ns, digits, ok := decimalTime(cell, t.unit)
	if ok {
		t.digits = max(t.digits, min(digits+seconds-t.unit, seconds))
	}
	return ns, ok
}

// moment reads a cell as a moment.
func (t *times) moment(cell []byte) (ns int64, ok bool) {
	cell = bytes.TrimSpace(cell)
	t.settle(cell)
	if ns, ok = t.number(cell); ok {
		t.seen |= asNumber
		return ns, ns >= 0
	}
	if m, ok := clock.ParseMoment(cell); ok {
		t.digits = max(t.digits, m.Digits)
		if m.Zoned {
			t.seen |= withZone
		} else {
			t.seen |= withoutZone
		}
		return m.Nanoseconds, true
	}
	if ns, ok = t.spelled(cell); ok {
		t.seen |= timeOfDay
	}
	return ns, ok
}

// settle finds the unit of numbers that have none by the first that is not 0: as many digits as the
// time since 1970 has in it, else seconds.
func (t *times) settle(cell []byte) {
	whole, _, _ := bytes.Cut(cell, []byte{'.'})
	if t.comma {
		whole, _, _ = bytes.Cut(whole, []byte{','})
	}
	if t.epoch || t.told && len(whole) < 9 || len(bytes.Trim(whole, "0")) == 0 || len(bytes.Trim(whole, "0123456789")) > 0 {
		return
	}
	switch digits := len(whole); {
	case t.told:
		t.epoch = digits >= 9+seconds-t.unit
	case digits >= 18:
		t.unit, t.epoch = nanos, true
	case digits >= 15:
		t.unit, t.epoch = micros, true
	case digits >= 12:
		t.unit, t.epoch = millis, true
	case digits >= 9:
		t.epoch = true
	}
	t.told = true
}

// length reads a cell as a time that something took.
func (t *times) length(cell []byte) (ns int64, ok bool) {
	cell = bytes.TrimSpace(cell)
	if ns, ok = t.number(cell); ok {
		return ns, true
	}
	return t.spelled(cell)
}

// spelled reads a cell with units or colons.
func (t *times) spelled(cell []byte) (ns int64, ok bool) {
	text := string(cell)
	d, err := time.ParseDuration(text)
	ns = int64(d)
	if err != nil {
		took, ok := clock.Length(text)
		if !ok {
			took, ok = clock.Spelled(text)
		}
		if !ok || took > maxTime/1e9 {
			return 0, false
		}
		ns = int64(math.Round(took * 1e9))
	}
	if ns < 0 || ns > maxTime {
		return 0, false
	}
	digits := smallUnit(text)
	if i := strings.LastIndexByte(text, '.'); i >= 0 {
		digits += len(text[i+1:]) - len(strings.TrimLeft(text[i+1:], "0123456789"))
	}
	t.digits = max(t.digits, min(digits, seconds))
	return ns, true
}

// smallUnit returns the digits by which the last unit of a time is smaller than a second.
func smallUnit(text string) int {
	switch {
	case strings.HasSuffix(text, "ms"):
		return 3
	case strings.HasSuffix(text, "us"), strings.HasSuffix(text, "µs"):
		return 6
	case strings.HasSuffix(text, "ns"):
		return 9
	}
	return 0
}

// quantum returns the step of a clock whose times have so many digits behind the point of the
// second.
func quantum(digits int) int64 {
	step := int64(1)
	for ; digits < seconds; digits++ {
		step *= 10
	}
	return step
}

package clock

import (
	"bytes"
	"strings"
	"time"
)

// A Moment is a date with a time of day.
type Moment struct {
	Nanoseconds int64 // since 1970 in UTC, or on the clock of the place where it was written
	Digits      int   // behind the point of its seconds
	Zoned       bool  // its zone is written, so that it is in UTC
}

// layouts are the forms of moments that begin with a name of a day or of a month, or are of a server.
var layouts = []string{time.ANSIC, time.UnixDate, time.RFC1123, time.RFC1123Z, time.RubyDate, "Mon 02 Jan 2006 03:04:05 PM MST", "Mon 2 Jan 15:04:05 MST 2006", "02/Jan/2006:15:04:05 -0700", "02-Jan-2006 15:04:05"}

// ParseMoment reads a moment of the years 1970 to 2115: as ISO 8601 has it, with T or a space between
// date and time, with seconds or without, 2026-11-28T19:09:57.246+01:00; the same with / or . in the
// date; 28.11.2026 19:09; and as date and ctime write it, Sat Nov 28 19:04:09 2026. Without a zone it
// is read as if its clock were that of UTC. Of 03/04/2026 nobody knows which is the month: it is none.
func ParseMoment(field []byte) (Moment, bool) {
	field = bytes.TrimSpace(field)
	if m, ok := isoMoment(field); ok || len(field) == 0 {
		return m, ok
	}
	if first := field[0] | 0x20; first < 'a' && (len(field) < 4 || field[3]|0x20 < 'a') || first > 'z' {
		return Moment{}, false
	}
	for _, layout := range layouts {
		if t, err := time.ParseInLocation(layout, string(field), time.UTC); err == nil { // whatever the zone of this machine
			name, _ := t.Zone()
			offset, named := strings.Contains(layout, "-0700"), strings.Contains(layout, "MST") && (name == "UTC" || name == "GMT")
			return momentOf(t, 0, offset || named) // of other names, such as CET, many zones have each
		}
	}
	return Moment{}, false
}

// momentOf returns a time as a moment if it is one of the years that have room.
func momentOf(t time.Time, digits int, zoned bool) (Moment, bool) {
	if t = t.UTC(); t.Year() < 1970 || t.Year() > 2115 {
		return Moment{}, false
	}
	return Moment{t.UnixNano(), digits, zoned}, true
}

// isoMoment reads a date of digits, a time of day, and a zone where there is one.
func isoMoment(text []byte) (m Moment, ok bool) {
	r := reader{text}
	year, month, day, ok := r.date()
	if !ok || month < 1 || month > 12 || day < 1 || day > 31 {
		return m, false
	}
	if !r.skip('T') && !r.skip('t') && !r.skip('_') && !r.skip(' ') {
		return m, false
	}
	for r.skip(' ') {
	}
	hour, ok1 := r.digits(2)
	colon := r.skip(':')
	minute, ok2 := r.digits(2)
	if !ok1 || !ok2 || hour > 23 || minute > 59 {
		return m, false
	}
	second, nanoseconds, digits := 0, 0, 0
	if !colon || r.skip(':') {
		if second, ok = r.digits(2); !ok || second > 60 {
			return m, false
		}
		if r.skip('.') || r.skip(',') {
			nanoseconds, digits = r.fraction()
		}
	}
	offset, zoned, ok := r.zone()
	if !ok {
		return m, false
	}
	t := time.Date(year, time.Month(month), day, hour, minute-offset, second, nanoseconds, time.UTC)
	return momentOf(t, digits, zoned)
}

// A reader takes what a text begins with.
type reader struct{ rest []byte }

func (r *reader) skip(c byte) bool {
	if len(r.rest) == 0 || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

// digits takes a number of so many digits.
func (r *reader) digits(n int) (v int, ok bool) {
	if len(r.rest) < n {
		return 0, false
	}
	for _, c := range r.rest[:n] {
		if c-'0' > 9 {
			return 0, false
		}
		v = v*10 + int(c-'0')
	}
	r.rest = r.rest[n:]
	return v, true
}

// date takes 2026-11-28, with - or / or . or nothing between, or 28.11.2026.
func (r *reader) date() (year, month, day int, ok bool) {
	if len(r.rest) > 2 && r.rest[2] == '.' {
		day, ok1 := r.digits(2)
		r.skip('.')
		month, ok2 := r.digits(2)
		point := r.skip('.')
		year, ok3 := r.digits(4)
		return year, month, day, ok1 && ok2 && point && ok3
	}
	year, ok1 := r.digits(4)
	if !ok1 || len(r.rest) == 0 {
		return 0, 0, 0, false
	}
	mark := r.rest[0]
	marked := (mark == '-' || mark == '/' || mark == '.') && r.skip(mark)
	month, ok2 := r.digits(2)
	if marked && !r.skip(mark) {
		return 0, 0, 0, false
	}
	day, ok3 := r.digits(2)
	return year, month, day, ok2 && ok3
}

// fraction takes digits behind a point.
func (r *reader) fraction() (nanoseconds, digits int) {
	unit := int(time.Second)
	for len(r.rest) > 0 && r.rest[0]-'0' <= 9 {
		unit /= 10
		nanoseconds += unit * int(r.rest[0]-'0')
		digits++
		r.rest = r.rest[1:]
	}
	return nanoseconds, min(digits, 9)
}

// zone takes Z, UTC, +01:00, +0100 or +01, or nothing, up to the end.
func (r *reader) zone() (minutes int, zoned, ok bool) {
	for r.skip(' ') {
	}
	switch string(r.rest) {
	case "":
		return 0, false, true
	case "Z", "z", "UTC", "GMT":
		return 0, true, true
	}
	sign := 1
	if r.skip('-') {
		sign = -1
	} else if !r.skip('+') {
		return 0, false, false
	}
	hours, ok := r.digits(2)
	if !ok {
		return 0, false, false
	}
	if len(r.rest) > 0 {
		r.skip(':')
		if minutes, ok = r.digits(2); !ok || len(r.rest) > 0 {
			return 0, false, false
		}
	}
	return sign * (60*hours + minutes), true, hours < 24
}

package timings

import (
	"strings"
	"unicode"
)

// ofEach returns the meaning of what is of one worker. Only a rate says what all do
// together; a count of workers per node tells hybrid runs apart, as a label.
func (m meaning) ofEach() meaning {
	switch {
	case m.role == load, m.role == unknown:
		return meaning{each: m.role == unknown}
	case m.role == measure && m.quantity == Throughput:
		m.each = true
		return m
	}
	return meaning{role: aside}
}

// cutEach cuts "/core", "per thread" or "PerNode" off the end of a name.
func cutEach(name string) (all string, ok bool) {
	if i := strings.LastIndex(name, "Per"); i > 0 && isUnitOfWorkers(strings.ToLower(name[i+len("Per"):])) {
		return name[:i], true
	}
	lower := strings.TrimRight(strings.ToLower(name), " \t)]}")
	at := strings.LastIndexFunc(lower, func(r rune) bool { return !unicode.IsLetter(r) })
	if at < 0 || !isUnitOfWorkers(lower[at+1:]) {
		return "", false
	}
	all = strings.TrimRight(lower[:at+1], " _-")
	for _, bar := range []string{"/", "per"} {
		rest, found := strings.CutSuffix(all, bar)
		if joint := strings.TrimRight(rest, " _-.()[]"); found && joint != "" && (bar == "/" || joint != rest) {
			return name[:len(joint)], true
		}
	}
	return "", false
}

// quotientMeaning reads units with "/" or "per": ns/op is a time, ops/s a throughput. So is
// ns/day, where simulated time is counted, and hours/ns is a time. A quantity over its unit
// (ISO 80000), time/s, is a time.
func quotientMeaning(name string) (meaning, bool) {
	for _, bar := range []string{"/", "_per_", " per ", "-per-", "Per"} {
		above, below, ok := strings.Cut(name, bar)
		num, den := words(above), words(below)
		if !ok || len(num) == 0 || len(den) == 0 {
			continue
		}
		top, bottom := num[len(num)-1], den[0]
		m := meaning{role: measure, unit: top + "/" + bottom}
		of, timed := quotientUnit(top)
		per, paced := quotientUnit(bottom)
		switch {
		case paced && bar == "/" && isTimeName(above):
			m.quantity, m.scale, m.unit = Time, per, bottom
		case timed && paced && of.seconds() > per.seconds() && !isYear(top):
			m.quantity, m.scale = Time, of
		case paced:
			m.quantity, m.scale = Throughput, per
		case timed && !isExtreme(strings.ToLower(bottom)):
			m.quantity, m.scale = Time, of
		case bar == "/" && !isTimeWord(strings.ToLower(top)):
			return meaning{role: aside}, true // B/op, allocs/op
		default:
			continue
		}
		return m, true
	}
	return meaning{}, false
}

// isTimeName reports whether a name without its unit is that of a time: "wall time", "T(n)".
func isTimeName(name string) bool {
	ts := tokens(name)
	return len(ts) > 0 && (isTimeWord(ts[len(ts)-1]) || isSymbol(ts, "t"))
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// seconds returns the unit in seconds.
func (s scale) seconds() float64 { return s.num / s.den }

// quotientUnit returns the unit of time that a word of a quotient is, where min is a minute.
func quotientUnit(word string) (scale, bool) {
	ts := tokens(word)
	if len(ts) != 1 {
		return scale{}, false
	}
	if isMinute(ts[0]) {
		return units["minute"], true
	}
	if sc, ok := longUnits[ts[0]]; ok {
		return sc, true
	}
	sc, ok := units[ts[0]]
	return sc, ok
}

func isMinute(word string) bool { return strings.EqualFold(word, "min") }

func isYear(word string) bool { return longUnits[strings.ToLower(word)] == longUnits["year"] }

// cutMinutes cuts "(min)" or "[min]" off the end of a name: in brackets it is the unit.
func cutMinutes(name string) (stem string, ok bool) {
	stem, unit, ok := cutBracket(name)
	return stem, ok && isMinute(unit)
}

// cutBracket cuts the last word off a name where it is in brackets: "Time (s)".
func cutBracket(name string) (stem, word string, ok bool) {
	name = strings.TrimSpace(name)
	open := strings.LastIndexAny(name, "([{")
	if open <= 0 || !strings.ContainsAny(name[len(name)-1:], ")]}") {
		return "", "", false
	}
	return strings.TrimSpace(name[:open]), strings.TrimSpace(name[open+1 : len(name)-1]), true
}

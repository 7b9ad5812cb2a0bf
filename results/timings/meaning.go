package timings

import (
	"slices"
	"strings"
	"unicode"
)

// A role is the use of a column, a parameter or a metric.
type role int

const (
	unknown role = iota
	load         // counts the workers
	measure      // a time, a throughput or a speed-up
	repeat       // counts runs: never a measure, never a parameter
	aside        // scatter, CPU time and the like: ignored
)

// A meaning is the role of a name, with its quantity and unit.
type meaning struct {
	role     role
	quantity Quantity
	unit     string // as written
	scale    scale  // of a time, or of the time that a throughput is per
	extreme  bool   // least or largest of several times: used only where there is no other
}

// A scale is a unit of time in seconds: num/den. It is a quotient of whole numbers, so
// that nanoseconds become the nearest float64 of seconds.
type scale struct{ num, den float64 }

var second = scale{1, 1}

// seconds converts a value of that meaning to seconds.
func (m meaning) seconds(v float64) float64 {
	if m.quantity == Time {
		return v * m.scale.num / m.scale.den
	}
	return m.scale.num / m.scale.den / v
}

// is returns the meaning with the quantity q that the caller gives.
func (m meaning) is(q Quantity) meaning {
	if m.role == measure && m.quantity == q {
		return m
	}
	return meaning{role: measure, quantity: q, scale: second}
}

// meaningOf returns the meaning of a name such as "wall_ms", "numThreads", "Time (s)" or
// "req/s".
func meaningOf(name string) meaning {
	ts := tokens(name)
	if isLoad(ts) {
		return meaning{role: load}
	}
	if slices.ContainsFunc(ts, isAside) {
		return meaning{role: aside}
	}
	if m, ok := quotientMeaning(name); ok {
		m.extreme = slices.ContainsFunc(ts, isExtreme)
		return m
	}
	if slices.ContainsFunc(ts, isNeverTime) {
		return meaning{role: aside}
	}
	m := meaning{role: measure, scale: second, extreme: slices.ContainsFunc(ts, isExtreme)}
	switch {
	case isSpeedup(ts) || len(ts) > 1 && isSymbol(ts, "s"):
		m.quantity = Speedup
	case slices.ContainsFunc(ts, isRate) || isSymbol(ts, "x"):
		m.quantity = Throughput
		if i := slices.IndexFunc(ts, isRateUnit); i >= 0 {
			m.unit = ts[i]
		}
	default:
		unit, sc, named := timeUnit(ts)
		if !named && !slices.ContainsFunc(ts, isTimeWord) && !isSymbol(ts, "t") {
			if len(ts) > 0 && slices.ContainsFunc(ts, isRepeat) {
				return meaning{role: repeat}
			}
			return meaning{}
		}
		m.quantity, m.unit, m.scale = Time, unit, sc
	}
	return m
}

// quotientMeaning reads units with "/" or "per": ns/op is a time, ops/s a throughput.
func quotientMeaning(name string) (meaning, bool) {
	for _, bar := range []string{"/", "_per_", " per ", "-per-", "Per"} {
		above, below, ok := strings.Cut(name, bar)
		num, den := words(above), words(below)
		if !ok || len(num) == 0 || len(den) == 0 {
			continue
		}
		top, bottom := num[len(num)-1], den[0]
		m := meaning{role: measure, unit: top + "/" + bottom}
		if sc, ok := unitOf(bottom); ok {
			m.quantity, m.scale = Throughput, sc
			return m, true
		}
		if strings.EqualFold(bottom, "min") {
			m.quantity, m.scale = Throughput, units["minute"]
			return m, true
		}
		if sc, ok := unitOf(top); ok {
			m.quantity, m.scale = Time, sc
			return m, true
		}
		if bar == "/" && !isTimeWord(strings.ToLower(top)) {
			return meaning{role: aside}, true // B/op, allocs/op
		}
	}
	return meaning{}, false
}

func words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

func unitOf(word string) (scale, bool) {
	ts := tokens(word)
	if len(ts) != 1 {
		return scale{}, false
	}
	sc, ok := units[ts[0]]
	return sc, ok
}

// timeUnit finds the unit of a time. One letter counts at the end of a name, or beside a
// word for time.
func timeUnit(ts []string) (string, scale, bool) {
	timed := slices.ContainsFunc(ts, isTimeWord)
	for i := len(ts) - 1; i >= 0; i-- {
		if sc, ok := units[ts[i]]; ok && (i == len(ts)-1 || len(ts[i]) > 1 || timed) {
			return ts[i], sc, true
		}
	}
	return "", second, false
}

// tokens cuts a name into its words in lower case, without the numbers at their ends:
// "Time1 (ms)" is time, ms.
func tokens(name string) []string {
	var ts []string
	var b strings.Builder
	flush := func() {
		t := b.String()
		b.Reset()
		if bare := strings.TrimRight(t, "0123456789"); bare != "" && !isPercentile(t) {
			t = bare
		} else if bare == "" {
			return
		}
		ts = append(ts, t)
	}
	var before rune
	for _, r := range name {
		switch {
		case r == 'µ' || r == 'μ':
			r = 'u'
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			flush()
			before = r
			continue
		case unicode.IsUpper(r) && unicode.IsLower(before):
			flush()
		}
		before = r
		b.WriteRune(unicode.ToLower(r))
	}
	flush()
	return ts
}

// isPercentile reports whether t is p50, p99 or the like.
func isPercentile(t string) bool {
	return len(t) > 2 && t[0] == 'p' && strings.Trim(t[1:], "0123456789") == ""
}

// isLoad reports whether the words name a count of workers: every word is one for workers
// or filler.
func isLoad(ts []string) bool {
	if strings.Join(ts, "_") == "db_time" { // Oracle's average active sessions
		return true
	}
	found := false
	for _, t := range ts {
		worker := isWorkers(t)
		if !worker && !isFiller(t) {
			return false
		}
		found = found || worker
	}
	return found
}

func isSpeedup(ts []string) bool {
	for i, t := range ts {
		if isSpeedupWord(t) || t == "speed" && i+1 < len(ts) && ts[i+1] == "up" {
			return true
		}
	}
	return false
}

// isSymbol reports whether the words are a letter of a formula: t, T(n), T_p.
func isSymbol(ts []string, letter string) bool {
	return len(ts) > 0 && ts[0] == letter && (len(ts) == 1 || len(ts) == 2 && (ts[1] == "n" || ts[1] == "p"))
}

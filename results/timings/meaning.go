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
	each     bool   // of one worker, as GFLOPS/core is: used only where no column is of all
	letter   bool   // a letter of a formula, S, that seconds have too: its value at N = 1 is checked
}

// A scale is a unit of time in seconds: num/den. It is a quotient of whole numbers, so
// that nanoseconds become the nearest float64 of seconds.
type scale struct{ num, den float64 }

var second = scale{1, 1}

// seconds converts a value of that meaning, measured at n workers, to seconds.
func (m meaning) seconds(v, n float64) float64 {
	if m.quantity == Time {
		return v * m.scale.num / m.scale.den
	}
	if m.each {
		v *= n
	}
	return m.scale.num / m.scale.den / v
}

// is returns the meaning with the quantity q that the caller gives.
func (m meaning) is(q Quantity) meaning {
	if m.role == measure && m.quantity == q {
		return m
	}
	return meaning{role: measure, quantity: q, scale: second, each: m.each && q == Throughput}
}

// meaningOf returns the meaning of a name such as "wall_ms", "numThreads", "Time (s)" or
// "req/s".
func meaningOf(name string) meaning {
	switch strings.TrimSpace(name) {
	case "S":
		return meaning{role: measure, quantity: Speedup, scale: second, letter: true}
	case "E", "e":
		return meaning{role: aside} // efficiency, or Karp and Flatt's e
	case "t/s", "T/s":
		return meaning{} // a time over its unit, or tokens per second
	}
	if all, ok := cutEach(name); ok {
		return meaningOfAll(all).ofEach()
	}
	return meaningOfAll(name)
}

// meaningOfAll returns the meaning of a name that is not of one worker. In brackets "min"
// is a minute, and elsewhere the least of several.
func meaningOfAll(name string) meaning {
	if stem, ok := cutMinutes(name); ok {
		if m := meaningOfWords(stem); m.role == measure && m.quantity == Time {
			m.unit, m.scale = "min", units["minute"]
			return m
		}
	}
	return meaningOfWords(name)
}

func meaningOfWords(name string) meaning {
	ts := tokens(name)
	if isLoad(ts) {
		return meaning{role: load}
	}
	if isCost(ts) || slices.ContainsFunc(ts, isAside) || isSymbol(ts, "e") {
		return meaning{role: aside}
	}
	if m, ok := quotientMeaning(name); ok {
		m.extreme = slices.ContainsFunc(ts, isExtreme) && !isMinute(m.unit)
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

// timeUnit finds the unit of a time. One letter counts at the end of a name, or beside a
// word for time.
func timeUnit(ts []string) (string, scale, bool) {
	timed := slices.ContainsFunc(ts, isTimeWord)
	for i := len(ts) - 1; i >= 0; i-- {
		if sc, ok := units[ts[i]]; ok && (i == len(ts)-1 || len(ts[i]) > 1 || timed) {
			return ts[i], sc, true
		}
		if sc, ok := longUnits[ts[i]]; ok && timed {
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
// or filler. So does a variable of the environment such as MKL_NUM_THREADS, and MPI alone.
func isLoad(ts []string) bool {
	if strings.Join(ts, "_") == "db_time" { // Oracle's average active sessions
		return true
	}
	if n := len(ts); n > 2 && ts[n-2] == "num" && ts[n-1] == "threads" {
		return true
	}
	found, model := false, false
	for _, t := range ts {
		worker := isWorkers(t)
		if !worker && !isFiller(t) {
			return false
		}
		found, model = found || worker, model || isModel(t)
	}
	return found || model
}

// isCost reports whether the words name the time of all workers together: node-hours, core s.
func isCost(ts []string) bool {
	for i, t := range ts[:max(0, len(ts)-1)] {
		_, unit := units[ts[i+1]]
		if unit && isUnitOfWorkers(t) && ts[i+1] != "min" {
			return true
		}
	}
	return false
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

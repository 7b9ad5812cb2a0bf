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
	shown    bool   // by its cells alone: used only where no name tells
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
	if slices.ContainsFunc(ts, isNeverTime) || isTimeOfDay(ts) {
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

package timings

import (
	"strings"
	"unicode"

	"serialfraction/harness/numeral"
	"serialfraction/harness/pattern"
	"serialfraction/results/clock"
)

// A kind is what a cell of a table shows by itself, whatever its column is called.
type kind int

const (
	wordCell    kind = iota
	numberCell       // 12.7
	missingCell      // NA, -, nothing
	timeCell         // 10 ms, 1m54.6s, 1:54.6
	speedupCell      // 1.9x
	loadCell         // 4 threads, N=4
)

// kindOf returns the kind of a cell.
func kindOf(cell string) kind {
	if isMissing(cell) {
		return missingCell
	}
	if !isText(cell) {
		return numberCell
	}
	if _, _, ok := loadIn(cell); ok {
		return loadCell
	}
	plain := withoutScatter(cell)
	if number, unit := cutUnit(plain); unit != "" && !isText(number) {
		switch {
		case isTimes(unit):
			return speedupCell
		case isCellUnit(unit):
			return timeCell
		}
	}
	if _, ok := lengthOf(plain); ok {
		return timeCell
	}
	return wordCell
}

// missingWords stand for a run without a time, beside those of package numeral.
var missingWords = oneOf(`- -- --- – — . ? n.a. n.a none nil missing oom dnf dnr fail failed failure error timeout
	timedout killed crash crashed skip skipped tbd`)

// isMissing reports whether a cell stands for no value.
func isMissing(cell string) bool {
	cell = strings.TrimSpace(cell)
	return numeral.Missing([]byte(cell)) || missingWords(strings.ToLower(cell))
}

// cutUnit cuts the unit behind a number off: "10 ms", "1.9x", "1.2s".
func cutUnit(cell string) (number, unit string) {
	end := strings.LastIndexFunc(cell, func(r rune) bool { return unicode.IsDigit(r) || r == '.' || r == ',' })
	if end < 0 || end+1 == len(cell) {
		return cell, ""
	}
	return strings.TrimSpace(cell[:end+1]), strings.TrimSpace(cell[end+1:])
}

func isTimes(unit string) bool {
	return unit == "x" || unit == "X" || unit == "×" || unit == "-fold" || unit == "fold"
}

// isCellUnit reports whether a unit behind a number is one of time.
func isCellUnit(unit string) bool { _, ok := cellUnit(unit); return ok }

// cellSeconds returns the time of a cell that has its unit or is written as a clock does.
func (m marks) cellSeconds(plain string) (seconds float64, unit string, ok bool) {
	number, unit := cutUnit(plain)
	if sc, known := cellUnit(unit); known {
		if v, ok := m.parse(number); ok {
			return v * sc.num / sc.den, unit, true
		}
	}
	seconds, ok = lengthOf(plain)
	return seconds, "", ok
}

// lengthOf reads a time above 0 that is written as a clock does, or in several units.
func lengthOf(plain string) (seconds float64, ok bool) {
	if seconds, ok = clock.Length(plain); !ok {
		seconds, ok = clock.Spelled(plain)
	}
	return seconds, ok && seconds > 0
}

// perUnit are the prefixes behind the number of a rate: 1.2k, 3.4 M.
var perUnit = map[string]float64{"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9}

// micro writes u for both signs of micro.
var micro = strings.NewReplacer("µ", "u", "μ", "u")

// cellUnit returns the unit of time behind a number, where min and m are minutes.
func cellUnit(unit string) (scale, bool) {
	unit = strings.ToLower(strings.Trim(unit, " ."))
	switch unit = micro.Replace(unit); unit {
	case "m", "min":
		return units["minute"], true
	case "d", "day", "days":
		return longUnits["day"], true
	}
	sc, ok := units[unit]
	return sc, ok
}

// inBrackets is what may stand behind a value: its error in the last digits, 1.204(5), or
// how it compares, (1.9x) and (95 %).
var inBrackets = pattern.Of(`\s*\((\d+|[\d.,]+ ?[x×%])\)`)

// withoutScatter cuts off what stands behind a value: ± 0.1, +/- 0.1, (5), (1.9x). A unit
// behind all that is kept.
func withoutScatter(field string) string {
	if strings.IndexByte(field, '(') < 0 && strings.IndexByte(field, '+') < 0 && !strings.Contains(field, "±") {
		return strings.TrimSpace(field)
	}
	field = inBrackets.ReplaceAllString(field, "")
	for _, mark := range []string{"±", "+/-", "+-"} {
		value, scatter, ok := strings.Cut(field, mark)
		if !ok {
			continue
		}
		value = strings.Trim(value, " \t(")
		if _, unit := cutUnit(value); unit == "" {
			if _, unit = cutUnit(strings.TrimSpace(scatter)); unit != "" {
				value += " " + strings.Trim(unit, " )")
			}
		}
		return strings.TrimSpace(value)
	}
	return strings.TrimSpace(field)
}

// loadIn returns the number of workers of a cell that has what it counts: "4 threads", "N=4",
// but not "node4", which is a name.
func loadIn(cell string) (n float64, words string, ok bool) {
	parts := numbersApart(cell)
	if len(parts) != 3 {
		return 0, "", false
	}
	words = strings.Trim(parts[0]+" "+parts[2], " =:_-[]()")
	if parts[0] != "" && !strings.ContainsAny(parts[0], "=:") || words == "" || !isLoad(tokens(words)) || strings.ContainsAny(parts[0]+parts[2], ".,/+±") {
		return 0, "", false
	}
	n, ok = positive(parts[1])
	return n, words, ok
}

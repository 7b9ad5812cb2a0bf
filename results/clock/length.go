package clock

import (
	"math"
	"strings"

	"serialfraction/harness/numeral"
	"serialfraction/harness/pattern"
)

// dayed are the days before a clock as Python and pandas write them: 0 days 00:00:10.5 and
// 1 day, 2:03:04.
var dayed = pattern.Of(`^(\d+) days?,? `)

// Length reads a time as clocks and schedulers write it: 1:02:03, 2-01:02:03 with days in
// front, 5:12.7 with a fraction, and 1m15.2s or 1h02m. Two whole numbers, 10:00, may be
// hours or minutes and are no time here. The seconds are 0 or more.
func Length(field string) (float64, bool) {
	if strings.Contains(field, ":") {
		return colonSeconds(dayed.ReplaceAllString(field, "$1-"))
	}
	total := 0.0
	rest := field
	for _, unit := range []struct {
		mark    string
		seconds float64
	}{{"h", 3600}, {"m", 60}, {"s", 1}} {
		part, after, ok := strings.Cut(rest, unit.mark)
		if !ok {
			continue
		}
		x, ok := digitsOf(part, unit.seconds == 1)
		if !ok {
			return 0, false
		}
		total, rest = total+x*unit.seconds, after
	}
	return total, rest == "" && field != ""
}

// spelled is a time of several units with spaces between them: 1 h 2 min 3.5 s.
var spelled = pattern.Of(`^(?:(\d+) ?d(?:ays?)?)?(?: ?(\d+) ?h(?:ours?|rs?)?)?(?: ?(\d+) ?m(?:in(?:ute)?s?)?)?(?: ?([\d.]+) ?s(?:ec(?:ond)?s?)?)?(?: ?([\d.]+) ?ms)?$`)

// isoDuration is a duration of ISO 8601 without years, months and weeks: P0DT0H1M54.6S.
var isoDuration = pattern.Of(`^P(\d+D)?(?:T([\d.HMS]+))?$`)

// Spelled reads a time of several units, days to milliseconds: 1 h 2 min 3.5 s, 1m 19s, PT1.5S. The
// seconds are 0 or more.
func Spelled(field string) (float64, bool) {
	field = isoDuration.ReplaceAllString(field, "$1$2")
	m := spelled.FindStringSubmatch(strings.ToLower(field))
	if m == nil {
		return 0, false
	}
	total := 0.0
	for i, unit := range []float64{86400, 3600, 60, 1, 1e-3} {
		if m[i+1] == "" {
			continue
		}
		x, ok := digitsOf(m[i+1], unit <= 1)
		if !ok {
			return 0, false
		}
		total += x * unit
	}
	return total, field != ""
}

func colonSeconds(field string) (float64, bool) {
	days, clock, dashed := strings.Cut(field, "-")
	if !dashed {
		days, clock = "0", field
	}
	total, ok := digitsOf(days, false)
	parts := strings.Split(clock, ":")
	last := parts[len(parts)-1]
	if !ok || len(parts) > 3 || len(parts) < 3 && (dashed || !strings.Contains(last, ".")) {
		return 0, false
	}
	total *= 24
	if len(parts) == 2 {
		total *= 60 // there are no hours
	}
	for i, part := range parts {
		x, ok := digitsOf(part, i == len(parts)-1)
		if !ok || i > 0 && x >= 60 {
			return 0, false
		}
		if i > 0 || len(parts) == 2 {
			total *= 60
		}
		total += x
	}
	return total, true
}

// digitsOf reads digits, with a fraction where one may stand.
func digitsOf(text string, fraction bool) (float64, bool) {
	marks := ""
	if fraction {
		marks = "."
	}
	if text == "" || strings.Trim(text, "0123456789"+marks) != "" {
		return 0, false
	}
	if strings.Trim(text, "0.") == "" {
		return 0, true
	}
	x, err := numeral.Parse([]byte(text))
	return x, err == nil && !math.IsInf(x, 0)
}

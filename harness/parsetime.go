package harness

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// ParseTime reads a time as people type it: seconds, such as 20 or 1.5, or with units,
// such as 20s, 250us or 1m30s. The error says what to type.
func ParseTime(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if seconds, plain := strconv.ParseFloat(text, 64); plain == nil {
		d, err = 0, errTime
		if ns := math.Round(seconds * float64(time.Second)); math.Abs(ns) < math.MaxInt64 { // not of NaN
			d, err = time.Duration(ns), nil
		}
	}
	switch {
	case err != nil:
		return 0, errTime
	case d < 0:
		return 0, errors.New("a time is not negative")
	case d == 0 && strings.ContainsAny(text, "123456789"):
		return 0, errors.New("this is less than a nanosecond")
	}
	return d, nil
}

var errTime = errors.New("type a time of up to 292 years: seconds, such as 20, or with a unit, such as 250us, 20ms, 90s or 5m")

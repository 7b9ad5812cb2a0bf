package harness

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// ParseTime reads a time as people type it: seconds, such as 20 or 1.5, or with units,
// such as 20s, 250us or 1m30s. The error explains what to type.
func ParseTime(text string) (time.Duration, error) {
	d, err := time.ParseDuration(text)
	if seconds, plain := strconv.ParseFloat(text, 64); plain == nil && !math.IsNaN(seconds) {
		ns := math.Round(seconds * float64(time.Second))
		if ns >= math.MaxInt64 {
			return 0, errors.New("this is more than 292 years")
		}
		d, err = time.Duration(max(ns, -1)), nil
	}
	switch {
	case err != nil:
		return 0, errors.New("type seconds, such as 20, or a time with a unit, such as 250us, 20ms, 90s or 5m")
	case d < 0:
		return 0, errors.New("a time is not negative: type one such as 20, 20ms, 90s or 5m")
	case d == 0 && strings.ContainsAny(text, "123456789"):
		return 0, errors.New("this is less than a nanosecond")
	}
	return d, nil
}

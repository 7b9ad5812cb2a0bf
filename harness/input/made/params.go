package made

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/input/lines"
	"serialfraction/harness/machine"
)

// maxBytes bounds the memory of generated or repeated rows. A larger number is more likely
// mistyped than meant.
const maxBytes = 64 << 30

// rowBytes returns the memory of a row in bytes: its values, and its id.
func rowBytes(cols int) int { return 8*cols + 32 }

// sampleBytes is about the memory of the name and the fields of a sample, in bytes.
const sampleBytes = 64

// parseParams reads the parameters of a source: key=value, separated by commas, in any
// order and none twice. set sets one of them; where it returns false, want describes a
// valid value.
func parseParams(source, params string, set func(key, value string) (want string, ok bool)) error {
	if params == "" {
		return nil
	}
	wrong := func(want string) error {
		return &harness.FlagError{Flag: "data", Value: source + ":" + params, Want: want}
	}
	seen := make(map[string]bool)
	for part := range strings.SplitSeq(params, ",") {
		key, value, _ := strings.Cut(part, "=")
		if seen[key] {
			return wrong(key + " is given twice")
		}
		seen[key] = true
		if want, ok := set(key, value); !ok {
			return wrong(lines.Quote(part) + ": " + want)
		}
	}
	return nil
}

// fits returns an error where so many things of so many values and bytes each have no room, or
// take more than maxBytes. key is the parameter that counts them.
func fits(room machine.Room, source, params, key string, count, values, bytes int) error {
	what := fmt.Sprintf("%d %s of %d values", count, key, values)
	if values == 1 {
		what = fmt.Sprintf("%d %s", count, key)
	}
	wrong := func(want string, most int) error {
		return &harness.FlagError{Flag: "data", Value: source + ":" + params, Want: fmt.Sprintf("%s type at most %s=%d", want, key, max(1, most))}
	}
	need := machine.Need{{What: key, Row: int64(bytes)}}
	if err := need.Check(what, count, room); err != nil {
		return wrong(err.Error()+", or", need.Rows(limited(room), 1))
	}
	if count > maxBytes/bytes {
		return wrong(fmt.Sprintf("%s take more than %d GiB:", what, maxBytes>>30), need.Rows(limited(machine.Room{}), 1))
	}
	return nil
}

// limited returns a room that is no larger than maxBytes.
func limited(room machine.Room) machine.Room {
	if room.Bytes == 0 || room.Bytes > maxBytes {
		room.Bytes = maxBytes
	}
	return room
}

// fewSamples returns an error where the names of the samples, which key counts, take more than
// maxBytes.
func fewSamples(source, params, key string, samples int) error {
	if samples <= maxBytes/sampleBytes {
		return nil
	}
	return fits(machine.Room{}, source, params, key, samples, 1, sampleBytes)
}

// parseCount reads a whole number from least on, also one such as 1e6.
func parseCount(value string, least int) (int, bool) {
	if n, ok := lines.ParseCount(value, least); ok {
		return n, true
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil || v != math.Trunc(v) || math.Abs(v) > 1e15 || !strings.ContainsAny(value, "eE") {
		return 0, false
	}
	return lines.ParseCount(strconv.FormatFloat(v, 'f', 0, 64), least)
}

// parseWithin reads a number from lo to hi. Adding 0 turns -0 into 0, so that equal
// parameters are written in the same way.
func parseWithin(value string, lo, hi float64) (float64, bool) {
	v, err := strconv.ParseFloat(value, 64)
	return v + 0, err == nil && lo <= v && v <= hi
}

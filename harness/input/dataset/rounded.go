package dataset

import (
	"bytes"
	"fmt"
	"math"
	"math/bits"
	"strconv"

	"serialfraction/harness/wording"
)

// Rounded are whole numbers of a source that float64 does not hold, so that the dataset has
// the nearest that it holds, ties to even. The zero value is ready to use.
type Rounded struct {
	N        int
	Original string // the first, as the source has it
	Nearest  float64
	At       string // where the first stands: "column a"
}

// Exact reports whether float64 holds a whole number with this magnitude: its first and its
// last bit that is set are less than 53 bits apart. All up to 2^53 are exact.
func Exact(magnitude uint64) bool {
	return bits.Len64(magnitude)-bits.TrailingZeros64(magnitude) <= 53
}

// Magnitude returns the magnitude of a whole number, 2^63 for the least.
func Magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

// Add counts a number that became nearest. It calls first only for the first of them, for
// Original and At.
func (r *Rounded) Add(nearest float64, first func() (original, at string)) {
	if r.N == 0 {
		r.Nearest = nearest
		r.Original, r.At = first()
	}
	r.N++
}

// Int returns the float64 nearest to v, and counts v where that is another number.
func (r *Rounded) Int(v int64, at string) float64 {
	if !Exact(Magnitude(v)) {
		r.Add(float64(v), func() (string, string) { return strconv.FormatInt(v, 10), at })
	}
	return float64(v)
}

// Uint is Int of a number without a sign.
func (r *Rounded) Uint(v uint64, at string) float64 {
	if !Exact(v) {
		r.Add(float64(v), func() (string, string) { return strconv.FormatUint(v, 10), at })
	}
	return float64(v)
}

// Merge adds those that come after r in the source.
func (r *Rounded) Merge(later Rounded) {
	n := r.N + later.N
	if r.N == 0 {
		*r = later
	}
	r.N = n
}

// Notes returns a note for the dataset, nil where no number was rounded.
func (r *Rounded) Notes() []string {
	if r.N == 0 {
		return nil
	}
	verb := "are"
	if r.N == 1 {
		verb = "is"
	}
	return []string{fmt.Sprintf("%s beyond 2^53 %s rounded to what float64 holds, the first %s to %s (%s)",
		wording.Count(r.N, "whole number"), verb, r.Original, strconv.FormatFloat(r.Nearest, 'f', 0, 64), r.At)}
}

// Beyond reports whether v is so large that whole numbers near it may be rounded.
func Beyond(v float64) bool { return (v >= 1<<53 || v <= -1<<53) && !math.IsInf(v, 0) }

// Digits counts a number of a text, read as nearest, where it is a whole number that float64
// does not hold. One with a point or an exponent is rounded as any decimal fraction is, and
// does not count. at is called only for the first that counts.
func (r *Rounded) Digits(nearest float64, text []byte, at func() string) {
	if !Beyond(nearest) {
		return
	}
	digits := bytes.TrimLeft(bytes.TrimLeft(text, "+-"), "0")
	if len(bytes.Trim(digits, "0123456789")) > 0 || strconv.FormatFloat(math.Abs(nearest), 'f', 0, 64) == string(digits) {
		return
	}
	r.Add(nearest, func() (string, string) { return string(text), at() })
}

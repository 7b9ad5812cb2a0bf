package fit

import (
	"encoding/json"
	"math"
)

// Interval is an estimate with a two-sided confidence interval. An unbounded end is an
// infinity in memory and null in JSON. No number is NaN unless there is no estimate.
type Interval struct {
	Value float64
	Lo    float64
	Hi    float64
	Level float64 // nominal coverage: 0.95; 0 where the ends are bounds that have none
}

type intervalJSON struct {
	Value *float64 `json:"value"`
	Lo    *float64 `json:"lo"`
	Hi    *float64 `json:"hi"`
	Level float64  `json:"level"`
}

// MarshalJSON writes {"value","lo","hi","level"}, non-finite numbers as null.
func (i Interval) MarshalJSON() ([]byte, error) {
	return json.Marshal(intervalJSON{finite(i.Value), finite(i.Lo), finite(i.Hi), i.Level})
}

// UnmarshalJSON reads the JSON of MarshalJSON; a null end is unbounded.
func (i *Interval) UnmarshalJSON(b []byte) error {
	var j intervalJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*i = Interval{orElse(j.Value, math.NaN()), orElse(j.Lo, math.Inf(-1)), orElse(j.Hi, math.Inf(1)), j.Level}
	return nil
}

func finite(x float64) *float64 {
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	return &x
}

func orElse(p *float64, x float64) float64 {
	if p == nil {
		return x
	}
	return *p
}

// Bounded reports whether an interval has two ends.
func (i Interval) Bounded() bool {
	return !math.IsInf(i.Lo, 0) && !math.IsInf(i.Hi, 0) && !math.IsNaN(i.Lo) && !math.IsNaN(i.Hi)
}

// Determined reports whether the interval of a serial fraction shows anything of it: it has two
// ends, and leaves out a part of 0 to 1.
func (i Interval) Determined() bool { return i.Bounded() && (i.Lo > 0 || i.Hi < 1) }

// Hull returns i with its ends moved out to those of other. The value stays that of i.
func (i Interval) Hull(other Interval) Interval {
	i.Lo, i.Hi = min(i.Lo, other.Lo), max(i.Hi, other.Hi)
	return i
}

// Reciprocal returns 1/i of a quantity above 0, such as the rate of a time. Where i is not
// above 0 that is +Inf.
func (i Interval) Reciprocal() Interval {
	return Interval{inverse(i.Value), inverse(i.Hi), inverse(i.Lo), i.Level}
}

// Minus returns the difference of two quantities from their intervals, which need not be
// symmetric: each end is as far from the difference as the ends of both, in quadrature (MOVER;
// Zou & Donner 2008). It is that of independent quantities, and too wide where they rise
// and fall together. All of an interval is taken for noise: see [Between.Minus].
func (i Interval) Minus(other Interval) Interval {
	return Between{i, i.Value, i.Value}.Minus(Between{other, other.Value, other.Value}).Interval
}

package sizes

import (
	"math"

	"serialfraction/fit"
)

// A Line is the least-squares line of a quantity in seconds against the number of rows, with
// weights that follow from the time on one worker alone.
type Line struct {
	rows, weights []float64
	mean, spread  float64
}

// NewLine returns the line for jobs of so many rows, at least two of them different, which take
// so many seconds on one worker.
func NewLine(rows, seconds []float64) Line {
	l := Line{rows: rows}
	sum := 0.0
	for _, t := range seconds {
		l.weights = append(l.weights, 1/(t*t))
		sum += 1 / (t * t)
	}
	for i := range l.weights {
		l.weights[i] /= sum
		l.mean += l.weights[i] * rows[i]
	}
	for i, w := range l.weights {
		l.spread += w * (rows[i] - l.mean) * (rows[i] - l.mean)
	}
	return l
}

// At returns the factors of the quantity at each size whose sum is the line at rows; at 0 rows
// that is what does not grow.
func (l Line) At(rows float64) []float64 {
	factors := make([]float64, len(l.rows))
	for i, w := range l.weights {
		factors[i] = w * (1 + (rows-l.mean)*(l.rows[i]-l.mean)/l.spread)
	}
	return factors
}

// PerRow returns the factors of what each row adds.
func (l Line) PerRow() []float64 {
	factors := make([]float64, len(l.rows))
	for i, w := range l.weights {
		factors[i] = w * (l.rows[i] - l.mean) / l.spread
	}
	return factors
}

// Sum returns a sum of independent quantities, each with a factor, with the interval that
// their variances make.
func Sum(factors []float64, parts []fit.Interval) fit.Interval {
	var s fit.Interval
	down, up := 0.0, 0.0
	for k, i := range parts {
		s.Value, s.Level = s.Value+factors[k]*i.Value, i.Level
		lo, hi := factors[k]*(i.Lo-i.Value), factors[k]*(i.Hi-i.Value)
		if lo > hi {
			lo, hi = hi, lo
		}
		down, up = math.Hypot(down, lo), math.Hypot(up, hi)
	}
	s.Lo, s.Hi = s.Value-down, s.Value+up
	return s
}

// Strain returns by how much the sizes miss the line beyond what the intervals of a quantity at
// each explain: the root of the mean square of what they miss it by, with the weights of the line,
// relative to that which the intervals make; at least 1. The interval of what is read from the line
// is widened by it (Birge 1932). Two sizes lie on every line, and have 1, as have quantities
// without noise, whose intervals have no width that could be made wider.
func (l Line) Strain(parts []fit.Interval) float64 {
	const half = 1.96 // standard errors, at 95 %
	if len(parts) < 3 {
		return 1
	}
	missed, expected := 0.0, 0.0
	variance := func(i fit.Interval) float64 { return math.Pow((i.Hi-i.Lo)/2/half, 2) }
	for i, at := range parts {
		own := variance(at)
		miss, varies := at.Value, own
		for j, f := range l.At(l.rows[i]) {
			miss -= f * parts[j].Value
			if j == i {
				varies -= 2 * f * own
			}
			varies += f * f * variance(parts[j])
		}
		missed, expected = missed+l.weights[i]*miss*miss, expected+l.weights[i]*varies
	}
	if expected == 0 {
		return 1
	}
	return max(1, math.Sqrt(missed/expected))
}

// read returns what is read from the line with factors, with its interval.
func (l Line) read(factors []float64, parts []fit.Interval) fit.Interval {
	i, k := Sum(factors, parts), l.Strain(parts)
	i.Lo, i.Hi = i.Value-k*(i.Value-i.Lo), i.Value+k*(i.Hi-i.Value)
	return i
}

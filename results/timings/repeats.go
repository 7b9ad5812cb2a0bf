package timings

import (
	"fmt"
	"math"
	"slices"
)

// chosenEach warns of rates of one worker.
func (t *table) chosenEach() {
	if c := t.columns[t.ys[0]]; c.each && c.quantity == Throughput {
		t.warnings = append(t.warnings, fmt.Sprintf("%s is of one of the %s: it is multiplied by N, for the rate of all", t.title(t.ys[0]), t.title(t.x)))
	}
}

// checkMeasure checks the readings against what the columns were taken for: a speed-up is 1
// at N = 1, and columns of repeats differ by their noise.
func (t *table) checkMeasure() error {
	y := t.ys[0]
	if t.columns[y].letter {
		for _, r := range t.readings {
			v := 1 / r.Seconds
			if r.Load == 1 && math.Abs(v-1) > 0.1 || v > 2*r.Load {
				return t.unclear(ByYIs, "%s is %.4g at N = %.4g, which no speed-up is: name its quantity", t.title(y), v, r.Load)
			}
		}
	}
	if len(t.ys) > 1 {
		return t.sameColumns()
	}
	return nil
}

// sameColumns checks that columns of one name, or of names that differ by a number, are
// repeats. A rate of all workers and that of each may have one name: they are N apart, and
// that of all is kept.
func (t *table) sameColumns() error {
	if len(t.ys)*t.rows != len(t.readings) {
		return nil // some field is empty
	}
	rate := t.columns[t.ys[0]].quantity == Throughput
	for k := 1; k < len(t.ys); {
		q := t.quotients(0, k)
		switch {
		case rate && q.isN(1):
			t.leaveOut(k, 0)
		case rate && q.isN(-1):
			t.leaveOut(0, k)
		case q.isN(1), q.isN(-1), q.median() >= apart:
			return t.unclear(ByY, "columns %d and %d differ %.2gx and are no repeats: name one by its number", t.ys[0]+1, t.ys[k]+1, q.median())
		default:
			k++
		}
	}
	return nil
}

// leaveOut drops the measured column k, which is that of another divided by N.
func (t *table) leaveOut(k, of int) {
	t.warnings = append(t.warnings, fmt.Sprintf("column %d is column %d divided by N, so it is of one worker and no repeat: it is left out", t.ys[k]+1, t.ys[of]+1))
	width, kept := len(t.ys), t.readings[:0]
	for i, r := range t.readings {
		if i%width != k {
			kept = append(kept, r)
		}
	}
	t.readings, t.ys = kept, slices.Delete(slices.Clone(t.ys), k, k+1)
	for row := range t.given {
		t.given[row]--
	}
}

// quotients are those of two columns of rates, or of the inverse of times, at each N above 1.
type quotients []struct{ n, q float64 }

func (t *table) quotients(a, b int) quotients {
	var all quotients
	for row := range t.rows {
		of := t.readings[row*len(t.ys):]
		if n := of[a].Load; n > 1 {
			all = append(all, struct{ n, q float64 }{n, of[b].Seconds / of[a].Seconds})
		}
	}
	return all
}

// isN reports whether all quotients are N to a power, within 5 %, at two N or more.
func (qs quotients) isN(power float64) bool {
	for _, x := range qs {
		if math.Abs(x.q*math.Pow(x.n, -power)-1) > 0.05 {
			return false
		}
	}
	return len(qs) > 1 && qs[0].n != qs[len(qs)-1].n
}

// median returns the median factor by which the columns differ, either way; 1 without N above 1.
func (qs quotients) median() float64 {
	factors := []float64{}
	for _, x := range qs {
		factors = append(factors, max(x.q, 1/x.q))
	}
	if len(factors) == 0 {
		return 1
	}
	slices.Sort(factors)
	return factors[len(factors)/2]
}

package workloads

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/harness"
)

// An adjustment turns p-values into adjusted ones and sets them in q.
type adjustment struct {
	ascending bool // wants the p-values in ascending order
	adjust    func(q column, tests []ranked)
}

// column is one column of a result.
type column struct {
	values    []float64
	at, width int
}

func (c column) set(row int32, v float64) { c.values[int(row)*c.width+c.at] = v }

// adjustmentNames are what --adjust takes; adjustments stand beside them. The
// definitions are those of R's p.adjust, to the last bit.
var (
	adjustmentNames = []string{"none", "bh", "holm", "bonferroni"}
	adjustments     = []adjustment{{}, {true, benjaminiHochberg}, {true, holm}, {false, bonferroni}}
)

// benjaminiHochberg controls the false discovery rate: the step-up procedure of
// Y. Benjamini and Y. Hochberg, J. R. Stat. Soc. B 57 (1995) 289–300.
func benjaminiHochberg(q column, sorted []ranked) {
	least, m := 1.0, float64(len(sorted))
	for i := len(sorted) - 1; i >= 0; i-- {
		least = min(least, float64(m/float64(i+1))*sorted[i].p())
		q.set(sorted[i].row, least)
	}
}

// holm controls the family-wise error: the step-down procedure of S. Holm, Scand.
// J. Stat. 6 (1979) 65–70.
func holm(q column, sorted []ranked) {
	most := 0.0
	for i, r := range sorted {
		most = min(max(most, float64(len(sorted)-i)*r.p()), 1)
		q.set(r.row, most)
	}
}

// bonferroni controls the family-wise error with m·p.
func bonferroni(q column, tests []ranked) {
	for _, r := range tests {
		q.set(r.row, min(float64(len(tests))*r.p(), 1))
	}
}

// newFinish returns a serial step that fills the column q from p. A row whose p is
// NaN has q = NaN and does not count as a test. After its first use it allocates
// nothing.
func newFinish(a adjustment) func(*harness.Table) {
	var tests, spare []ranked
	return func(out *harness.Table) {
		p, width := out.Column("p"), len(out.Columns)
		q := column{out.Values, out.Column("q"), width}
		tests = tests[:0]
		for row := range out.NumRows() {
			q.set(int32(row), math.NaN())
			if v := out.Values[row*width+p]; !math.IsNaN(v) {
				tests = append(tests, ranked{math.Float64bits(math.Abs(v)), int32(row)})
			}
		}
		if a.ascending {
			spare = slices.Grow(spare[:0], len(tests))[:len(tests)]
			tests, spare = sortRanked(tests, spare)
		}
		a.adjust(q, tests)
	}
}

// ranked is a p-value, as its bits, and the row that it belongs to. The bits of
// numbers that are not negative have the order of the numbers.
type ranked struct {
	bits uint64
	row  int32
}

func (r ranked) p() float64 { return math.Float64frombits(r.bits) }

// Numbers up to 1 have 62 bits that vary. The radix sort looks at the first 33,
// which are the exponent and 23 bits of fraction, 11 at a time.
const (
	digitBits  = 11
	digits     = 3
	firstDigit = 62 - digits*digitBits
)

// sortRanked sorts a by p, using b, of the same length, as space. It returns the
// sorted slice and the other.
func sortRanked(a, b []ranked) (sorted, spare []ranked) {
	const mask = 1<<digitBits - 1
	var count [digits][1 << digitBits]int32
	for _, r := range a {
		k := r.bits >> firstDigit
		count[0][k&mask]++
		count[1][k>>digitBits&mask]++
		count[2][k>>(2*digitBits)&mask]++
	}
	for d := range digits {
		var at int32
		for i, n := range count[d] {
			count[d][i] = at
			at += n
		}
		shift := firstDigit + d*digitBits
		for _, r := range a {
			k := r.bits >> shift & mask
			b[count[d][k]] = r
			count[d][k]++
		}
		a, b = b, a
	}
	// What is left are runs that agree in those 33 bits: hardly any, of a few, in
	// true p-values; but no input may make this slow.
	for lo := 0; lo < len(a); {
		hi := lo + 1
		for hi < len(a) && a[hi].bits>>firstDigit == a[lo].bits>>firstDigit {
			hi++
		}
		if hi > lo+1 {
			slices.SortFunc(a[lo:hi], func(x, y ranked) int { return cmp.Compare(x.bits, y.bits) })
		}
		lo = hi
	}
	return a, b
}

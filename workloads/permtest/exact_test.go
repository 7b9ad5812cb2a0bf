package permtest

import (
	"math"
	"math/big"
	"math/bits"
	"math/rand/v2"
	"testing"

	"serialfraction/workloads/spec"
	"serialfraction/workloads/welch"
	"serialfraction/workloads/workloadtest"
)

// exact is t² of an arrangement in exact arithmetic: nil where there is none and where
// it is infinite.
type exact struct {
	square   *big.Rat
	infinite bool
}

func (e exact) defined() bool { return e.square != nil || e.infinite }

// atLeast reports whether e ≥ f; both are defined.
func (e exact) atLeast(f exact) bool {
	return e.infinite || !f.infinite && e.square.Cmp(f.square) >= 0
}

// exactSquare returns t² where the first group is the columns of set.
func exactSquare(pooled bool, row []float64, set int) exact {
	var n [2]int64
	var sum, square [2]big.Rat
	for i, v := range row {
		if v != v {
			continue
		}
		g := 1 - set>>i&1
		x := new(big.Rat).SetFloat64(v)
		n[g]++
		sum[g].Add(&sum[g], x)
		square[g].Add(&square[g], x.Mul(x, x))
	}
	if _, ok := welch.Weights(pooled, int(n[0]), int(n[1])); !ok {
		return exact{}
	}
	var mean, ss [2]big.Rat
	for g := range 2 {
		mean[g].Quo(&sum[g], big.NewRat(n[g], 1))
		ss[g].Sub(&square[g], new(big.Rat).Mul(&sum[g], &mean[g]))
	}
	var e big.Rat
	if pooled {
		e.Add(&ss[0], &ss[1])
		e.Mul(&e, big.NewRat(n[0]+n[1], n[0]*n[1]*(n[0]+n[1]-2)))
	} else {
		for g := range 2 {
			e.Add(&e, new(big.Rat).Quo(&ss[g], big.NewRat(n[g]*(n[g]-1), 1)))
		}
	}
	diff := new(big.Rat).Sub(&mean[0], &mean[1])
	if e.Sign() == 0 {
		return exact{infinite: diff.Sign() != 0}
	}
	return exact{square: diff.Quo(diff.Mul(diff, diff), &e)}
}

// choices returns every set of few of n columns.
func choices(n, few int) (sets []int) {
	for set := range 1 << n {
		if bits.OnesCount(uint(set)) == few {
			sets = append(sets, set)
		}
	}
	return sets
}

// exactCount returns how many arrangements of a row of whole numbers have a t, and
// how many of those have |t| at least as large as the row as it is, in exact
// arithmetic.
func exactCount(pooled bool, row []float64, na int) (extreme, valid int) {
	observed := exactSquare(pooled, row, 1<<na-1)
	for _, set := range choices(len(row), na) {
		if t := exactSquare(pooled, row, set); t.defined() {
			valid++
			if t.atLeast(observed) {
				extreme++
			}
		}
	}
	return extreme, valid
}

// TestPermtestIsExact enumerates the arrangements of rows in which many tie.
func TestPermtestIsExact(t *testing.T) {
	const na, nb, rows = 3, 5, 60
	rng := rand.New(rand.NewPCG(31, 32))
	for _, offset := range []float64{0, 1e6} {
		x := make([]float64, 0, rows*(na+nb))
		for row := range rows {
			for i := range na + nb {
				v := offset + float64(rng.IntN(3+row))
				if i >= na {
					v += float64(row / 8)
				}
				if row%3 == 2 && rng.IntN(8) == 0 {
					v = math.NaN()
				}
				x = append(x, v)
			}
		}
		ds := workloadtest.Matrix(na, nb, x)
		for _, variance := range []string{"welch", "equal"} {
			out := run(t, ds, spec.Args{"var": {variance}, "permutations": {"0"}})
			tested, some := 0, 0
			for row := range rows {
				stat, p := out.Values[2*row], out.Values[2*row+1]
				observed := exactSquare(variance == "equal", ds.Row(row), 1<<na-1)
				if math.IsNaN(stat) != math.IsNaN(p) || math.IsNaN(p) == observed.defined() || math.IsInf(stat, 0) != observed.infinite {
					t.Errorf("%s, row %d, %v: t = %v, p = %v", variance, row, ds.Row(row), stat, p)
				}
				if !observed.defined() {
					continue
				}
				tested++
				extreme, valid := exactCount(variance == "equal", ds.Row(row), na)
				if valid < 56 {
					some++
				}
				if want := float64(extreme) / float64(valid); p != want {
					t.Errorf("%s, row %d, %v: p = %v, want %d/%d = %v", variance, row, ds.Row(row), p, extreme, valid, want)
				}
			}
			if tested < rows/2 || variance == "welch" && some == 0 {
				t.Errorf("%d rows tested, %d with arrangements that have no t: the test has no force", tested, some)
			}
		}
	}
}

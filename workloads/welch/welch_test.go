package welch

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

// tested returns the results of a Test for rows.
func tested(variance string, na, nb int, x []float64) *harness.Table {
	rows := len(x) / (na + nb)
	out := &harness.Table{Columns: Columns, Values: make([]float64, rows*len(Columns))}
	New(vector.Native(), variance == "equal", na, nb).Rows(out.Values, len(Columns), x, rows)
	return out
}

// TestRules has a row for each rule of robustRow. Where t is a number, the whole row agrees with
// R's t.test, except for the factors 1e300 and 1e-200, which are beyond R, and the offset,
// where R loses 8 digits of t.
func TestRules(t *testing.T) {
	const welch, equal = "welch", "equal"
	none := rowTest{nan, nan, nan, nan, nan}
	for _, c := range []struct {
		name, variance string
		a, b           []float64
		want           rowTest
	}{
		{"plain", welch, []float64{1, 2, 3, 4}, []float64{2, 4, 6},
			rowTest{2.5, 4, -1.1338934190276817, 3.2347188264058691, 0.33382370007750128}},
		{"plain", equal, []float64{1, 2, 3, 4}, []float64{2, 4, 6},
			rowTest{2.5, 4, -1.2179969144117253, 5, 0.27756051996351722}},
		{"missing", welch, []float64{1, 2, 4, nan}, []float64{2, nan, 5},
			rowTest{7. / 3, 3.5, -0.67047839965480593, 1.7087588091471304, 0.58162535084923261}},
		{"first missing", welch, []float64{nan, 1, 2, 4}, []float64{nan, 2, 5},
			rowTest{7. / 3, 3.5, -0.67047839965480593, 1.7087588091471304, 0.58162535084923261}},
		{"single by size", equal, []float64{1, 2, 4}, []float64{7},
			rowTest{7. / 3, 7, -2.6457513110645903, 2, 0.11808289631180315}},
		{"single by missing", equal, []float64{nan, 1, 2, 4}, []float64{nan, nan, 5},
			rowTest{7. / 3, 5, -1.5118578920369088, 2, 0.26970325665977846}},
		{"single by size", welch, []float64{1, 2, 4}, []float64{7}, rowTest{7. / 3, 7, nan, nan, nan}},
		{"single by missing", welch, []float64{1, 2, 4}, []float64{nan, 7}, rowTest{7. / 3, 7, nan, nan, nan}},
		{"two in all", equal, []float64{1, nan}, []float64{7}, rowTest{1, 7, nan, nan, nan}},
		{"one group missing", equal, []float64{1, 2, 4}, []float64{nan, nan}, rowTest{7. / 3, nan, nan, nan, nan}},
		{"one group missing", welch, []float64{nan, nan}, []float64{1, 2, 4}, rowTest{nan, 7. / 3, nan, nan, nan}},
		{"all missing", welch, []float64{nan, nan}, []float64{nan, nan, nan}, none},
		{"all missing", equal, []float64{nan, nan}, []float64{nan, nan, nan}, none},
		{"one group constant", welch, []float64{1, 1, 1}, []float64{2, 3, 5},
			rowTest{1, 10. / 3, -2.6457513110645907, 2, 0.11808289631180312}},
		{"constant", welch, []float64{0.1, 0.1, 0.1}, []float64{0.1, 0.1}, rowTest{0.1, 0.1, nan, nan, nan}},
		{"constant, different", welch, []float64{1, 1, 1}, []float64{2, 2}, rowTest{1, 2, nan, nan, nan}},
		{"constant, different", equal, []float64{1, 1, 1}, []float64{2, 2}, rowTest{1, 2, nan, nan, nan}},
		{"constant but for rounding", welch, []float64{0.1 + 0x1p-56, 0.1, 0.1}, []float64{0.3, 0.3},
			rowTest{0.1, 0.3, nan, nan, nan}},
		{"zeros", welch, []float64{0, 0, 0}, []float64{0, 0}, rowTest{0, 0, nan, nan, nan}},
		{"infinite", welch, []float64{1, inf, 3}, []float64{2, 4}, rowTest{inf, 3, nan, nan, nan}},
		{"infinite, first", equal, []float64{-inf, 1, 3}, []float64{2, 4}, rowTest{-inf, 3, nan, nan, nan}},
		{"infinite, both ways", welch, []float64{1, inf, -inf}, []float64{2, inf}, rowTest{nan, inf, nan, nan, nan}},
		{"infinite and missing", welch, []float64{1, inf, nan}, []float64{2, nan}, rowTest{inf, 2, nan, nan, nan}},
		{"first is an outlier", welch, []float64{1000, 0, 0, 0, 0, 0, 0, 0, 0, 1}, []float64{2, 3, 5, 1},
			rowTest{100.1, 2.75, 0.97357219575954013, 9.0013126946519808, 0.35570393397295907}},
		{"huge", welch, []float64{1e300, 2e300, 4e300}, []float64{3e300, 7e300, 9e300}, rowTest{7. / 3 * 1e300, 19. / 3 * 1e300, -2.0283702113484394, 2.9411764705882355, 0.13738125531752599}},
		{"huge", equal, []float64{1e300, 2e300, 4e300}, []float64{3e300, 7e300, 9e300}, rowTest{7. / 3 * 1e300, 19. / 3 * 1e300, -2.0283702113484394, 4, 0.11242104154797727}},
		{"tiny", equal, []float64{1e-200, 2e-200, 4e-200}, []float64{3e-200, 7e-200, 9e-200}, rowTest{7. / 3 * 1e-200, 19. / 3 * 1e-200, -2.0283702113484394, 4, 0.11242104154797727}},
		{"offset", welch, []float64{1e9 + 1, 1e9 + 2, 1e9 + 4}, []float64{1e9 + 3, 1e9 + 7}, rowTest{1e9 + 7./3, 1e9 + 5, -1.2199885626608373, 1.4002271866717151, 0.38901616667955219}},
	} {
		t.Run(c.name+"/"+c.variance, func(t *testing.T) {
			out := tested(c.variance, len(c.a), len(c.b), slices.Concat(c.a, c.b))
			w := c.want
			for i, want := range []float64{w.meanA, w.meanB, w.t, w.df, w.p} {
				got := out.Values[i]
				if !workloadtest.SameNumber(got, want) && !(math.Abs(got-want) <= 1e-13*math.Abs(want)) {
					t.Errorf("%s = %v, want %v", out.Columns[i], got, want)
				}
			}
		})
	}
}

// exactT returns Welch's t of the row in 400-bit arithmetic.
func exactT(a, b []float64) float64 {
	num := func(x float64) *big.Float { return new(big.Float).SetPrec(400).SetFloat64(x) }
	moments := func(x []float64) (mean, squaredError *big.Float) {
		n, sum, squares := num(float64(len(x))), num(0), num(0)
		for _, v := range x {
			sum.Add(sum, num(v))
			squares.Add(squares, num(0).Mul(num(v), num(v)))
		}
		mean = num(0).Quo(sum, n)
		squares.Sub(squares, sum.Mul(sum, mean))
		return mean, squares.Quo(squares, n.Mul(n, num(float64(len(x)-1))))
	}
	ma, ea := moments(a)
	mb, eb := moments(b)
	t, _ := ma.Quo(ma.Sub(ma, mb), ea.Sqrt(ea.Add(ea, eb))).Float64()
	return t
}

// TestOffset adds large numbers to every value. t must stay as accurate as the rounded values
// allow.
func TestOffset(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 10))
	for _, offset := range []float64{1e4, 1e6, 1e9, -1e9, 1e12} {
		const na, nb, rows = 27, 23, 64
		x := make([]float64, rows*(na+nb))
		for i := range x {
			x[i] = offset + rng.NormFloat64()
		}
		out := tested("welch", na, nb, x)
		for row := range rows {
			v := x[row*(na+nb) : (row+1)*(na+nb)]
			want := exactT(v[:na], v[na:])
			got := out.Values[row*5+2]
			if e := math.Abs(got - want); !(e <= 2e-12*max(1, math.Abs(want))) {
				t.Errorf("offset %g, row %d: t = %v, want %v", offset, row, got, want)
			}
			robust, _ := robustRow(v, &design{n: [2]int{na, nb}})
			if e := math.Abs(robust.t - want); !(e <= 2e-12*max(1, math.Abs(want))) {
				t.Errorf("offset %g, row %d: the robust t = %v, want %v", offset, row, robust.t, want)
			}
		}
	}
}

// TestQuickAgreesWithRobust compares the two ways to the same answer.
func TestQuickAgreesWithRobust(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		na, nb, x := workloadtest.DrawRows(rt)
		variance := workloadtest.DrawVariance(rt).Of("var")
		got := tested(variance, na, nb, x)
		d := newDesign(variance == "equal", na, nb)
		for i := 0; i < len(got.Values); i += 5 {
			row := i / 5
			w, _ := robustRow(x[row*(na+nb):(row+1)*(na+nb)], &d)
			for j, want := range []float64{w.meanA, w.meanB, w.t, w.df, w.p} {
				g := got.Values[i+j]
				if !workloadtest.SameNumber(g, want) && !(math.Abs(g-want) <= 1e-11*max(math.Abs(want), 1e-3)) {
					rt.Fatalf("row %d, %s: %v, robust %v", row, got.Columns[j], g, want)
				}
			}
		}
	})
}

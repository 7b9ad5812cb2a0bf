//go:build !race

package permtest

import (
	"math"
	"math/big"
	"slices"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/workloadtest"
)

var nan = math.NaN()

// TestSeparatedGroups has rows whose groups are constant and differ. Of 4 + 4 values 2 of
// the 70 arrangements separate them, as scipy's permutation_test counts with the difference
// of the means for its statistic; of unlike groups one does.
func TestSeparatedGroups(t *testing.T) {
	for _, c := range []struct {
		name   string
		na     int
		row    []float64
		t      float64
		p      float64
		pooled bool // only
	}{
		{"4 + 4", 4, []float64{1, 1, 1, 1, 2, 2, 2, 2}, math.Inf(-1), 2. / 70, false},
		{"the larger first", 4, []float64{2, 2, 2, 2, 1, 1, 1, 1}, math.Inf(1), 2. / 70, false},
		{"unlike groups", 3, []float64{0.1, 0.1, 0.1, 0.3, 0.3, 0.3, 0.3}, math.Inf(-1), 1. / 35, false},
		{"the smaller last", 4, []float64{0.1, 0.1, 0.1, 0.1, 0.3, 0.3, 0.3}, math.Inf(-1), 1. / 35, false},
		{"far from 0", 4, []float64{1e9 + 1, 1e9 + 1, 1e9 + 1, 1e9 + 1, 1e9, 1e9, 1e9, 1e9}, math.Inf(1), 2. / 70, false},
		{"huge", 3, []float64{-1e308, -1e308, -1e308, 1e308, 1e308, 1e308}, math.Inf(-1), 2. / 20, false},
		{"tiny", 3, []float64{5e-324, 5e-324, 5e-324, 0, 0, 0}, math.Inf(1), 2. / 20, false},
		{"constant but for rounding", 3, []float64{0.1 + 0x1p-56, 0.1, 0.1, 0.3, 0.3, 0.3}, math.Inf(-1), 2. / 20, false},
		{"a single value", 1, []float64{7, 5, 5, 5}, math.Inf(1), 1. / 4, true},
		{"all equal", 3, []float64{0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, nan, nan, false},
		{"apart by rounding", 3, []float64{0.3, 0.3, 0.3, 0.1 + 0.2, 0.1 + 0.2, 0.1 + 0.2}, nan, nan, false},
		// 2 of the 6 that are there: those of which the missing place makes a group of one do not count.
		{"missing", 3, []float64{1, 1, nan, 2, 2, 2}, math.Inf(-1), 1. / 10, false},
	} {
		for _, variance := range []string{"welch", "equal"} {
			if c.pooled && variance == "welch" {
				continue
			}
			t.Run(c.name+"/"+variance, func(t *testing.T) {
				ds := workloadtest.Matrix(c.na, len(c.row)-c.na, c.row)
				for _, adjust := range []string{"none", "maxt"} {
					got := run(t, ds, spec.Args{"var": {variance}, "permutations": {"0"}, "adjust": {adjust}}).Values
					want := c.p
					if !math.IsNaN(c.p) {
						extreme, valid := exactCount(variance == "equal", c.row, c.na)
						want = float64(extreme) / float64(valid)
					}
					if !workloadtest.SameNumber(got[0], c.t) || !workloadtest.SameNumber(got[1], want) || variance == "welch" && !workloadtest.SameNumber(want, c.p) {
						t.Errorf("t = %v, p = %v; want %v, %v, or counted %v", got[0], got[1], c.t, c.p, want)
					}
					if adjust == "maxt" && !workloadtest.SameNumber(got[2], want) {
						t.Errorf("q of the only row = %v, want p = %v", got[2], want)
					}
				}
				const permutations = 20000
				p := run(t, ds, spec.Args{"var": {variance}, "permutations": {"20000"}}).Values[1]
				extreme, valid := exactCount(variance == "equal", c.row, c.na)
				exactly := float64(extreme) / float64(valid)
				if math.IsNaN(c.p) != math.IsNaN(p) || math.Abs(p-exactly) > 4.5*math.Sqrt(exactly*(1-exactly)/permutations)+1./permutations {
					t.Errorf("of random arrangements p = %v, exactly %v", p, exactly)
				}
			})
		}
	}
}

// exactMaxT returns q of the rows, whose first na columns are the first group, in exact
// arithmetic and as the definition has it (see maxima.finish): sets are the arrangements,
// every is true where they are all arrangements.
func exactMaxT(pooled bool, ds *harness.Dataset, na int, sets []int, every bool) []float64 {
	rows := ds.NumRows()
	observed, order, q := make([]exact, rows), []int{}, make([]float64, rows)
	for row := range rows {
		q[row] = nan
		if observed[row] = exactSquare(pooled, ds.Row(row), 1<<na-1); observed[row].defined() {
			order = append(order, row)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch ab, ba := observed[a].atLeast(observed[b]), observed[b].atLeast(observed[a]); {
		case ab && ba:
			return 0
		case ab:
			return -1
		}
		return 1
	})
	least := 0.0
	for i, row := range order {
		extreme, valid := 0, 0
		for _, set := range sets {
			most := exact{square: big.NewRat(-1, 1)}
			for _, other := range order[i:] {
				if t := exactSquare(pooled, ds.Row(other), set); t.defined() && t.atLeast(most) {
					most = t
				}
			}
			if most.infinite || most.square.Sign() >= 0 {
				valid++
				if most.atLeast(observed[row]) {
					extreme++
				}
			}
		}
		if !every {
			extreme, valid = extreme+1, valid+1
		}
		least = max(least, float64(extreme)/float64(valid))
		q[row] = least
	}
	return q
}

// TestMaxTOfSeparatedGroups compares q with that of exact arithmetic where rows of infinite
// t are among others, with and without missing values, of all arrangements and of random
// ones. Nothing is above a row of infinite t.
func TestMaxTOfSeparatedGroups(t *testing.T) {
	const na, nb = 4, 5
	ds := workloadtest.Matrix(na, nb, slices.Concat(
		[]float64{5, 6, 5, 7, 8, 7, 9, 8, 8},
		[]float64{1, 1, 1, 1, 2, 2, 2, 2, 2},
		[]float64{3, 1, 4, 1, 5, 9, 2, 6, 5},
		[]float64{7, 7, 7, 7, 7, 7, 7, 7, 7}, // no t
		[]float64{4, 4, 4, nan, 2, 2, 2, nan, 2},
		[]float64{1, 2, 1, 1, 9, 9, 9, 8, 9},
		[]float64{2, nan, 7, 1, 8, 2, 8, 1, 8},
	))
	for _, variance := range []string{"welch", "equal"} {
		pooled := variance == "equal"
		for _, permutations := range []string{"0", "300"} {
			out := run(t, ds, spec.Args{"var": {variance}, "permutations": {permutations}, "adjust": {"maxt"}})
			sets := choices(na+nb, na)
			if permutations != "0" {
				sets = nil
				shared := newPermuter(vector.Native(), pooled, na, nb, 300, 1)
				if err := shared.share(true, ds.NumRows()); err != nil {
					t.Fatal(err)
				}
				for i := range shared.plan.count {
					sets = append(sets, int(shared.plan.of(i)[0]))
				}
			}
			want := exactMaxT(pooled, ds, na, sets, permutations == "0")
			got := workloadtest.Column(out, "q")
			if !slices.EqualFunc(got, want, workloadtest.SameNumber) {
				t.Errorf("%s, permutations %s: q = %v, want %v", variance, permutations, got, want)
			}
			if least := slices.Min(slices.Concat(got[:3], got[4:])); got[1] != least || got[4] != least {
				t.Errorf("%s, permutations %s: q = %v: rows 1 and 4 have an infinite t, and not the least q", variance, permutations, got)
			}
		}
	}
}

// TestInfiniteRanksFirst has a row of |t| about 1e8 and one of infinite t in fewer values,
// whose bound for rounding is lower.
func TestInfiniteRanksFirst(t *testing.T) {
	const n = 5
	ds := workloadtest.Matrix(n, n, slices.Concat(
		[]float64{1, 1, 1, 1, 1 + 1e-8, 2, 2, 2, 2, 2},
		[]float64{1, 1, nan, nan, nan, 2, 2, nan, nan, nan}))
	out := run(t, ds, spec.Args{"var": {"equal"}, "permutations": {"0"}, "adjust": {"maxt"}})
	if q := workloadtest.Column(out, "q"); !math.IsInf(out.Values[3], -1) || !(q[1] <= q[0]) {
		t.Errorf("%v: q of the infinite t is not the least", out.Values)
	}
}

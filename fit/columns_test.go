package fit

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestColumnsDiffer(t *testing.T) {
	for name, tc := range map[string]struct {
		rows [][]float64
		want float64
	}{
		// The mean squares are 127/9 and 11/18. Of 2 and 4 degrees of freedom the tail of F is (1 + F/2)^−2.
		"by hand":              {[][]float64{{1, 3, 5}, {2, 5, 6}, {3, 4, 8}}, math.Pow(1+254.0/11/2, -2)},
		"rows alone differ":    {[][]float64{{1, 1, 1}, {2, 2, 2}}, 1},
		"columns alone differ": {[][]float64{{1, 2, 3}, {1, 2, 3}}, 0},
		"one row":              {[][]float64{{1, 2, 3}}, 1},
		"one column":           {[][]float64{{1}, {2}}, 1},
	} {
		if got := ColumnsDiffer(tc.rows); math.Abs(got-tc.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", name, got, tc.want)
		}
	}
	// Columns that are alike are said to differ at 5 % in that share, also where their rows add up to the same.
	r, differ := rand.New(rand.NewPCG(2, 7)), 0
	const times = 2000
	for range times {
		rows := make([][]float64, 5)
		for j := range rows {
			rows[j] = []float64{r.NormFloat64(), r.NormFloat64(), r.NormFloat64()}
			sum := rows[j][0] + rows[j][1] + rows[j][2]
			for i := range rows[j] {
				rows[j][i] -= sum / 3
			}
		}
		if ColumnsDiffer(rows) < 0.05 {
			differ++
		}
	}
	if share := float64(differ) / times; share < 0.035 || share > 0.065 { // three standard errors
		t.Errorf("columns that are alike differ in %.3f", share)
	}
}

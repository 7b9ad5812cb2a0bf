package fit

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Quinn (2003), chapter 7: two programs with the same speed-up at N = 8 for different
// reasons.
func TestKarpFlattQuinn(t *testing.T) {
	for _, name := range []string{"karpflatt_quinn_a.csv", "karpflatt_quinn_b.csv"} {
		for _, row := range table(t, name) {
			p, speedup := int(number(t, row, "p")), number(t, row, "speedup")
			got, want := KarpFlatt(p, 1/speedup, 1), number(t, row, "e_refit")
			if math.Abs(got-want) > 6e-6 { // Quinn gives five decimals
				t.Errorf("%s, p = %d: e = %.6f, want %.5f", name, p, got, want)
			}
		}
	}
}

func TestKarpFlattControl(t *testing.T) {
	for _, row := range table(t, "hardware_control_independent_processes.csv") {
		n, scaling := int(number(t, row, "n")), number(t, row, "scaling")
		got, want := KarpFlatt(n, 1/scaling, 1), number(t, row, "e_refit")
		if math.Abs(got-want) > 6e-6 {
			t.Errorf("%s, n = %d: e = %.6f, want %.5f", row["workload"], n, got, want)
		}
	}
}

func TestKarpFlattShares(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 1000).Draw(t, "n")
		var tn, t1, sum float64
		cause := rapid.Float64Range(0, 100)
		an := rapid.SliceOfN(cause, 5, 5).Draw(t, "at n")
		a1 := rapid.SliceOfN(cause, 5, 5).Draw(t, "at 1")
		a1[0] += 1e-3
		for i := range an {
			tn, t1 = tn+an[i], t1+a1[i]
		}
		for i := range an {
			sum += KarpFlattShare(n, an[i], a1[i], t1)
		}
		e := KarpFlatt(n, tn, t1)
		if math.Abs(sum-e) > 1e-9*(1+math.Abs(e)) {
			t.Fatalf("shares add up to %v, e = %v", sum, e)
		}
	})
}

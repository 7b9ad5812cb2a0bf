package fit

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestMinus compares with R 4.3, t.test(sleep$extra[1:10], sleep$extra[11:20]), by Welch:
// t = -1.8608, df = 17.776, p = 0.07939, 95 % -3.3654832 to 0.2054832.
func TestMinus(t *testing.T) {
	of := func(x ...float64) Estimate {
		ss, df := squares(x)
		return Estimate{mean(x), math.Sqrt(ss / df / float64(len(x))), df}
	}
	a := of(0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
	b := of(1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
	d := a.Minus(b)
	i := d.Interval(0.95)
	for _, v := range [][2]float64{{d.Value / d.SE, -1.8608}, {d.DF, 17.776}, {d.P(0), 0.079394}, {i.Lo, -3.3654832}, {i.Hi, 0.2054832}} {
		if math.Abs(v[0]-v[1]) > 5e-5*math.Abs(v[1]) {
			t.Errorf("%v, want %v", v[0], v[1])
		}
	}
}

func TestEstimateWithoutNoise(t *testing.T) {
	none := Estimate{Value: 2}
	if i := none.Interval(0.95); !math.IsInf(i.Lo, -1) || !math.IsInf(i.Hi, 1) || none.P(0) != 1 {
		t.Errorf("an unknown SE has the interval %v and p = %v", i, none.P(0))
	}
	exact := Exactly(2)
	if i := exact.Interval(0.95); i.Lo != 2 || i.Hi != 2 || exact.P(0) != 0 || exact.P(3) != 1 {
		t.Errorf("what is exact has the interval %v", i)
	}
	if d := exact.Minus(none); d.DF != 0 {
		t.Errorf("minus an estimate of unknown SE: %+v", d)
	}
	some := Estimate{3, 0.5, 7}
	if d := some.Minus(exact); d.SE != 0.5 || d.DF != 7 {
		t.Errorf("less what is exact: %+v", d)
	}
	if !math.IsInf(none.Runs(0.95, 1), 1) || !math.IsInf(some.Runs(0.95, 0), 1) {
		t.Error("a finite number of runs for an unknown SE")
	}
	normal := Estimate{1.959963984540054, 1, math.Inf(1)}
	if p := normal.P(0); math.Abs(p-0.05) > 1e-12 {
		t.Errorf("p = %v of a known error", p)
	}
}

// TestP checks that p is at most 1 − level exactly where the interval, moved by the bias,
// excludes 0.
func TestP(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Estimate{rapid.Float64Range(-5, 5).Draw(t, "value"), rapid.Float64Range(0.1, 3).Draw(t, "se"), rapid.Float64Range(1, 60).Draw(t, "df")}
		bias := rapid.Float64Range(0, 2).Draw(t, "bias")
		level := rapid.Float64Range(0.5, 0.999).Draw(t, "level")
		i, p := e.Interval(level), e.P(bias)
		if edge := math.Abs(p - (1 - level)); edge > 1e-6 && (p < 1-level) != (i.Lo > bias || i.Hi < -bias) {
			t.Fatalf("p = %v, interval %v, bias %v", p, i, bias)
		}
	})
}

// TestRuns checks that the number of runs is enough, and that slightly fewer are not.
func TestRuns(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := Estimate{1, rapid.Float64Range(0.1, 3).Draw(t, "se"), rapid.Float64Range(1, 60).Draw(t, "df")}
		half := rapid.Float64Range(0.05, 2).Draw(t, "half")
		k := e.Runs(0.95, half)
		at := func(k float64) float64 {
			i := Estimate{1, e.SE / math.Sqrt(k), e.DF * k}.Interval(0.95)
			return (i.Hi - i.Lo) / 2
		}
		if at(k) > half*(1+1e-12) || k > 1.01 && at(0.99*k) <= half {
			t.Fatalf("%v runs: %v, wanted %v", k, at(k), half)
		}
	})
}

// TestHolm compares with R 4.3, p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm"), and the same
// with ones and ties.
func TestHolm(t *testing.T) {
	for _, tt := range []struct{ p, want []float64 }{
		{[]float64{0.01, 0.04, 0.03, 0.005}, []float64{0.03, 0.06, 0.06, 0.02}},
		{[]float64{0.5, 1, 0.5}, []float64{1, 1, 1}},
		{[]float64{0.2}, []float64{0.2}},
		{nil, []float64{}},
	} {
		got := Holm(tt.p)
		if !slices.EqualFunc(got, tt.want, func(a, b float64) bool { return math.Abs(a-b) < 1e-12 }) {
			t.Errorf("%v: %v, want %v", tt.p, got, tt.want)
		}
	}
}

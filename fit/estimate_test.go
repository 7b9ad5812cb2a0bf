package fit

import (
	"math"
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

func TestSampleMean(t *testing.T) {
	for _, tt := range []struct {
		x    []float64
		want Estimate
	}{
		{[]float64{1, 2, 3, 6}, Estimate{3, math.Sqrt(14 / 3.0 / 4), 3}},
		{[]float64{2}, Estimate{Value: 2}},
		{[]float64{0.1, 0.1, 0.1}, Estimate{Value: 0.1}},
		{[]float64{0, 0}, Exactly(0)},
		{[]float64{0}, Estimate{}},
	} {
		if got := SampleMean(tt.x); math.Abs(got.Value-tt.want.Value) > 1e-12 || math.Abs(got.SE-tt.want.SE) > 1e-12 || got.DF != tt.want.DF {
			t.Errorf("%v: %+v, want %+v", tt.x, got, tt.want)
		}
	}
	if got := SampleMean(nil); !math.IsNaN(got.Value) || got.DF != 0 {
		t.Errorf("of nothing: %+v", got)
	}
}

package main

import (
	"math"
	"testing"

	"serialfraction/fit"
)

func found(value, lo, hi float64) finding {
	return finding{program: &fit.Interval{Value: value, Lo: lo, Hi: hi, Level: 0.95}}
}

// A sweep is right if its interval holds the median of the quiet ones and is at most three times
// as wide as they are in the middle.
func TestJudge(t *testing.T) {
	// the quiet sweeps find 0.03, the median, with a median width of 0.01
	quiet := []finding{found(0.02, 0.015, 0.025), found(0.03, 0.02, 0.03), found(0.09, 0.08, 0.12)}
	for _, c := range []struct {
		name                   string
		sweep                  finding
		holds, narrow, divided int
	}{
		{"holds it", found(0.035, 0.025, 0.045), 1, 1, 1},
		{"ends at it", found(0.04, 0.03, 0.05), 1, 1, 1},
		{"three times as wide", found(0.03, 0.015, 0.045), 1, 1, 1},
		{"wider", found(0.03, 0.014, 0.045), 1, 0, 1},
		{"above it", found(0.04, 0.031, 0.05), 0, 1, 1},
		{"below it", found(0.02, 0.01, 0.029), 0, 1, 1},
		{"no upper end", found(0.03, 0.02, math.Inf(1)), 1, 0, 1},
		{"not known apart", finding{}, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := judge(jobs[0], loads[1], quiet, []finding{c.sweep})
			if got.holds != c.holds || got.narrow != c.narrow || got.divided != c.divided || got.right != min(c.holds, c.narrow) {
				t.Errorf("holds %d, narrow %d, divided %d, right %d", got.holds, got.narrow, got.divided, got.right)
			}
			if want := got.right == 1; got.passes() != want {
				t.Errorf("the cell passes: %v, want %v", got.passes(), want)
			}
		})
	}
}

// Where the quiet sweeps find nothing, no sweep under load is right.
func TestJudgeWithoutTruth(t *testing.T) {
	for name, quiet := range map[string][]finding{
		"none is known apart": {{}, {}, {}},
		"no ends":             {found(0.03, math.Inf(-1), math.Inf(1)), found(0.03, 0.02, math.Inf(1))},
	} {
		if got := judge(jobs[0], loads[1], quiet, []finding{found(0.03, 0.02, 0.04)}); got.right != 0 || got.passes() {
			t.Errorf("%s: %d is right", name, got.right)
		}
	}
}

// A cell without load passes if enough of its intervals hold their own median, however wide.
func TestJudgeQuiet(t *testing.T) {
	quiet := make([]finding, 20)
	for i := range quiet {
		quiet[i] = found(0.03, 0.02, 0.04)
	}
	for misses := range 3 {
		quiet[misses] = found(0.05, 0.031, 0.9)
	}
	if c := judge(jobs[0], loads[0], quiet, quiet); !c.passes() || c.holds != 17 || c.right != 17 || c.tooHigh != 3 {
		t.Errorf("%+v", c)
	}
	quiet[19] = found(0.01, 0.001, 0.029)
	if c := judge(jobs[0], loads[0], quiet, quiet); c.passes() || c.tooLow != 1 {
		t.Errorf("%+v", c)
	}
}

// Load that adds to every estimate is a leak, also where each interval is right by the rule.
func TestLeak(t *testing.T) {
	quiet := make([]finding, 20)
	for i := range quiet { // they scatter by 0.0018, and half a width is 0.01
		quiet[i] = found(0.03+0.0002*float64(i%19), 0.02, 0.04)
	}
	for _, c := range []struct {
		name   string
		shift  func(i int) float64
		want   leak
		above  int
		tooFar bool // the rule does not see it
	}{
		{"none", func(i int) float64 { return 0.001 * float64(1-2*(i%2)) }, noLeak, 10, false},
		{"all a little above", func(int) float64 { return 0.001 }, noLeak, 20, false},
		{"all above", func(int) float64 { return 0.025 }, aLeak, 20, true},
		{"all below", func(int) float64 { return -0.025 }, aLeak, 0, true},
		{"all just above", func(i int) float64 { return 0.0018 + 0.00001*float64(i) }, aLeak, 20, true},
		{"some", func(i int) float64 { return 0.02 * float64(i%2) }, cannotTell, 10, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			loaded := make([]finding, len(quiet))
			for i, q := range quiet {
				v := q.program.Value + c.shift(i)
				loaded[i] = found(v, v-0.029, v+0.029)
			}
			got := judge(jobs[0], loads[1], quiet, loaded)
			if got.right != 20 || !got.passes() {
				t.Errorf("%d are right", got.right)
			}
			if got.leak() != c.want || got.above != c.above {
				t.Errorf("%s by %v, %d above", got.leak(), got.shift, got.above)
			}
			if p := signTest(got.above, got.below); c.tooFar != (p < 1e-5 && got.leak() == aLeak) {
				t.Errorf("P = %v", p)
			}
		})
	}
	if got := judge(jobs[0], loads[1], quiet[:5], quiet[:5]); got.leak() != cannotTell {
		t.Errorf("five rounds: %s", got.leak())
	}
}

// A quiet interval that is wide for what it may be, the program's or the machine's, hides no shift
// that is more than the estimates scatter.
func TestLeakBesideWideIntervals(t *testing.T) {
	quiet, loaded := make([]finding, 20), make([]finding, 20)
	for i := range quiet {
		v := 0.03 + 0.0005*float64(i%3-1)
		quiet[i], loaded[i] = found(v, 0.026, 0.034), found(v+0.0019, 0.026, 0.036)
	}
	if c := judge(jobs[0], loads[1], quiet, loaded); c.right != 20 || c.leak() != aLeak || c.scatter > 0.00051 {
		t.Errorf("%d are right, the shift %v is %s, the scatter %v", c.right, c.shift, c.leak(), c.scatter)
	}
}

// 95 % of what is spread evenly lies within 95 % of its range.
func TestHalfRange(t *testing.T) {
	var even []float64
	for i := range 41 {
		even = append(even, float64((i*7)%41))
	}
	for _, c := range []struct {
		of   []float64
		want float64
	}{{even, 19}, {[]float64{3}, 0}, {[]float64{1, 5}, 1.9}} {
		if got := halfRange(c.of); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("of %v: %v, want %v", c.of, got, c.want)
		}
	}
}

func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		share   float64
		n, want int
	}{
		{cellShare, 20, 17}, {cellShare, 2, 2}, {cellShare, 1, 1}, {cellShare, 40, 34},
		{wholeShare, 160, 150}, {wholeShare, 16, 15}, {wholeShare, 8, 8},
	} {
		if got := needed(c.share, c.n); got != c.want {
			t.Errorf("of %d %d are needed, want %d", c.n, got, c.want)
		}
	}
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		of   []float64
		want float64
	}{{[]float64{3}, 3}, {[]float64{3, 1}, 2}, {[]float64{5, 1, 2}, 2}, {[]float64{4, 1, math.Inf(1), 2}, 3}} {
		if got := median(c.of); got != c.want {
			t.Errorf("the median of %v is %v, want %v", c.of, got, c.want)
		}
	}
	if got := median(nil); !math.IsNaN(got) {
		t.Errorf("the median of nothing is %v", got)
	}
}

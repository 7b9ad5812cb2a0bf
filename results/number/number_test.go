package number

import (
	"math"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/fit"
)

var inf, nan = math.Inf(1), math.NaN()

func TestSerial(t *testing.T) {
	tests := []struct {
		value, lo, hi float64
		want          string
	}{
		{0.0132, 0.0118, 0.0149, "= 0.0132 (0.0118–0.0149)"},
		{0.4, 0.1, 0.7, "= 0.40 (0.10–0.70)"},
		{0.00001234, 0.00001, 0.000015, "= 0.0000123 (0.0000100–0.0000150)"},
		{0.0132, 0.0132, 0.0132, "= 0.0132 (0.0132–0.0132)"},
		{0.0007, -0.003, 0.004, "< 0.004 (estimate 0.0007)"},
		{-0.0003, -0.0043, 0.00371, "< 0.0038 (estimate -0.0003)"},
		{0, 0, 0.01, "< 0.01 (estimate 0.0000)"},
		{0.143, -6, 22, "< 22 (estimate 0.14)"},
		{3.2, 1, 5.4, "= 3.20 (1.00–5.40)"},
		{0.18, 0.0021, 0.58, "= 0.18 (0.002–0.58)"},
		{-0.03, -0.04, -0.02, "< 0 (estimate -0.030)"},
		{0.0132, 0.0118, inf, "= 0.0132 (≥ 0.0118)"},
		{0.0132, -inf, inf, "= 0.0132 (no upper bound)"},
		{0.0132, -0.1, inf, "= 0.0132 (no upper bound)"},
		{nan, nan, nan, "unknown"},
	}
	for _, tt := range tests {
		if got := Serial(fit.Interval{Value: tt.value, Lo: tt.lo, Hi: tt.hi}); got != tt.want {
			t.Errorf("Serial(%v, %v–%v) = %q, want %q", tt.value, tt.lo, tt.hi, got, tt.want)
		}
	}
}

// SerialAt writes the same numbers in a sentence as Serial on a line.
func TestSerialAt(t *testing.T) {
	for _, tt := range []struct {
		value, lo, hi float64
		want          string
	}{
		{0.0132, 0.0118, 0.0149, "= 0.0132 (95 % 0.0118–0.0149)"},
		{3, -30, 36.2, "< 37 (95 %)"},
		{0.0007, -0.003, 0.00371, "< 0.0038 (95 %)"},
		{-0.03, -0.04, -0.02, "= -0.030 (95 % below 0)"},
		{0.0132, 0.0118, inf, "= 0.0132 (≥ 0.0118)"},
		{0.0132, -inf, inf, "= 0.0132 (no upper bound)"},
		{nan, nan, nan, "unknown"},
	} {
		i := fit.Interval{Value: tt.value, Lo: tt.lo, Hi: tt.hi, Level: 0.95}
		got := SerialAt(i)
		if got != tt.want {
			t.Errorf("SerialAt(%v, %v–%v) = %q, want %q", tt.value, tt.lo, tt.hi, got, tt.want)
		}
		if bound, _, ok := strings.Cut(got, " (95 %)"); ok && !strings.HasPrefix(Serial(i), bound+" ") {
			t.Errorf("%q in a sentence, and %q on a line", got, Serial(i))
		}
	}
}

// A speed-up at an N may be below 1, where a ceiling is not.
func TestSpeedup(t *testing.T) {
	for want, i := range map[string]fit.Interval{
		"0.107x (0.1–0.115x)": {Value: 0.107, Lo: 0.1, Hi: 0.115},
		"2.11x (2.08–2.14x)":  {Value: 2.11, Lo: 2.08, Hi: 2.14},
		"0.5x (≥ 0.4x)":       {Value: 0.5, Lo: 0.4, Hi: inf},
		"no upper bound":      {Value: inf, Lo: math.Inf(-1), Hi: inf},
	} {
		if got := Speedup(i); got != want {
			t.Errorf("Speedup(%v) = %q, want %q", i, got, want)
		}
	}
}

func TestCeiling(t *testing.T) {
	tests := []struct {
		value, lo, hi float64
		want          string
	}{
		{75.76, 67.1, 84.7, "76x (67–85x)"},
		{2.04, 1.96, 2.13, "2.04x (1.96–2.13x)"},
		{75.76, 45, inf, "76x (≥ 45x)"},
		{0.869, 0.623, 1.29, "1.00x (1.00–1.29x)"},
		{0.869, 0.623, inf, "1.00x (≥ 1.00x)"},
		{0.869, -inf, 0.9, "1.00x (≤ 1.00x)"},
		{inf, 45, inf, "no upper bound (≥ 45x)"},
		{inf, -inf, inf, "no upper bound"},
		{nan, nan, nan, "no upper bound"},
		{80, -inf, 90, "80x (≤ 90x)"},
		{1.5e9, 1e9, inf, "1.5e+09x (≥ 1e+09x)"},
	}
	for _, tt := range tests {
		if got := Ceiling(fit.Interval{Value: tt.value, Lo: tt.lo, Hi: tt.hi}); got != tt.want {
			t.Errorf("Ceiling(%v, %v–%v) = %q, want %q", tt.value, tt.lo, tt.hi, got, tt.want)
		}
	}
}

func TestSmallWriters(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"negative zero", Fixed(-0.00001, 4), "0.0000"},
		{"negative", Fixed(-0.0312, 4), "-0.0312"},
		{"not a number", Fixed(nan, 4), None},
		{"small share", Percent(0.012), "1.2 %"},
		{"share", Percent(0.45), "45 %"},
		{"share rounded up", Percent(0.0996), "10 %"},
		{"all of it", Percent(1), "100 %"},
		{"nearly all of it", Percent(0.996), "100 %"},
		{"no spread", PlusMinus(fit.Interval{Value: 1, Lo: 1, Hi: 1}), None},
		{"unbounded spread", PlusMinus(fit.Interval{Value: 1, Lo: -inf, Hi: inf}), None},
		{"spread", PlusMinus(fit.Interval{Value: 2, Lo: 1.98, Hi: 2.02}), "±1.0 %"},
		{"level", Level(fit.Interval{Level: 0.999}), "99.9 %"},
		{"bound", Upper(0.004), "0.004"},
		{"bound away from zero", Upper(0.00401), "0.0041"},
		{"bound above one", Upper(12.1), "13"},
		{"bound below zero", Upper(-1), "-1.0000"},
		{"factor below one", Factor(0.857), "0.857x"},
		{"factor of one", Factor(0.9996), "1.00x"},
		{"small factor", Factor(4.956), "4.96x"},
		{"factor rounded up", Factor(9.996), "10x"},
		{"factor", Factor(75.76), "76x"},
		{"no factor", Factor(inf), None},
		{"lower bound", FactorAtLeast(12.58), "12x"},
		{"small lower bound", FactorAtLeast(4.956), "4.95x"},
		{"lower bound below ten", FactorAtLeast(9.994), "9.99x"},
		{"lower bound of nearly ten", FactorAtLeast(9.9951), "9.99x"},
		{"exact lower bound", FactorAtLeast(2.3), "2.30x"},
		{"no lower bound", FactorAtLeast(inf), None},
		{"significant", Significant(12345.678, 4), "12346"},
		{"small significant", Significant(0.00123456, 3), "0.00123"},
		{"significant nothing", Significant(0, 3), "0"},
		{"span", Span(fit.Interval{Lo: 0.0118, Hi: 0.0149}, 4), "0.0118–0.0149"},
		{"span below zero", Span(fit.Interval{Lo: -0.5, Hi: 1.5}, 1), "-0.5 to 1.5"},
		{"span without end", Span(fit.Interval{Lo: 0.01, Hi: inf}, 2), "≥ 0.01"},
		{"span without start", Span(fit.Interval{Lo: -inf, Hi: 0.02}, 2), "≤ 0.02"},
		{"span of nothing", Span(fit.Interval{Lo: 1, Hi: 1}, 2), None},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestUnknown(t *testing.T) {
	for want, all := range map[bool][]fit.Interval{
		true:  {{Value: -1, Lo: -1900, Hi: 1923}, {Value: 0.4, Lo: 0, Hi: 1}, {Value: 0.4, Lo: -inf, Hi: inf}, {Value: nan}},
		false: {{Value: 0.4, Lo: 0.01, Hi: 1.2}, {Value: 0.01, Lo: -0.1, Hi: 0.2}, {Value: -2, Lo: -3, Hi: -1}},
	} {
		for _, i := range all {
			if got := Unknown(i); got != want {
				t.Errorf("Unknown(%+v) = %v", i, got)
			}
		}
	}
}

func TestVague(t *testing.T) {
	for want, all := range map[bool][]fit.Interval{
		true: {{Value: -0.96, Lo: -1.1, Hi: -0.7}, {Value: 6, Lo: -1900, Hi: 184}, {Value: 0.9131, Lo: -inf, Hi: inf}, {Value: 1.05, Lo: 0.45, Hi: 1.2},
			{Value: 0.2, Lo: 0.1, Hi: inf}, {Value: 0.2, Lo: -inf, Hi: 0.3}, {Value: nan, Lo: 0, Hi: 1}, {Value: 0.2, Lo: nan, Hi: nan}, {Value: 0.4, Lo: -0.6, Hi: 0.9}},
		false: {{Value: 0.0132, Lo: 0.0118, Hi: 0.0149}, {Value: -0.0003, Lo: -0.0043, Hi: 0.0037}, {Value: 0.5, Lo: 0, Hi: 1}, {Value: -0.03, Lo: -0.04, Hi: -0.02}, {},
			{Value: 1.05, Lo: 0.91, Hi: 1.2}, {Value: 1.017, Lo: 1.005, Hi: 1.028}, {Value: 4, Lo: 2, Hi: 6}},
	} {
		for _, i := range all {
			if got := Vague(i); got != want {
				t.Errorf("Vague(%+v) = %v", i, got)
			}
		}
	}
}

// TestUpperHolds checks that a printed bound is never below the bound, nor far above it.
func TestUpperHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Pow(10, rapid.Float64Range(-6, 1).Draw(t, "log10"))
		got, err := strconv.ParseFloat(Upper(x), 64)
		if err != nil || got < x*(1-2e-9) || got > x*1.1001 {
			t.Fatalf("upper(%v) = %v, %v", x, got, err)
		}
	})
}

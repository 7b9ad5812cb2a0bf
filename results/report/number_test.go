package report

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/fit"
	"serialfraction/results"
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
		{-0.03, -0.04, -0.02, "< 0 (estimate -0.030: faster than linear)"},
		{0.0132, 0.0118, inf, "= 0.0132 (≥ 0.0118)"},
		{0.0132, -inf, inf, "= 0.0132 (no upper bound)"},
		{0.0132, -0.1, inf, "= 0.0132 (no upper bound)"},
		{nan, nan, nan, "unknown"},
	}
	for _, tt := range tests {
		if got := serial(fit.Interval{Value: tt.value, Lo: tt.lo, Hi: tt.hi}); got != tt.want {
			t.Errorf("serial(%v, %v–%v) = %q, want %q", tt.value, tt.lo, tt.hi, got, tt.want)
		}
	}
}

func TestCeiling(t *testing.T) {
	tests := []struct {
		value, lo, hi float64
		want          string
	}{
		{75.76, 67.1, 84.7, "76x (67–85x)"},
		{2.04, 1.96, 2.13, "2.0x (2.0–2.1x)"},
		{75.76, 45, inf, "76x (≥ 45x)"},
		{inf, 45, inf, "no upper bound (≥ 45x)"},
		{inf, -inf, inf, "no upper bound"},
		{nan, nan, nan, "no upper bound"},
		{80, -inf, 90, "80x (≤ 90x)"},
		{1.5e9, 1e9, inf, "1.5e+09x (≥ 1e+09x)"},
	}
	for _, tt := range tests {
		if got := ceiling(fit.Interval{Value: tt.value, Lo: tt.lo, Hi: tt.hi}); got != tt.want {
			t.Errorf("ceiling(%v, %v–%v) = %q, want %q", tt.value, tt.lo, tt.hi, got, tt.want)
		}
	}
}

func TestDuration(t *testing.T) {
	tests := []struct {
		seconds float64
		want    string
	}{
		{0, "0 s"}, {1e-9, "1.00 ns"}, {12.3e-9, "12.3 ns"}, {1e-6, "1.00 µs"}, {999e-6, "999 µs"}, {0.0198, "19.8 ms"},
		{1, "1.00 s"}, {59.94, "59.9 s"}, {299, "299 s"}, {300, "5.00 min"}, {5 * 3600, "5.00 h"}, {36e5, "1000 h"},
		{-0.002, "-2.00 ms"}, {nan, none}, {inf, none}, {1e-12, "0.00 ns"},
	}
	for _, tt := range tests {
		if got := duration(tt.seconds); got != tt.want {
			t.Errorf("duration(%v) = %q, want %q", tt.seconds, got, tt.want)
		}
	}
}

func TestSmallWriters(t *testing.T) {
	tests := []struct{ name, got, want string }{
		{"negative zero", fixed(-0.00001, 4), "0.0000"},
		{"negative", fixed(-0.0312, 4), "-0.0312"},
		{"not a number", fixed(nan, 4), none},
		{"small share", percent(0.012), "1.2 %"},
		{"share", percent(0.45), "45 %"},
		{"share rounded up", percent(0.0996), "10 %"},
		{"no spread", plusMinus(fit.Interval{Value: 1, Lo: 1, Hi: 1}), none},
		{"unbounded spread", plusMinus(fit.Interval{Value: 1, Lo: -inf, Hi: inf}), none},
		{"spread", plusMinus(fit.Interval{Value: 2, Lo: 1.98, Hi: 2.02}), "±1.0 %"},
		{"level", levelOf(fit.Interval{Level: 0.999}), "99.9 %"},
		{"hundreds", grouped(999), "999"},
		{"thousands", grouped(1234567), "1,234,567"},
		{"negative thousands", grouped(-123456), "-123,456"},
		{"bound", upper(0.004), "0.004"},
		{"bound away from zero", upper(0.00401), "0.0041"},
		{"bound above one", upper(12.1), "13"},
		{"no workers", workerRange(nil), none},
		{"one", workerRange([]int{1}), "1"},
		{"three", workerRange([]int{1, 2, 4}), "1, 2 and 4"},
		{"many", workerRange([]int{1, 2, 4, 8}), "1..8"},
		{"cpu", cpuItem(results.Machine{LogicalCPUs: 1, AffinityCPUs: 1}), "1 CPU (quota none)"},
		{"footnote", letter(25), "z"},
		{"late footnote", letter(26), "(27)"},
		{"power", powerLabel(6), "64"},
		{"negative power", powerLabel(-2), "1/4"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

func TestProgress(t *testing.T) {
	s := fit.Interval{Value: 0.0132, Lo: 0.0118, Hi: 0.0149, Level: 0.95}
	tests := []struct {
		p    results.Progress
		want string
	}{
		{results.Progress{Block: 1, Runs: 7, Elapsed: 1234 * time.Millisecond}, "block   1      7 runs    1.2 s  S not known yet"},
		{results.Progress{Block: 12, Runs: 84, Elapsed: 200 * time.Second, SerialFraction: &s}, "block  12     84 runs    3m20s  S = 0.0132 (0.0118–0.0149)"},
	}
	for _, tt := range tests {
		if got := Progress(tt.p); got != tt.want {
			t.Errorf("Progress(%+v) = %q, want %q", tt.p, got, tt.want)
		}
	}
}

// TestUpperHolds says that a printed bound is never below the bound, nor far
// above it.
func TestUpperHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Pow(10, rapid.Float64Range(-6, 1).Draw(t, "log10"))
		got, err := strconv.ParseFloat(upper(x), 64)
		if err != nil || got < x*(1-2e-9) || got > x*1.1001 {
			t.Fatalf("upper(%v) = %v, %v", x, got, err)
		}
	})
}

// TestWrapKeepsWords says that wrapping loses nothing and stays within the width.
func TestWrapKeepsWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOf(rapid.StringMatching(`[a-z本é–]{1,12}`)).Draw(t, "words")
		width := rapid.IntRange(2, 40).Draw(t, "width")
		lines := wrap(strings.Join(words, " "), width)
		for _, line := range lines {
			if cells(line) > width {
				t.Fatalf("%q is wider than %d", line, width)
			}
		}
		if got, want := strings.ReplaceAll(strings.Join(lines, ""), " ", ""), strings.Join(words, ""); got != want {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

// TestBarsKeepWidth says that bars have one axis, room for both signs, and
// lengths in proportion.
func TestBarsKeepWidth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shares := rapid.SliceOfN(rapid.Float64Range(-1, 1), 1, 8).Draw(t, "shares")
		width := rapid.IntRange(4, 60).Draw(t, "width")
		var rows []causeRow
		for _, s := range shares {
			rows = append(rows, causeRow{share: s})
		}
		axis := -1
		for i, bar := range bars(rows, width) {
			if bar == "" {
				continue // all shares are 0
			}
			before, after, ok := strings.Cut(bar, "│")
			if !ok || cells(bar) > width {
				t.Fatalf("bar %q of %v in %d columns", bar, shares[i], width)
			}
			if axis >= 0 && cells(before) != axis {
				t.Fatalf("bar %q has its axis elsewhere than %d", bar, axis)
			}
			axis = cells(before)
			if shares[i] > 0 && strings.TrimSpace(before) != "" || shares[i] < 0 && after != "" {
				t.Fatalf("bar %q for %v", bar, shares[i])
			}
		}
	})
}

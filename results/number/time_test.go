package number

import (
	"math"
	"testing"
	"time"

	"serialfraction/fit"
)

func TestDuration(t *testing.T) {
	tests := []struct {
		seconds float64
		want    string
	}{
		{0, "0 s"}, {1e-9, "1.00 ns"}, {12.3e-9, "12.3 ns"}, {1e-6, "1.00 µs"}, {999e-6, "999 µs"}, {0.0198, "19.8 ms"},
		{1, "1.00 s"}, {59.94, "59.9 s"}, {299, "299 s"}, {300, "5.00 min"}, {5 * 3600, "5.00 h"}, {36e5, "1000 h"},
		{-0.002, "-2.00 ms"}, {nan, None}, {inf, None}, {1e-12, "0.00 ns"},
	}
	for _, tt := range tests {
		if got := Duration(tt.seconds); got != tt.want {
			t.Errorf("Duration(%v) = %q, want %q", tt.seconds, got, tt.want)
		}
	}
}

func TestTimesAndBytes(t *testing.T) {
	column := []fit.Interval{{Value: 2e-3}, {Value: 50}, {Value: nan}}
	tests := []struct{ name, got, want string }{
		{"a column of one unit", CommonUnit(column).Name, "ms"},
		{"a column of nothing", CommonUnit(nil).Name, "s"},
		{"digits of the interval", Unit{"ms", 1e-3}.Of(fit.Interval{Value: 0.01234567, Lo: 0.0122, Hi: 0.0125}), "12.35"},
		{"four digits at most", Second.Of(fit.Interval{Value: 12.34567, Lo: 12.34566, Hi: 12.34568}), "12.35"},
		{"no digits of noise", Second.Of(fit.Interval{Value: 123.4, Lo: 80, Hi: 170}), "123"},
		{"no interval", Second.Of(fit.Interval{Value: 2, Lo: math.Inf(-1), Hi: inf}), "2.000"},
		{"a setting", Nanoseconds(int64(1e6)), "1 ms"},
		{"a measured step", Nanoseconds(26_612.0), "26.6 µs"},
		{"seconds are the last unit", Nanoseconds(int64(5e12)), "5e+03 s"},
		{"a pace", Setting(250 * time.Microsecond), "250 µs"},
		{"a pace of all its digits", Setting(1_234_567), "1.234567 ms"},
		{"a pace of seconds", Setting(90 * time.Second), "90 s"},
		{"a pace of hours", Setting(2*time.Hour + time.Millisecond), "7200.001 s"},
		{"no pace", Setting(0), "0 s"},
		{"estimated nothing", Estimated(0), "1 s"},
		{"estimated seconds", Estimated(89_200 * time.Millisecond), "90 s"},
		{"estimated minutes", Estimated(90 * time.Second), "2 min"},
		{"estimated hours", Estimated(91 * time.Minute), "2 h"},
		{"elapsed", Elapsed(12_340 * time.Millisecond), "12.3 s"},
		{"elapsed minutes", Elapsed(200_400 * time.Millisecond), "3m20s"},
		{"whole workers", Workers(12), "12"},
		{"a concurrency", Workers(3.5), "3.50"},
		{"thousands of workers", Workers(1200.4), "1,200"},
		{"beyond all machines", Workers(1.234e9), "1.23e+09"},
		{"no workers", Workers(inf), None},
		{"bytes", Bytes(999), "999 B"},
		{"bytes rounded up", Bytes(999_600), "1 MB"},
		{"memory", Bytes(1_234_567_890), "1.23 GB"},
		{"a small file", FileSize(812), "812 B"},
		{"a file", FileSize(12_345_678), "12.3 MB"},
		{"a large file", FileSize(123_456_789), "123 MB"},
	}
	for _, tt := range tests {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}

package harness

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]time.Duration{
		"20": 20 * time.Second, "20s": 20 * time.Second, "1.5": 1500 * time.Millisecond, "5m": 5 * time.Minute,
		"250us": 250 * time.Microsecond, "250µs": 250 * time.Microsecond, "0": 0, "0s": 0, ".5": 500 * time.Millisecond,
		"1m30s": 90 * time.Second, "1e-9": 1, "+3": 3 * time.Second, "1e3": 1000 * time.Second,
	} {
		if got, err := ParseTime(text); err != nil || got != want {
			t.Errorf("ParseTime(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"", " ", "x", "-5", "-5s", "-0.1", "NaN", "nan", "Inf", "-Inf", "1e10", "1e300", "1e400",
		"9223372036.9", "2562048h", "1e-12", "0.1ns", "5 s", "5 m", "s", "1:30", "0x"} {
		if got, err := ParseTime(text); err == nil || got != 0 {
			t.Errorf("ParseTime(%q) = %v, %v; want an error", text, got, err)
		}
	}
}

// What the standard library writes, ParseTime reads.
func TestParseTimeReadsDurations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Duration(rapid.Int64Range(0, 1<<62).Draw(t, "ns"))
		if got, err := ParseTime(want.String()); err != nil || got != want {
			t.Fatalf("ParseTime(%q) = %v, %v", want, got, err)
		}
	})
}

func FuzzParseTime(f *testing.F) {
	for _, seed := range []string{"20", "1.5s", "-1", "NaN", "1e309", "9223372036854775807ns", "0x1p-2"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := ParseTime(text); d < 0 || err != nil && d != 0 {
			t.Errorf("ParseTime(%q) = %v, %v", text, d, err)
		}
	})
}

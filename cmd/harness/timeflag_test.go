package main

import (
	"testing"

	"serialfraction/harness"
)

// However a time is typed, a request has the same time in one spelling.
func TestTimesHaveOneSpelling(t *testing.T) {
	for _, tc := range []struct{ typed, byDefault, want string }{
		{"0.002", "1ms", "2ms"}, {"2ms", "1ms", "2ms"}, {"2000us", "1ms", "2ms"}, {"0.001", "1ms", "1ms"}, {"250µs", "1ms", "250us"},
		{"90", "60s", "1m30s"}, {"90s", "60s", "1m30s"}, {"1m", "60s", "60s"}, {"60", "60s", "60s"}, {"600", "10m", "10m"}, {"0", "10m", "0s"},
		{"2", "", "2s"},
	} {
		d, err := harness.ParseTime(tc.typed)
		if err != nil {
			t.Fatal(err)
		}
		got := spelled(d, tc.byDefault)
		if again, err := harness.ParseTime(got); got != tc.want || err != nil || again != d {
			t.Errorf("%s of a default of %q is %s, want %s; read again it is %v, %v", tc.typed, tc.byDefault, got, tc.want, again, err)
		}
	}
}

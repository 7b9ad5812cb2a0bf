package meter

import (
	"testing"
	"time"
)

func TestParseSchedstat(t *testing.T) {
	for text, want := range map[string]*SchedTiming{
		"12 345 6\n": {CPU: 12, RunDelay: 345},
		"0 0 0\n":    {},
		"":           nil,
		"12":         nil,
		"x 1 2":      nil,
		"12 y":       nil,
	} {
		got, ok := parseSchedstat([]byte(text))
		if ok != (want != nil) || ok && got != *want {
			t.Errorf("%q: %+v, %v", text, got, ok)
		}
	}
}

func TestParseSteal(t *testing.T) {
	if got := parseSteal([]byte("cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 1 1 1\n")); got == nil || *got != 80*time.Millisecond {
		t.Errorf("steal is %v, want 80ms", got)
	}
	for _, text := range []string{"", "cpu 1 2 3", "cpu a b c d e f g h i", "intr 1 2 3 4 5 6 7 8 9"} {
		if got := parseSteal([]byte(text)); got != nil {
			t.Errorf("%q: steal is %v, want nil", text, *got)
		}
	}
}

func TestParseThrottling(t *testing.T) {
	for text, want := range map[string]struct {
		throttles int
		ns        int64
		ok        bool
	}{
		"usage_usec 5\nnr_periods 9\nnr_throttled 3\nthrottled_usec 70\n": {3, 70000, true},
		"nr_periods 9\nnr_throttled 4\nthrottled_time 80\n":               {4, 80, true},
		"nr_throttled 4\n":                     {4, 0, false},
		"nr_throttled -4\nthrottled_time 80\n": {0, 80, false},
		"nr_throttled x\nthrottled_time y\n":   {},
		"":                                     {},
	} {
		if n, d, ok := parseThrottling([]byte(text)); n != want.throttles || int64(d) != want.ns || ok != want.ok {
			t.Errorf("%q: %d, %d ns, %v", text, n, d, ok)
		}
	}
}

// Any content of the kernel's files is read without a panic, and without a number that is out
// of range.
func FuzzFiles(f *testing.F) {
	f.Add([]byte("cpu  1 2 3 4 5 6 7 8 9 10\n"))
	f.Add([]byte("nr_throttled 3\nthrottled_usec 70\n"))
	f.Add([]byte("12 345 6\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if n, d, ok := parseThrottling(b); ok && (n < 0 || d < 0) {
			t.Errorf("throttled %d times, %v", n, d)
		}
		parseSteal(b)
		parseSchedstat(b)
	})
}

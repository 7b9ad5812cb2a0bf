package machine

import "testing"

func TestParseSize(t *testing.T) {
	for text, want := range map[string]int64{"48K": 48 << 10, "2M": 2 << 20, "64": 64, "": 0, "K": 0, "-1K": 0, "4KM": 0, "9999999999K": 0} {
		if got, ok := parseSize(text); ok != (want > 0) || ok && got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
}

package main

import "testing"

// TestDescribe: a field without any value has no empty list before its count.
func TestDescribe(t *testing.T) {
	for want, f := range map[string]fieldCounts{
		"empty for 6":               {Empty: 6},
		"a (2), b (1); empty for 3": {Empty: 3, Values: []valueCount{{"b", 1}, {"a", 2}}},
		"a, b":                      {Values: []valueCount{{"a", 1}, {"b", 1}}},
	} {
		if got := f.describe(); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

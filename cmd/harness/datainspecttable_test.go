package main

import (
	"strings"
	"testing"

	"serialfraction/harness/wording"
)

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

// Names that steer a terminal are shown as Go writes them.
func TestInspectionShowsWhatSteers(t *testing.T) {
	in := &inspection{Rows: 1, Samples: 1, RowSpan: [2]string{"a\u009b31m", "a\u009b31m"}, Names: []string{"s\u202e1"},
		Notes: []string{"n\u009b"}, Fields: []fieldCounts{{Name: "f\u202e", Values: []valueCount{{"v\u009b", 1}}}}}
	if got := in.table(80); strings.ContainsFunc(got, func(r rune) bool { return r != '\n' && wording.Steers(r) }) || !strings.Contains(got, `a\u009b31m`) {
		t.Errorf("%q", got)
	}
}

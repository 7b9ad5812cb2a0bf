package process

import "testing"

// A family covers all its starts, a start covers itself, and what is no mark is covered by nothing.
func TestMark(t *testing.T) {
	family, other := newFamily(), newFamily()
	first, second := family.nth(1), family.nth(2)
	if !family.covers(first) || !family.covers(second) || !first.covers(first) || first.covers(second) || first.covers(family) || other.covers(first) || family.covers(0) {
		t.Errorf("family %v, starts %v and %v, another family %v", family, first, second, other)
	}
	if got := parseMark(first.String()); got != first {
		t.Errorf("%v is read as %v", first, got)
	}
	for _, limits := range []string{"", "Max realtime timeout      unlimited            unlimited            us", "Max realtime timeout      200000 200000 us"} {
		if got := limitIn(limits); got != 0 {
			t.Errorf("%q: mark %v", limits, got)
		}
	}
	if got := limitIn("Max cpu time 1 2 s\nMax realtime timeout      " + first.String() + "  unlimited            us        \n"); got != first {
		t.Errorf("mark %v, want %v", got, first)
	}
}

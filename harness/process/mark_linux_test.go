package process

import "testing"

// The starts of a family are told apart, and what is no mark is read as none.
func TestMark(t *testing.T) {
	family := newFamily()
	first, second := family.nth(1), family.nth(2)
	if first == second || first.family() != family || second.family() != family || first == family || newFamily() == family {
		t.Errorf("family %v, starts %v and %v", family, first, second)
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

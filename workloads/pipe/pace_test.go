package pipe

import (
	"testing"
	"time"
)

// Half of the time that the rest of the rows takes is slept through: by the rows of this chunk, and before the
// first of them by those of the chunk before.
func TestPace(t *testing.T) {
	start := time.Unix(1, 0)
	after := func(d time.Duration) time.Time { return start.Add(d) }
	for _, c := range []struct {
		what           string
		before         time.Duration // that a row of the chunk before took
		passed         time.Duration
		answered, rows int
		full           bool
		want           time.Duration
	}{
		{"nothing is known", 0, time.Millisecond, 0, 100, false, 0},
		{"as in the chunk before", 100 * time.Microsecond, 0, 0, 10, false, 500 * time.Microsecond},
		{"as the first rows of this one", 100 * time.Microsecond, 200 * time.Microsecond, 10, 20, false, 100 * time.Microsecond},
		{"no longer than the pipe has room", time.Second, 0, 0, 10, false, longestRest},
		{"the end is near", 0, 180 * time.Microsecond, 18, 20, false, 0},
		{"the last row", 0, 9 * time.Second, 9, 10, false, 0},
		{"all are answered", 0, time.Second, 10, 10, false, 0},
		{"the reader is behind", time.Millisecond, 0, 0, 10, true, 0},
	} {
		p := pace{row: c.before, full: c.full}
		p.begin(start)
		if got := p.rest(after(c.passed), c.answered, c.rows); got != c.want {
			t.Errorf("%s: a rest of %v, want %v", c.what, got, c.want)
		}
	}
	p := pace{}
	p.begin(start)
	p.end(after(time.Second), 10)
	if p.row != 100*time.Millisecond {
		t.Errorf("a row took %v", p.row)
	}
}

package meter

import "time"

// A Stopwatch returns offsets from its start by the monotonic clock. All offsets of a run come
// from the same Stopwatch, so that their differences tile exactly.
type Stopwatch struct{ start time.Time }

// NewStopwatch returns a stopwatch that starts now.
func NewStopwatch() Stopwatch { return Stopwatch{time.Now()} }

// Now returns the time since its start.
func (s Stopwatch) Now() time.Duration { return time.Since(s.start) }

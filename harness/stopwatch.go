package harness

import "time"

// stopwatch gives offsets from one start by the monotonic clock. All offsets of
// a run come from the same stopwatch, so that their differences tile exactly.
type stopwatch struct{ start time.Time }

func startWatch() stopwatch { return stopwatch{time.Now()} }

func (s stopwatch) now() time.Duration { return time.Since(s.start) }

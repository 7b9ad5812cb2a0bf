package logs

import (
	"fmt"
	"time"

	"serialfraction/results/number"
)

// A NoStarts is the error of a log that has how long its tasks took, and not when they began: they add
// up to T1, but what was lost of N·T is not in it.
type NoStarts struct {
	Source, Format string
	Tasks          int
	Sum, Longest   time.Duration
	Cure           string // what has starts
}

func (e *NoStarts) Error() string {
	return fmt.Sprintf("%s: read as %s, it has how long %d tasks took, %s in all and %s the longest, but not when they began: %s",
		e.Source, e.Format, e.Tasks, number.Duration(e.Sum.Seconds()), number.Duration(e.Longest.Seconds()), e.Cure)
}

// add adds a task.
func (e *NoStarts) add(took int64) {
	e.Tasks++
	accrue((*int64)(&e.Sum), took)
	e.Longest = max(e.Longest, time.Duration(took))
}

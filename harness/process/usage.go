package process

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"serialfraction/harness/meter"
)

// Usage is what a process used, with the descendants that it waited for. 0 = not reported by
// the system.
type Usage struct {
	Wall time.Duration // by the monotonic clock, from before its start to the end of the wait for it
	meter.CPUUse

	Faults *meter.Faults // nil = not reported by the system

	// MaxRSS is the peak resident memory in bytes of the largest of its processes. The
	// system's count is never less than the memory of this process, because the child is
	// forked from it: a count that is no larger is unknown, 0.
	MaxRSS int64

	Left bool // it left processes of its group behind, which were ended, see Spec.Whole
}

// An ExitError reports a process that ended with an exit code other than 0 or by a signal.
type ExitError struct {
	Program string // without its folder
	Code    int    // exit code; -1 if a signal ended it
	Signal  string // "killed"; "" if none
}

func (e *ExitError) Error() string {
	if e.Signal != "" {
		return fmt.Sprintf("%s was ended by a signal: %s", e.Program, e.Signal)
	}
	return fmt.Sprintf("%s ended with exit code %d", e.Program, e.Code)
}

func exitError(path string, state *os.ProcessState) *ExitError {
	return &ExitError{Program: filepath.Base(path), Code: state.ExitCode(), Signal: signalOf(state)}
}

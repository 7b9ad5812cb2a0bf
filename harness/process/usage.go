package process

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"serialfraction/harness/meter"
)

// Usage is what a process used, and the descendants that it waited for; others
// are not in it. What the system does not tell is 0.
type Usage struct {
	Wall time.Duration // by the monotonic clock, from before its start until it had been waited for
	meter.CPUUse

	// MaxRSS is the peak resident memory in bytes of the largest of its processes.
	// The system counts the memory of this process, which it was split off from,
	// as the least: no more than that is not told, and 0.
	MaxRSS int64

	Left bool // it ended before others of its group, which were ended, see Spec.Whole
}

// An ExitError says that a process did not end well.
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

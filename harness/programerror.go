package harness

import (
	"fmt"
	"strings"
)

// A ProgramError says that a program of the user's failed, or a hook around it.
// The command line answers it with exit code 4.
type ProgramError struct {
	What    string // "xz", "--prepare"
	Workers int
	Cause   error
	Said    string // its last lines on standard error; "" if it said nothing
	Cure    string // what to type next; "" if the cause says it
}

func (e *ProgramError) Error() string {
	text := fmt.Sprintf("%s at N = %d: %v", e.What, e.Workers, e.Cause)
	if e.Cure != "" {
		text += ": " + e.Cure
	}
	if e.Said != "" {
		text += "\n  " + strings.ReplaceAll(e.Said, "\n", "\n  ")
	}
	return text
}

// Unwrap returns the cause.
func (e *ProgramError) Unwrap() error { return e.Cause }

package harness

import (
	"fmt"
	"strings"
)

// A ProgramError reports a program of the user's, a hook around it or a function that
// failed. The command line answers it with exit code 4.
type ProgramError struct {
	What    string // "xz", "--prepare"
	Workers int
	Cause   error
	Output  string // the last lines that it printed, or the stack of its panic; "" = none
	Cure    string // what to type next; "" if the cause explains it
}

func (e *ProgramError) Error() string {
	text := fmt.Sprintf("%s at N = %d: %v", e.What, e.Workers, e.Cause)
	if e.Cure != "" {
		text += ": " + e.Cure
	}
	if e.Output != "" {
		text += "\n  " + strings.ReplaceAll(e.Output, "\n", "\n  ")
	}
	return text
}

// Unwrap returns the cause.
func (e *ProgramError) Unwrap() error { return e.Cause }

package pipe

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/process"
	"serialfraction/harness/wording"
)

// What a process can do wrong without a message or an exit code.
var (
	errSilent  = errors.New("gave no answer for too long")
	errKept    = errors.New("keeps its answers back")
	errStays   = errors.New("did not end when its input did")
	errUnread  = errors.New("did not read all rows that it was given")
	errSurplus = errors.New("gave more answers than it had rows")
)

// stderrLines is the number of lines of standard error in the error of a failure.
const stderrLines = 6

// A failure is the error of a process of the program.
type failure struct {
	Program string
	What    string // "ended with exit code 1 …"
	Stderr  string // the first and the last lines of its standard error
	Cause   error
}

func (e *failure) Error() string {
	text := e.Program + " " + e.What
	if e.Stderr == "" {
		return text
	}
	return text + "; on standard error:\n  " + strings.ReplaceAll(e.Stderr, "\n", "\n  ")
}

// Unwrap returns the cause.
func (e *failure) Unwrap() error { return e.Cause }

// failure returns the error to report for err, in words for the user. The child has ended.
func (ch *child) failure(err error) error {
	if ch.crash != nil {
		return ch.crash
	}
	if cause := context.Cause(ch.ctx); cause != nil {
		return cause
	}
	f := &failure{Program: ch.program.name(), What: ch.what(err), Cause: err}
	if !errors.As(err, new(*fault)) { // which has the reason itself
		f.Stderr = ch.errs.excerpt(stderrLines)
	}
	return f
}

func (ch *child) what(err error) string {
	p := ch.program
	if p.Call != nil {
		return p.Call.what(ch, err)
	}
	progress := ch.progress()
	switch {
	case errors.Is(err, errKept):
		return "answers only when its input ends: let it flush each answer (python3 -u, flush=True, fflush(stdout), $|=1, mawk -W interactive), or add --per-chunk"
	case errors.Is(err, errSilent):
		text := fmt.Sprintf("gave no whole answer for %v, %s", p.Timeout, progress)
		if ch.once {
			return text + ": allow more time with --timeout, or hand out fewer rows at a time with --chunk"
		}
		return text + ": it must " + p.owes() + ", and flush each answer; if it reads all its input first, add --per-chunk; if it takes longer, --timeout"
	case errors.Is(err, errSurplus):
		return fmt.Sprintf("answered more than the %s that it was given: it must %s", wording.Count(ch.at.Rows, "row"), p.owes())
	case errors.Is(err, errStays):
		return "did not end when its input did: it should stop where there are no more rows to read"
	case errors.Is(err, errUnread):
		return "answered without reading its rows: it should read a row for each answer"
	case ended(err):
		return "ended, or closed its standard output, " + progress + ": it must " + p.owes()
	}
	var exit *process.ExitError
	if errors.As(err, &exit) {
		return exited(exit) + " " + progress + ": mend the program, which must end with exit code 0"
	}
	return err.Error()
}

// progress returns how many of its rows the process has answered, in words.
func (ch *child) progress() string {
	done := ch.decoder.answered()
	if done >= ch.at.Rows {
		return fmt.Sprintf("with all its %d rows answered", ch.at.Rows)
	}
	answered := fmt.Sprintf("with %d of %d rows answered", done, ch.at.Rows)
	if d, ok := ch.decoder.(sized); ok {
		if come, of := d.part(); come > 0 {
			answered += fmt.Sprintf(", and %d of the %d bytes of an answer", come, of)
		}
	}
	return answered + "; the next is " + ch.program.Data.ID(ch.at.Row+done)
}

// owes returns what the program must do for its rows.
func (p *program) owes() string { return p.Frame.Owes(len(p.Outputs)) }

// kernelError adds the rows of a failure, where package harness does not.
func (ch *child) kernelError(err error) error {
	if _, ok := err.(*failure); !ok {
		return err
	}
	last := ch.at.Row + max(1, ch.at.Rows) - 1
	return &harness.KernelError{Workload: ch.program.workloadName(), First: ch.at.Row, Last: last,
		FirstID: ch.program.Data.ID(ch.at.Row), LastID: ch.program.Data.ID(last), Cause: err}
}

// exited returns how a process ended, without its name.
func exited(e *process.ExitError) string {
	if e.Signal != "" {
		return "was ended by a signal (" + e.Signal + ")"
	}
	return fmt.Sprintf("ended with exit code %d", e.Code)
}

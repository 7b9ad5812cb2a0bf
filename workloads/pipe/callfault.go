package pipe

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/process"
	"serialfraction/harness/wording"
)

// A faultKind is why an adapter gives no more answers. The adapters have the same numbers.
type faultKind int

const (
	cannotLoad  faultKind = 1 // the text is the error of the script
	noFunction  faultKind = 2 // the text is the names of the functions that there are, one a line
	otherParams faultKind = 3 // the text is what the function takes, and what it may take
	raised      faultKind = 4 // the text is the error of the function
	noAnswer    faultKind = 5 // the text is what it returned, and why that is no answer
)

// A fault is why an adapter gives no more answers.
type fault struct {
	Kind faultKind
	Text string
	Row  int    // from 1; 0 = not about a row
	ID   string // of the row
}

// Error returns the fault as what the function, which is named before, has done.
func (f *fault) Error() string {
	where := ""
	if f.Row > 0 {
		where = " at row " + strconv.Itoa(f.Row)
		if f.ID != strconv.Itoa(f.Row) {
			where += " (" + wording.Quote(f.ID, 60) + ")"
		}
	}
	text := wording.Bare(f.Text)
	switch f.Kind {
	case cannotLoad:
		return "cannot be loaded: " + text
	case noFunction:
		return "does not exist"
	case otherParams:
		return text
	case raised:
		return "failed" + where + ": " + text
	}
	return "returned" + where + " " + text
}

// ofFlag returns a fault of the user's choice of a function as that of the flag, and other errors
// as they are.
func (c *call) ofFlag(err error) error {
	var f *fault
	if !errors.As(err, &f) || f.Kind != noFunction && f.Kind != otherParams {
		return err
	}
	want := f.Text
	if f.Kind == noFunction {
		want = c.missing(strings.Split(f.Text, "\n"))
	}
	return &harness.FlagError{Flag: "call", Value: c.name(), Want: wording.Bare(want)}
}

// missing returns that the script does not have the function, but these.
func (c *call) missing(functions []string) string {
	const most = 8
	script := filepath.Base(c.File)
	if functions[0] == "" {
		return fmt.Sprintf("%s has no function: write %s in it", script, fmt.Sprintf(c.Language.Definition, c.Function))
	}
	like := wording.Alike(c.Function, functions)
	if len(functions) > most {
		functions = append(slices.Clone(functions[:most]), "…")
	}
	all := strings.Join(functions, ", ")
	if len(like) > 0 {
		return fmt.Sprintf("%s has no such function, did you mean %s? It has %s", script, wording.Or(like...), all)
	}
	return script + " has no such function: name one of " + all
}

// what returns what is wrong with a process that calls the function, in words.
func (c *call) what(ch *child, err error) string {
	p := ch.program
	progress := ch.progress()
	var f *fault
	var exit *process.ExitError
	switch {
	case errors.As(err, &f):
		return f.Error()
	case errors.Is(err, errSilent):
		return fmt.Sprintf("gave no answer for %v, %s: allow it more time with --timeout", p.Timeout, progress)
	case errors.Is(err, errSurplus), errors.Is(err, errUnread):
		return errNoAdapter.Error()
	case errors.Is(err, errStays):
		return "did not end when the rows did: let the script leave no thread behind that never ends"
	case ended(err):
		return "ended its process " + progress + ": a function must return, and not end its process"
	case errors.As(err, &exit):
		return exited(exit) + " " + progress + ": a function must return, and not end its process; " +
			"where nothing in it does, the system may have, for lack of memory, or a library may have crashed"
	}
	return err.Error()
}

package harness

import (
	"errors"
	"fmt"

	"serialfraction/harness/crash"
)

// A KernelError says that a kernel failed, panicked or left a place of its result
// unwritten, and on which rows. The command line answers it with exit code 4.
type KernelError struct {
	Workload    string
	First, Last int // rows of the chunk, from 0, both inside it
	FirstID     string
	LastID      string
	Cause       any // what was panicked with, what is missing, or an error
}

// errExited is the cause where the kernel neither returned nor panicked. Without it the
// run would wait for its worker for ever. The plain loop has no worker: there it is the
// caller's goroutine that ends.
var errExited = errors.New("it ended its goroutine, as runtime.Goexit and t.Fatal do: let it return, or panic")

// Unwrap returns the cause where it is an error.
func (e *KernelError) Unwrap() error {
	err, _ := e.Cause.(error)
	return err
}

func (e *KernelError) Error() string {
	return fmt.Sprintf("workload %s failed in rows %d–%d (%s … %s): %v",
		e.Workload, e.First+1, e.Last+1, e.FirstID, e.LastID, e.Cause)
}

// A StepError says that a workload's serial step panicked. The command line
// answers it with exit code 4.
type StepError struct {
	Workload string
	Step     string // "first" or "last"
	Cause    any
}

func (e *StepError) Error() string {
	return fmt.Sprintf("workload %s panicked in its serial %s step: %v", e.Workload, e.Step, e.Cause)
}

// An AnswerError says that a run's answer differs from the serial one. The
// command line answers it with exit code 4.
type AnswerError struct {
	Engine      string
	Workers     int
	First, Last int // first and last differing row, from 0
	FirstID     string
	Column      string // of the first difference
	Got, Want   float64
}

func (e *AnswerError) Error() string {
	return fmt.Sprintf("%s at N = %d: rows %d–%d differ from the serial answer: %s of row %s is %v, serially %v: the workload's kernel depends on who runs it",
		e.Engine, e.Workers, e.First+1, e.Last+1, e.Column, e.FirstID, e.Got, e.Want)
}

// recoverKernel turns a panic in the kernel into a *KernelError naming the
// chunk it was at.
func recoverKernel(j *Job, at *Chunk, err *error) {
	if cause := recover(); cause != nil {
		fault := j.Data.Fault(cause)
		switch {
		case fault != nil:
			cause = fault
		case at.Rows == 0: // no kernel was at work, so the fault is none of the user's
			panic(crash.Of(cause))
		}
		*err = j.kernelError(*at, cause)
	}
}

// Fault returns what a panic says of the file that the dataset maps, or nil where
// it has another cause. Where [debug.SetPanicOnFault] is set, reading beyond the
// end of a file that was cut short panics.
func (d *Dataset) Fault(cause any) error {
	if _, ok := cause.(interface{ Addr() uintptr }); ok && d.Store != nil {
		return errors.New(d.Name + " can no longer be read here: it was cut short, or its disk failed; restore it and run again")
	}
	return nil
}

// kernelError says that the kernel failed on a chunk.
func (j *Job) kernelError(at Chunk, cause any) *KernelError {
	last := at.Row + max(at.Rows, 1) - 1
	return &KernelError{Workload: j.Workload.Name, First: at.Row, Last: last,
		FirstID: j.Data.ID(at.Row), LastID: j.Data.ID(last), Cause: cause}
}

// recoverStep does the same for the serial step of that name.
func recoverStep(j *Job, step string, err *error) {
	if cause := recover(); cause != nil {
		*err = &StepError{Workload: j.Workload.Name, Step: step, Cause: cause}
	}
}

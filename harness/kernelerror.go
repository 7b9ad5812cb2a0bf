package harness

import (
	"errors"
	"fmt"

	"serialfraction/harness/crash"
)

// A KernelError reports a kernel that failed, panicked or left a place of its result
// unwritten, with the rows of the chunk. The command line answers it with exit code 4.
type KernelError struct {
	Workload    string
	First, Last int // rows of the chunk, from 0, both inside it
	FirstID     string
	LastID      string
	Cause       any // the panic's value, the place that is missing, or an error
}

// ErrExited is the cause where the kernel ended its goroutine. Without it the run would
// wait for its worker for ever. The plain loop has no workers, so there the kernel ends
// the caller's goroutine.
var ErrExited = errors.New("it ended its goroutine, as runtime.Goexit and t.Fatal do: let it return, or panic")

// Unwrap returns the cause where it is an error.
func (e *KernelError) Unwrap() error {
	err, _ := e.Cause.(error)
	return err
}

func (e *KernelError) Error() string {
	if e.First == e.Last {
		return fmt.Sprintf("workload %s failed in row %d (%s): %v", e.Workload, e.First+1, e.FirstID, e.Cause)
	}
	return fmt.Sprintf("workload %s failed in rows %d–%d (%s … %s): %v",
		e.Workload, e.First+1, e.Last+1, e.FirstID, e.LastID, e.Cause)
}

// A StepError reports a panic in a workload's serial step. The command line answers it
// with exit code 4.
type StepError struct {
	Workload string
	Step     string // "first" or "last"
	Cause    any
}

func (e *StepError) Error() string {
	return fmt.Sprintf("workload %s panicked in its serial %s step: %v", e.Workload, e.Step, e.Cause)
}

// An AnswerError reports a run whose answer differs from the serial one. The command line
// answers it with exit code 4.
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

// recoverKernel turns a panic in the kernel into a *KernelError that names the chunk.
func recoverKernel(j *Job, at *Chunk, err *error) {
	if cause := recover(); cause != nil {
		fault := j.Data.Fault(cause)
		switch {
		case fault != nil:
			cause = fault
		case at.Rows == 0: // no kernel was running, so this is a defect of the program
			panic(crash.Of(cause))
		}
		*err = j.Failed(*at, cause)
	}
}

// Fault returns the error of a panic that reading the mapped file of the dataset caused,
// or nil if the panic has another cause. Under [debug.SetPanicOnFault], reading beyond the
// end of a truncated file panics.
func (d *Dataset) Fault(cause any) error {
	if at, ok := cause.(interface{ Addr() uintptr }); ok && d.Store != nil {
		return &FaultError{d.Name, at.Addr()}
	}
	return nil
}

// A FaultError reports that rows of a mapped file can no longer be read, unless the address is in another
// mapped file, which its owner knows.
type FaultError struct {
	Data string  // name of the dataset
	At   uintptr // address of the fault
}

func (e *FaultError) Error() string {
	return e.Data + " can no longer be read here: it was cut short, or its disk failed; restore it and run again"
}

// Addr returns the address of the fault, as the errors of the runtime do.
func (e *FaultError) Addr() uintptr { return e.At }

// Failed returns the error of a kernel that failed on a chunk.
func (j *Job) Failed(at Chunk, cause any) *KernelError {
	last := at.Row + max(at.Rows, 1) - 1
	return &KernelError{Workload: j.Workload.Name, First: at.Row, Last: last,
		FirstID: j.Data.ID(at.Row), LastID: j.Data.ID(last), Cause: cause}
}

// recoverStep turns a panic in the serial step of that name into a *StepError.
func recoverStep(j *Job, step string, err *error) {
	if cause := recover(); cause != nil {
		*err = &StepError{Workload: j.Workload.Name, Step: step, Cause: cause}
	}
}

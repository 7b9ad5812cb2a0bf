package scaletest

import (
	"context"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"serialfraction/harness"
)

// function is a parallel function as an engine. Nothing is known of its workers but
// what CPU time the process used meanwhile.
type function func(workers int)

// Name returns "function".
func (function) Name() string { return harness.FunctionKind.Name }

// Run calls the function once. One that panics is a *[harness.ProgramError], which has
// the stack. Nothing can stop it before it returns; that ctx has ended meanwhile is the
// error nevertheless.
func (f function) Run(ctx context.Context, _ []float64, _ *harness.Job, workers int) (harness.Timing, error) {
	if workers < 1 {
		return harness.Timing{}, &harness.FlagError{Flag: "workers", Value: strconv.Itoa(workers), Want: "must be 1 or more"}
	}
	if err := ctx.Err(); err != nil {
		return harness.Timing{}, err
	}
	cpu, start := startCPU(), time.Now()
	if err := f.call(workers); err != nil {
		return harness.Timing{}, err
	}
	wall := max(time.Since(start), 1) // a clock may be coarse
	return harness.Timing{Wall: wall, Parallel: wall, Process: cpu.stop()}, ctx.Err()
}

// call turns a panic of the function into an error. One in a goroutine that it starts
// ends the process, as it does in any Go program.
func (f function) call(workers int) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &harness.ProgramError{What: "the function", Workers: workers, Cause: fmt.Errorf("it panicked: %v", cause), Output: string(debug.Stack())}
		}
	}()
	f(workers)
	return nil
}

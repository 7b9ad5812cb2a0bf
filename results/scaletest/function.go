package scaletest

import (
	"context"
	"fmt"
	"runtime/debug"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

// function is an engine that times a parallel function. Of its workers only the CPU time of
// the process is known.
type function func(workers int)

// Name returns "function".
func (function) Name() string { return harness.FunctionKind.Name }

// Run calls the function once. If it panics, the error is a *[harness.ProgramError] with the
// stack. The function cannot be stopped before it returns; if ctx ended meanwhile, Run
// returns the error of ctx.
func (f function) Run(ctx context.Context, _ []float64, _ *harness.Job, workers int) (harness.Timing, error) {
	if workers < 1 {
		return harness.Timing{}, &harness.FlagError{Flag: "workers", Value: strconv.Itoa(workers), Want: "type 1 or more"}
	}
	if err := ctx.Err(); err != nil {
		return harness.Timing{}, err
	}
	others := meter.NewOtherWorkGauge()
	defer others.Close()
	others.Start()
	cpu, start := startCPU(), time.Now()
	if err := f.call(workers); err != nil {
		return harness.Timing{}, err
	}
	wall := max(time.Since(start), 1) // a clock may be coarse
	return harness.Timing{Wall: wall, Parallel: wall, Process: cpu.stop(), Others: others.Stop()}, ctx.Err()
}

// call turns a panic of the function into an error. A panic in a goroutine that the function
// starts ends the process, as in any Go program.
func (f function) call(workers int) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = &harness.ProgramError{What: "the function", Workers: workers, Cause: fmt.Errorf("it panicked: %v", cause), Output: string(debug.Stack())}
		}
	}()
	f(workers)
	return nil
}

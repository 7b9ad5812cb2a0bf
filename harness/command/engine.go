package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/process"
)

// An Engine starts the program for every run, passes it the number of workers, and waits
// for it to end. Its jobs have no rows.
type Engine struct {
	program Program
	output  output
	printed *scratch // what the hooks print; nil = there are none, or none has run
	others  *meter.OtherWorkGauge
	set     []int // the N whose setup hook was run, in order
	runs    int   // number of runs that ended, for Notes
	left    int   // number of them that left processes behind
}

// New returns the engine of a program, which the caller must close. If p cannot be run, the
// error is a *[harness.FlagError].
func New(p Program) (*Engine, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	e := &Engine{program: p}
	if err := e.output.open(p.KeepOutput); err != nil {
		return nil, err
	}
	e.others = meter.NewOtherWorkGauge()
	return e, nil
}

// Name returns "command".
func (e *Engine) Name() string { return harness.CommandKind.Name }

// Run runs the program once. Its whole wall time counts as the parallel phase, because its
// own phases cannot be observed. If the program or a hook fails, the error is a
// *[harness.ProgramError]. When ctx ends, Run ends the program's process group. When the
// program has ended, Run ends what is left of the group.
func (e *Engine) Run(ctx context.Context, _ []float64, _ *harness.Job, workers int) (harness.Timing, error) {
	if workers < 1 {
		return harness.Timing{}, &harness.FlagError{Flag: "workers", Value: strconv.Itoa(workers), Want: "type 1 or more"}
	}
	if !slices.Contains(e.set, workers) {
		e.set = append(e.set, workers)
		if err := e.hook(ctx, "--setup", e.program.Hooks.Setup, workers); err != nil {
			return harness.Timing{}, err
		}
	}
	if err := e.hook(ctx, "--prepare", e.program.Hooks.Prepare, workers); err != nil {
		return harness.Timing{}, err
	}
	t, err := e.time(ctx, workers)
	if err != nil {
		return harness.Timing{}, err
	}
	return t, e.hook(ctx, "--conclude", e.program.Hooks.Conclude, workers)
}

// time makes the run itself.
func (e *Engine) time(ctx context.Context, workers int) (harness.Timing, error) {
	stdout, stderr, err := e.output.begin(workers)
	if err != nil {
		return harness.Timing{}, err
	}
	spec := process.Spec{Argv: e.program.argv(workers), Env: e.program.env(workers), Stderr: stderr, Whole: true}
	if stdout != nil {
		spec.Stdout = stdout
	}
	e.others.Start()
	used, err := e.wait(ctx, spec)
	others := e.others.Stop()
	e.runs++
	if used.Left {
		e.left++
		others = nil // those that it left were its own work
	}
	printed, closing := e.output.end()
	code := 0
	if exit := (*process.ExitError)(nil); errors.As(err, &exit) {
		if code = exit.Code; e.program.IgnoreFailure {
			err = nil
		}
	}
	switch {
	case ctx.Err() != nil:
		return harness.Timing{}, ctx.Err()
	case err != nil:
		return harness.Timing{}, e.failure(workers, err, printed)
	}
	return harness.Timing{Wall: used.Wall, Parallel: used.Wall, Others: others, Process: &harness.ProcessTiming{
		CPUUse: used.CPUUse, Faults: used.Faults, MaxRSS: used.MaxRSS, Code: code,
	}}, closing
}

// Notes returns warnings about the runs so far: that the program ended before processes
// that it had started.
func (e *Engine) Notes() []string {
	if e.left == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s left processes behind in %d of %d runs, warm-up included: they were ended, and their time is in no run; let it wait for all that it starts",
		e.program.name(), e.left, e.runs)}
}

// failure returns the error of a run that failed, with what to type next. stderr is the
// last lines that the program wrote on standard error.
func (e *Engine) failure(workers int, err error, stderr string) error {
	failed := &harness.ProgramError{What: e.program.name(), Workers: workers, Cause: err, Output: e.program.hide(stderr, workers)}
	if !errors.As(err, new(*process.ExitError)) {
		return failed
	}
	switch {
	case stderr != "":
		failed.Cure = "fix it, or go on with --ignore-failure; the end of its standard error:"
	case e.output.dir != "":
		failed.Cure = "it printed nothing on standard error; see what it printed in " + e.output.dir
	default:
		failed.Cure = "it printed nothing on standard error; see what it prints with --keep-output DIR, or go on with --ignore-failure"
	}
	return failed
}

// wait runs a process to its end, or to the timeout.
func (e *Engine) wait(ctx context.Context, s process.Spec) (process.Usage, error) {
	if limit := e.program.Timeout; limit > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, limit, fmt.Errorf("it had not ended after %v and was ended: give it longer with --timeout, or less to do", limit))
		defer cancel()
	}
	return toEnd(ctx, s)
}

// toEnd runs a process to its end.
func toEnd(ctx context.Context, s process.Spec) (process.Usage, error) {
	p, err := process.Start(ctx, s)
	if err != nil {
		return process.Usage{}, err
	}
	return p.Wait()
}

// hook runs a command around the runs, if there is one.
func (e *Engine) hook(ctx context.Context, flag, text string, workers int) error {
	if text == "" {
		return nil
	}
	if e.printed == nil {
		var err error
		if e.printed, err = newScratch(); err != nil {
			return err
		}
	}
	if err := e.printed.begin(); err != nil {
		return err
	}
	_, err := e.wait(ctx, process.Spec{Argv: shell(at(text, workers)), Env: e.program.env(workers), Stdout: e.printed.f, Stderr: e.printed.f})
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return &harness.ProgramError{What: flag, Workers: workers, Cause: err, Output: e.program.hide(e.printed.lines(), workers)}
	}
	return nil
}

// Close runs the cleanup hook for every N that was set up, also after runs that failed or
// were cancelled, and closes the engine's files.
func (e *Engine) Close() error {
	var all []error
	for _, n := range e.set {
		all = append(all, e.hook(context.Background(), "--cleanup", e.program.Hooks.Cleanup, n))
	}
	e.set = nil
	e.others.Close()
	return errors.Join(append(all, e.output.close(), closed(&e.printed))...)
}

// spawns is the number of starts of which Spawn returns the median.
const spawns = 15

// Spawn returns how long it takes to start true(1), a program that does nothing, and to wait
// for its end: the median of several starts, with the shell where one reads the command.
// That much of the time of every run is not the program's own. The timeout is of the
// user's program and does not end these.
func (e *Engine) Spawn(ctx context.Context) (time.Duration, error) {
	argv := []string{"true"}
	if e.program.Shell {
		argv = shell("")
	}
	var took []time.Duration
	for range spawns {
		used, err := toEnd(ctx, process.Spec{Argv: argv, Env: e.program.env(1)})
		if err != nil {
			return 0, err
		}
		took = append(took, used.Wall)
	}
	slices.Sort(took)
	return took[spawns/2], nil
}

package command

import (
	"serialfraction/harness"
	"serialfraction/harness/command"
	"serialfraction/harness/secret"
	"serialfraction/workloads/spec"
)

const summary = "a whole program of yours, started anew for every run with the number of workers in place of {workers}"

// Spec is the entry of the workload in the table.
var Spec = spec.Workload{
	Name:    "command",
	Summary: summary,
	Bound:   "the program",
	Params:  params,
	Program: New,
	Example: "-- xz -T{workers} -k -c FILE",
}

var params = []spec.Param{
	{Name: secret.Variables, Repeat: true, Usage: "set a variable of the program by `NAME=VALUE`, such as OMP_NUM_THREADS={workers}; NAME=… takes the value from the environment; may be repeated"},
	{Name: secret.Keep, Switch: true, Usage: "keep the values of --env in the result file and all that is made from it, where otherwise NAME=… stands for each that may be secret"},
	{Name: "setup", Usage: "let sh run `COMMAND` once for each N, before its first run; not timed, as the next three"},
	{Name: "prepare", Usage: "let sh run `COMMAND` before every run"},
	{Name: "conclude", Usage: "let sh run `COMMAND` after every run"},
	{Name: "cleanup", Usage: "let sh run `COMMAND` once for each N, when all runs have ended, well or not"},
	{Name: "shell", Switch: true, Usage: "let sh read the program, which is then one text in quotes: pipes, globs and variables work, and the start of sh is timed"},
	{Name: "timeout", Default: "10m", Time: true, Usage: "end a run that takes longer than `TIME`, with all that it started; 0 = never"},
	{Name: "ignore-failure", Switch: true, Usage: "time the program although its exit code is not 0"},
	{Name: "keep-output", Fresh: true, Usage: "keep what each run prints in the folder `DIR`, as 0001-n4.out and .err: the number of the run, counted from where the sweep began or was last continued, and N"},
}

// New returns the engine that times a whole program.
func New(args spec.Args, argv []string) (harness.Engine, error) {
	s := spec.Read(params, args)
	p := command.Program{
		Argv: argv, Shell: s.On("shell"), Env: s.All(secret.Variables),
		Hooks: command.Hooks{Setup: s.Text("setup"), Prepare: s.Text("prepare"),
			Conclude: s.Text("conclude"), Cleanup: s.Text("cleanup")},
		Timeout: s.Limit("timeout"), IgnoreFailure: s.On("ignore-failure"), KeepOutput: s.Text("keep-output"),
	}
	if s.Err() != nil {
		return nil, s.Err()
	}
	e, err := command.New(p)
	if err != nil {
		return nil, err
	}
	return e, nil
}

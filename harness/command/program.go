// Package command is the engine that times whole programs. It passes the number of workers
// to the program, and knows of the run only what the system reports when it has ended: the
// wall time, the CPU time and the peak memory.
package command

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/secret"
)

// Placeholder stands for the number of workers in a command.
const Placeholder = "{workers}"

// A Program is a command with placeholders, and how it is to be run.
type Program struct {
	Argv  []string // program and arguments; with Shell, the one text that sh reads
	Shell bool     // run by sh -c
	Env   []string // "KEY=value", beside the variables of this process
	Hooks Hooks

	Timeout       time.Duration // of a run and of a hook; 0 = none
	IgnoreFailure bool          // time a program that does not end with exit code 0
	KeepOutput    string        // folder for the output of every run; "" = not kept
}

// Hooks are commands around the runs, each read by sh -c; "" = none. Their time is
// not counted. A hook has ended when its shell has: what it started in the background, such as a
// server, goes on beside the runs, and is the user's to end, as by Cleanup.
type Hooks struct {
	Setup    string // once for each N, before its first run
	Prepare  string // before every run
	Conclude string // after every run
	Cleanup  string // once for each N that was set up, when all runs have ended
}

// check returns a *[harness.FlagError] where no run can be made of the program.
func (p *Program) check() error {
	if p.Shell && len(p.Argv) != 1 {
		return &harness.FlagError{Flag: "shell", Value: p.hide(strings.Join(p.Argv, " "), 1),
			Want: "sh reads the command as one text: put all of it in quotes, such as -- 'xz -T{workers} -c f | wc -c'"}
	}
	for i, v := range p.Env {
		key, _, ok := strings.Cut(v, "=")
		if !ok || key == "" {
			return &harness.FlagError{Flag: "env", Value: v, Want: "type KEY=value, such as OMP_NUM_THREADS={workers}"}
		}
		// A result file may have the names alone, which then do not show which value counted.
		if slices.ContainsFunc(p.Env[:i], func(w string) bool { return strings.HasPrefix(w, key+"=") }) {
			return &harness.FlagError{Flag: "env", Value: key, Want: "this variable is given twice: leave one out"}
		}
	}
	texts := slices.Concat(p.Argv, p.Env, []string{p.Hooks.Setup, p.Hooks.Prepare, p.Hooks.Conclude, p.Hooks.Cleanup})
	if !slices.ContainsFunc(texts, func(s string) bool { return strings.Contains(s, Placeholder) }) {
		return &harness.FlagError{Flag: "workload", Value: "command",
			Want: "the program does not get the number of workers: put {workers} where it expects the number, such as -- xz -T{workers} -k -c file, or --env OMP_NUM_THREADS={workers}"}
	}
	return nil
}

// at returns text with the number of workers in the place of {workers}. It leaves other
// braces as they are, for they are part of the command.
func at(text string, workers int) string {
	return strings.ReplaceAll(text, Placeholder, strconv.Itoa(workers))
}

// argv returns the command for a number of workers.
func (p *Program) argv(workers int) []string {
	if p.Shell {
		return shell(at(p.Argv[0], workers))
	}
	argv := make([]string, len(p.Argv))
	for i, a := range p.Argv {
		argv[i] = at(a, workers)
	}
	return argv
}

// variables returns the variables of the program for a number of workers.
func (p *Program) variables(workers int) []string {
	list := make([]string, len(p.Env))
	for i, v := range p.Env {
		list[i] = at(v, workers)
	}
	return list
}

// env returns the environment for a number of workers.
func (p *Program) env(workers int) []string { return append(os.Environ(), p.variables(workers)...) }

// hide returns what a run printed without the values that may be secret.
func (p *Program) hide(printed string, workers int) string {
	return secret.Hide(printed, p.variables(workers))
}

// shell returns the command that lets sh read a text.
func shell(text string) []string { return []string{"sh", "-c", text} }

// name returns the name of the program in messages.
func (p *Program) name() string {
	if p.Shell {
		return "the shell command"
	}
	return p.Argv[0]
}

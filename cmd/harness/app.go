package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/crash"
)

// Exit codes.
const (
	exitFailed      = 1   // something went wrong
	exitUsage       = 2   // the command line is wrong
	exitCheck       = 3   // the runs prove that a condition of --check or --fail-if is not as it should be
	exitKernel      = 4   // the benchmarked kernel failed or gave another answer
	exitCannotTell  = 5   // they do not tell of one, and --strict was given
	exitInterrupted = 130 // Ctrl-C or a kill; what was finished is kept
)

// verbs is the table of verbs, in the order in which help shows them. Each call makes
// them anew.
func verbs() []*cli.Command {
	return []*cli.Command{
		sweepVerb(),
		runVerb(),
		reportVerb(),
		compareVerb(),
		resultsVerb(),
		fitVerb(),
		dataVerb(),
		doctorVerb(),
		workloadsVerb(),
		helpVerb(),
		versionVerb(),
	}
}

const about = `
harness runs row-wise work on N = 1, 2, 4 … workers, times every run, and tells
the serial fraction S of Amdahl's law with an interval, what it is made of,
and how much faster more workers can make the work at all.

  harness sweep                   measure the t-test on generated rows
  harness sweep --data rows.csv   measure it on your own rows
  harness run --results p.csv     do the work once, for its results
  harness report FILE             see a measurement again
  harness results list            see which there are
  harness compare OLD NEW         say what differs between two measurements
  harness fit FILE                fit S to timings that you already have
  harness data inspect FILE       see what a file of rows holds
  harness doctor                  see whether this machine is fit to measure on
  harness help VERB               the options of a verb

Flags may stand anywhere before "--". Where a result FILE is named, latest is the
newest one of harness results list that has a timed run, unless a file of that name is
here.

Exit codes: 0 done; 1 failed; 2 usage; 3 a --check did not hold; 4 the kernel
failed; 5 the runs cannot tell, with --strict; 130 interrupted.`

// newRoot makes the verbs anew, below one that stands for the program itself.
func newRoot() *cli.Command {
	root := &cli.Command{
		Name:        "harness",
		Usage:       "how far will this scale, and why not further?",
		UsageText:   "harness VERB [options]",
		Description: about,
		Flags: append(helpFlags(),
			&cli.BoolFlag{Name: "version", Aliases: []string{"v"}, Category: onHelp, Usage: "print the version"}),
	}
	for _, verb := range verbs() {
		root.Subcommands = append(root.Subcommands, withHelp(verb))
	}
	return root
}

// withHelp gives a verb, and those below it, the flags that ask for help, which the
// library would explain in its own way.
func withHelp(verb *cli.Command) *cli.Command {
	verb.HideHelp = true
	verb.Flags = append(verb.Flags, helpFlags()...)
	verb.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return usagef("%v", err) }
	for _, below := range verb.Subcommands {
		withHelp(below)
	}
	return verb
}

// run is the whole program but for the process around it. It returns the exit
// code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	err := act(ctx, args, stdout, stderr)
	if err == nil {
		return 0
	}
	if fault := (*crash.Error)(nil); errors.As(err, &fault) { // of another goroutine
		return crashed(stderr, args, fault)
	}
	code := exitCode(err)
	if code != exitInterrupted {
		fmt.Fprintf(stderr, "harness: %v%s\n", err, remedy(err))
	}
	return code
}

// act does what a command line says.
func act(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	root := newRoot()
	l, err := takeApart(root, args[1:])
	if err != nil {
		return err
	}
	if topic, asked := l.topic(); asked {
		text, err := explain(root, topic, l.has("help-all"), widthOf(stdout))
		if err != nil {
			return err
		}
		return write(stdout, text)
	}
	if len(l.path) == 0 && l.has("version", "v") {
		return sayVersion(stdout)
	}
	if err := l.check(); err != nil {
		return err
	}
	app := &cli.App{
		Name:           root.Name,
		Commands:       newRoot().Subcommands, // check has set flags of the others
		Metadata:       map[string]any{typed: args},
		Writer:         stdout,
		ErrWriter:      stderr,
		HideHelp:       true,
		HideVersion:    true,
		ExitErrHandler: func(*cli.Context, error) {}, // exit codes are decided by run
	}
	return app.RunContext(ctx, append([]string{args[0]}, l.arranged()...))
}

// typed is where an app keeps the command line.
const typed = "command line"

// commandLine returns the command line, program name first.
func commandLine(c *cli.Context) []string {
	args, _ := c.App.Metadata[typed].([]string)
	return args
}

// A usage is a fault of the command line.
type usage struct{ text string }

func (u *usage) Error() string { return u.text }

func usagef(format string, args ...any) error { return &usage{fmt.Sprintf(format, args...)} }

// exitCode tells what kind of failure an error is.
func exitCode(err error) int {
	var gates *unheld
	switch {
	case errors.Is(err, context.Canceled): // whatever failed, failed of that
		return exitInterrupted
	case errors.As(err, new(*usage)), errors.As(err, new(*harness.FlagError)):
		return exitUsage
	case errors.As(err, &gates):
		return gates.code
	case errors.As(err, new(*harness.KernelError)), errors.As(err, new(*harness.StepError)), errors.As(err, new(*harness.AnswerError)),
		errors.As(err, new(*harness.ProgramError)):
		return exitKernel
	}
	return exitFailed
}

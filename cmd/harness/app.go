package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/output"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/export"
)

// Exit codes.
const (
	exitFailed      = 1   // the work failed: a file that cannot be read, a full disk
	exitUsage       = 2   // the command line is wrong: it was refused before any work, and another may succeed
	exitCheck       = 3   // the runs prove a condition of --check wrong or one of --fail-if right
	exitKernel      = 4   // the benchmarked kernel or program failed, or its answer was wrong
	exitCannotTell  = 5   // the runs do not decide a condition, and --strict was given
	exitInterrupted = 130 // Ctrl-C or a kill; the finished runs are kept
	exitUnread      = 141 // nobody reads the output any more, such as after | head: what a shell shows for SIGPIPE
)

// verbs returns the table of verbs, in the order in which help lists them. Each call of an entry makes
// a new one.
func verbs() []func() *cli.Command {
	return []func() *cli.Command{
		sweepVerb,
		runVerb,
		workerVerb,
		nodeVerb,
		natsConfVerb,
		reportVerb,
		compareVerb,
		resultsVerb,
		fitVerb,
		logVerb,
		planVerb,
		predictVerb,
		reproduceVerb,
		dataVerb,
		doctorVerb,
		workloadsVerb,
		helpVerb,
		completionVerb,
		completeVerb,
		manualVerb,
		versionVerb,
	}
}

const about = `
harness runs the same work on N = 1, 2, 4 … workers, times every run, and measures
the serial fraction S of Amdahl's law: with an interval, with the causes that S
is made of, and with the largest speed-up that more workers can reach.

  harness sweep                   measure the t-test on generated rows
  harness sweep --data rows.csv   measure the t-test on your own rows
  harness run --results p.csv     do the work once, for its results
  harness report FILE             print the report of a sweep again
  harness results list            list the sweeps that are kept
  harness compare OLD NEW         show what differs between two sweeps
  harness fit FILE                fit S to timings that you already have
  harness log FILE                find S and its causes in the log of a run that is over
  harness plan --from latest --target 30s   decide whether workers or code reach it
  harness predict latest --workers 1000   forecast the time with more workers
  harness data inspect FILE       show shape, groups and gaps of a file of rows
  harness reproduce               hold the article about S of 0.01 to 0.05 against this machine
  harness doctor                  check whether this machine is good enough to measure on
  harness help VERB               show the flags of a verb
  harness help words              explain the words of the reports, each in a line

A sweep is all runs of one job at several N; its result file keeps every run. Flags
may stand anywhere before "--". A result FILE is a path, a name from harness results
list, or latest, the newest with a timed run; a file of that name in this folder
comes first.

Exit codes: 0 done; 1 failed, as with a file that cannot be read; 2 wrong command
line, as with an unknown value or an output file that exists; 3 a condition of --check or
--fail-if failed; 4 the benchmarked kernel or program failed; 5 the runs cannot tell
whether a condition holds, with --strict; 130 interrupted; 141 nobody reads the
output any more, as after | head.`

// newRoot makes new verbs, below a command that stands for the program itself.
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
		root.Subcommands = append(root.Subcommands, withHelp(verb()))
	}
	return root
}

// newVerb makes a verb of root again, whose flags nobody has set.
func newVerb(root *cli.Command, name string) *cli.Command {
	at := slices.IndexFunc(root.Subcommands, func(verb *cli.Command) bool { return verb.Name == name })
	return withHelp(verbs()[at]())
}

// withHelp adds the help flags to a verb and to those below it, in place of those of the
// library, whose help looks different.
func withHelp(verb *cli.Command) *cli.Command {
	verb.HideHelp = true
	verb.Flags = append(verb.Flags, helpFlags()...)
	verb.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return usagef("%v", err) }
	for _, below := range verb.Subcommands {
		withHelp(below)
	}
	return verb
}

// run runs the program within a process and returns the exit code. Where nobody reads standard error
// any more it ends as after Ctrl-C.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	stderr = screen{stderr, func() { cancel(errUnread) }}
	err := act(ctx, args, stdout, stderr)
	if err == nil {
		return 0
	}
	if fault := (*crash.Error)(nil); errors.As(err, &fault) { // another goroutine panicked
		return faulted(stderr, args, fault)
	}
	code := exitCode(err)
	if unread(err) || code == exitInterrupted && context.Cause(ctx) == errUnread {
		return exitUnread
	}
	if code != exitInterrupted {
		fmt.Fprintf(stderr, "harness: %s%s\n", wording.Brief(err.Error()), remedy(err))
	}
	return code
}

// errUnread is the cause of a context that ends because nobody reads standard error any more.
var errUnread = fmt.Errorf("%w: nobody reads standard error", context.Canceled)

// act runs the verb of a command line.
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
		return write(stdout, "harness version "+version()+"\n")
	}
	if err := l.check(); err != nil {
		return err
	}
	app := &cli.App{
		Name:           root.Name,
		Commands:       []*cli.Command{newVerb(root, l.path[0])}, // not root's: check has set flags of that
		Metadata:       map[string]any{typed: args, front: l.front()},
		Writer:         stdout,
		ErrWriter:      stderr,
		HideHelp:       true,
		HideVersion:    true,
		ExitErrHandler: func(*cli.Context, error) {}, // run decides on the exit code
	}
	words := append([]string{args[0]}, l.arranged()...)
	if slices.Contains(readers, strings.Join(l.path, " ")) {
		return crash.CatchUntil(ctx, func() error { return app.RunContext(ctx, words) })
	}
	return app.RunContext(ctx, words)
}

// readers are the verbs that only read and print. They end at once when their context does, for
// nothing is lost: neither a wait for the next line of a pipe nor a long computation keeps them.
var readers = []string{"report", "compare", "fit", "plan", "predict", "doctor", "workloads", "help", "completion", "complete", "version", "data inspect", "results list", "results path"}

// typed is the key of the command line in the metadata of an app, and front that of [line.front].
const (
	typed = "command line"
	front = "words before --"
)

// commandLine returns the command line, with the name of the program first.
func commandLine(c *cli.Context) []string {
	args, _ := c.App.Metadata[typed].([]string)
	return args
}

// wordsBefore returns how many arguments of the verb stood before "--"; -1 without a "--".
func wordsBefore(c *cli.Context) int {
	if n, ok := c.App.Metadata[front].(int); ok {
		return n
	}
	return -1
}

// A usage is the error of a wrong command line.
type usage struct{ text string }

func (u *usage) Error() string { return u.text }

func usagef(format string, args ...any) error { return &usage{fmt.Sprintf(format, args...)} }

// exitCode returns the exit code of an error.
func exitCode(err error) int {
	var gates *unheld
	switch {
	case errors.Is(err, context.Canceled): // any other error in it is a consequence
		return exitInterrupted
	case errors.As(err, new(*usage)), errors.As(err, new(*harness.FlagError)),
		errors.As(err, new(*output.ExistsError)), errors.As(err, new(*export.ExistsError)), errors.As(err, new(*results.DestinationError)):
		return exitUsage
	case errors.As(err, &gates):
		return gates.code
	case errors.As(err, new(*harness.KernelError)), errors.As(err, new(*harness.StepError)), errors.As(err, new(*harness.AnswerError)),
		errors.As(err, new(*harness.ProgramError)):
		return exitKernel
	}
	return exitFailed
}

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
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

// verbs is the table of verbs, in the order in which help shows them.
var verbs = []func() *cli.Command{
	sweepVerb,
	runVerb,
	reportVerb,
	compareVerb,
	resultsVerb,
	fitVerb,
	dataVerb,
	doctorVerb,
	workloadsVerb,
}

const about = `harness runs row-wise work on N = 1, 2, 4 … workers, times every run, and tells
the serial fraction S of Amdahl's law with an interval, what it is made of,
and how much faster more workers can make the work at all.

harness sweep                                    measure the t-test on generated rows
harness sweep --data rows.csv.gz --groups g.csv  measure it on your own
harness run --results p.csv                      do the work once, for its results
harness report FILE                              see a measurement again
harness results list                             see which there are
harness compare OLD NEW                          say what differs between two measurements
harness fit FILE                                 fit S to timings that you already have
harness data inspect FILE                        see what a file of rows holds
harness doctor                                   see whether this machine is fit to measure on
harness VERB --help                              all options of a verb

Exit codes: 0 done; 1 failed; 2 usage; 3 a --check did not hold; 4 the kernel
failed; 5 the runs cannot tell, with --strict; 130 interrupted.`

// run is the whole program but for the process around it. It returns the exit
// code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	app := &cli.App{
		Name:            "harness",
		UsageText:       "harness VERB [options]",
		Usage:           "how far will this scale, and why not further?",
		Description:     about,
		Version:         version(),
		Metadata:        map[string]any{typed: args},
		Writer:          stdout,
		ErrWriter:       stderr,
		HideHelpCommand: true,
		OnUsageError:    usageError,
		ExitErrHandler:  func(*cli.Context, error) {}, // exit codes are decided below
		Action:          noVerb,
	}
	for _, verb := range verbs {
		c := verb()
		c.OnUsageError = usageError
		c.HideHelpCommand = true
		app.Commands = append(app.Commands, c)
	}
	err := app.RunContext(ctx, args)
	if err == nil {
		return 0
	}
	code := exitCode(err)
	if code != exitInterrupted {
		fmt.Fprintf(stderr, "harness: %v%s\n", err, remedy(err))
	}
	return code
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

// usageError replaces the library's answer to a bad flag, which is a page of
// help on standard output.
func usageError(c *cli.Context, err error, _ bool) error {
	verb := "harness"
	if c.Command != nil && c.Command.HelpName != "" {
		verb = c.Command.HelpName
	}
	text := err.Error()
	if name, ok := strings.CutPrefix(text, "flag provided but not defined: "); ok {
		name = strings.TrimLeft(name, "-")
		text = "no such flag: --" + name
		if c.Command != nil {
			near := cli.SuggestFlag(c.Command.Flags, name, false)
			if strings.HasPrefix(near, "--"+name[:min(2, len(name))]) { // the library always suggests one
				text += ", did you mean " + near + "?"
			}
		}
	}
	if m := badValue.FindStringSubmatch(text); m != nil {
		text = fmt.Sprintf("--%s %q is no value of this flag", m[2], m[1])
		if c.Command != nil && slices.ContainsFunc(c.Command.Flags, func(f cli.Flag) bool {
			_, duration := f.(*cli.DurationFlag)
			return duration && slices.Contains(f.Names(), m[2])
		}) {
			text += "; a time has a unit, such as 10s or 250us"
		}
	}
	text = strings.ReplaceAll(text, "needs an argument: -", "needs a value: --")
	return usagef("%s: see %s --help", text, verb)
}

// badValue is how the flag package complains of a value.
var badValue = regexp.MustCompile(`^invalid (?:boolean )?value "(.*)" for (?:flag )?-+(\S+): .*$`)

// noVerb answers `harness` alone with help, and `harness nonsense` with an error.
func noVerb(c *cli.Context) error {
	switch c.Args().First() {
	case "", "help":
		return cli.ShowAppHelp(c)
	case "version":
		cli.ShowVersion(c)
		return nil
	}
	var names []string
	for _, v := range c.App.Commands {
		names = append(names, v.Name)
	}
	return usagef("no verb %q: type one of %s, or harness --help", c.Args().First(), strings.Join(names, ", "))
}

// noArguments refuses arguments, among them flags that the library would take
// for arguments because they stand after one.
func noArguments(c *cli.Context) error {
	if c.NArg() == 0 {
		return nil
	}
	return usagef("unexpected %q: %s takes flags only, see harness %s --help", c.Args().First(), c.Command.Name, c.Command.Name)
}

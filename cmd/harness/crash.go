package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"

	"serialfraction/harness/crash"
	"serialfraction/harness/secret"
	"serialfraction/harness/wording"
)

// crashed reports a fault of this program: it prints one line for the user, writes the
// details to a file for the maintainers, and returns the exit code.
func crashed(stderr io.Writer, args []string, e *crash.Error) int {
	if isTerminal(stderr) {
		fmt.Fprint(stderr, overLine) // takes a line of progress away
	}
	what := oneLine(fmt.Sprint(e.Cause))
	path, err := keepDetails(args, e)
	if err != nil {
		fmt.Fprintf(stderr, "harness: internal error: %s; please send the details below to the maintainers (no file for them: %v)\n%s", what, err, details(args, e))
		return exitFailed
	}
	fmt.Fprintf(stderr, "harness: internal error: %s; the details are in %s, please send that file to the maintainers\n", what, path)
	return exitFailed
}

// keepDetails writes the details to a new file that only the user can read.
func keepDetails(args []string, e *crash.Error) (path string, err error) {
	f, err := os.CreateTemp("", "harness-crash-*.txt")
	if err != nil {
		return "", err
	}
	_, err = io.WriteString(f, details(args, e))
	if closed := f.Close(); err == nil {
		err = closed
	}
	return f.Name(), err
}

// details returns what helps to find a fault. It contains nothing secret: neither the
// environment nor the values of --env.
func details(args []string, e *crash.Error) string {
	return fmt.Sprintf("harness %s, %s, %s/%s\ncommand line: %q\npanic: %v\n\n%s\nall goroutines:\n\n%s",
		version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, secret.CommandLine(args, nil), e.Cause, e.Stack, goroutines())
}

// mostStacks is the most bytes of stack traces that are kept.
const mostStacks = 1 << 20

func goroutines() []byte {
	b := make([]byte, mostStacks)
	return b[:runtime.Stack(b, true)]
}

// oneLine returns a text as part of one line: at most 200 characters, without the control
// characters that a terminal would obey.
func oneLine(text string) string {
	const most = 200
	line := slices.DeleteFunc([]rune(strings.Join(strings.Fields(text), " ")), wording.Steers)
	if len(line) > most {
		line = append(line[:most-1], '…')
	}
	return string(line)
}

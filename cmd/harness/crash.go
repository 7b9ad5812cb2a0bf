package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"unicode"

	"serialfraction/harness/crash"
)

// crashed tells of a fault of this program: in one line to the user, and at length in
// a file for the maintainers.
func crashed(stderr io.Writer, args []string, e *crash.Error) int {
	if isTerminal(stderr) {
		fmt.Fprint(stderr, overLine) // of the progress
	}
	what := oneLine(fmt.Sprint(e.Cause))
	path, err := keepDetails(args, e)
	if err != nil {
		fmt.Fprintf(stderr, "harness: internal error: %s; please send the maintainers what follows, which cannot be written to a file: %v\n%s", what, err, details(args, e))
		return exitFailed
	}
	fmt.Fprintf(stderr, "harness: internal error: %s; the details are in %s, please send it to the maintainers\n", what, path)
	return exitFailed
}

// keepDetails writes the details to a new file, which the user alone can read.
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

// details are all that helps to find a fault, and nothing secret: no variables of the
// environment, nor those that --env sets.
func details(args []string, e *crash.Error) string {
	return fmt.Sprintf("harness %s, %s, %s/%s\ncommand line: %q\npanic: %v\n\n%s\nall goroutines:\n\n%s",
		version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, withoutVariables(args), e.Cause, e.Stack, goroutines())
}

// mostStacks bounds what is kept of the goroutines.
const mostStacks = 1 << 20

func goroutines() []byte {
	b := make([]byte, mostStacks)
	return b[:runtime.Stack(b, true)]
}

// withoutVariables returns a command line with the values of --env left out.
func withoutVariables(args []string) []string {
	args = slices.Clone(args)
	for i, a := range args {
		flag, value, inOne := strings.Cut(a, "=")
		switch {
		case flag != "--env" && flag != "-env":
			continue
		case inOne:
			name, _, _ := strings.Cut(value, "=")
			args[i] = flag + "=" + name + "=…"
		case i+1 < len(args):
			name, _, _ := strings.Cut(args[i+1], "=")
			args[i+1] = name + "=…"
		}
	}
	return args
}

// oneLine is a text of any length and shape as part of a line, without what a terminal
// takes for a command.
func oneLine(text string) string {
	const most = 200
	line := slices.DeleteFunc([]rune(strings.Join(strings.Fields(text), " ")), unicode.IsControl)
	if len(line) > most {
		line = append(line[:most-1], '…')
	}
	return string(line)
}

// Package asleep is how the helper of package process waits, see process.GuardBy: before the program and
// its libraries begin, of which it needs none unless it is called.
//
// Go initialises packages in the order of their import paths, each after those that it imports (The Go
// Programming Language Specification, Program initialization). So this package comes after those of its
// imports and before all that needs more, such as reflect or strings, as every large library does: it must
// not import these. A test of cmd/harness holds that they have not begun when the helper sleeps.
package asleep

import (
	"os"
	"os/signal"
	"syscall"
)

// Name is the name, os.Args[0], of the helper.
const Name = "ends-what-it-started"

// In a process of that name it waits until the standard input ends, and lets the program begin then. A
// byte there dismisses the helper: the process ends, without more.
func init() {
	if len(os.Args) == 0 || os.Args[0] != Name {
		return
	}
	signal.Ignore(syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	if n, _ := os.Stdin.Read(make([]byte, 1)); n > 0 {
		syscall.Exit(0) // there is nothing yet that os.Exit would end
	}
}

package main

import (
	"os"
	"runtime/debug"

	"github.com/urfave/cli/v2"
)

// readingMemory is how much memory the collector keeps a verb to that reads result files. Those
// of 200 MB need less: the rest is what the collector otherwise leaves until the heap has
// doubled. It is no limit for a file that needs more.
const readingMemory = 230 << 20

// frugally returns an action that reads result files in little memory, for it may run beside
// the jobs that it is about. No verb that measures is run so, because its collector would be busier
// than that of the program that it stands for.
func frugally(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		defer frugal()()
		return action(c)
	}
}

// frugal has the collector keep memory low until end is called, once or more. What GOMEMLIMIT asks for
// goes first.
func frugal() (end func()) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	before := debug.SetMemoryLimit(readingMemory)
	return func() { debug.SetMemoryLimit(before) }
}

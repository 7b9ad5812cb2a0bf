package main

import (
	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
)

// frugally returns an action that reads result files in little memory, for it may run beside
// the jobs that it is about. No verb that measures is run so, because its collector would be busier
// than that of the program that it stands for.
func frugally(action cli.ActionFunc) cli.ActionFunc {
	return func(c *cli.Context) error {
		defer machine.Frugal()()
		return action(c)
	}
}

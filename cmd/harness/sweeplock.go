package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machinelock"
	"serialfraction/harness/secret"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// A hold is what a sweep has of the lock by which one at a time measures on this machine.
type hold struct {
	lock     *machinelock.Lock // nil = none
	forced   []string          // the process that measures too, in words, where --force overruled that
	unlocked string            // why no lock could be had; "" = it could, or none is needed
}

// lockFor calls lockMachine for the sweep of a request. A simulated sweep needs no lock.
func lockFor(c *cli.Context, r results.Request) (hold, error) {
	if prepare.EngineOf(r).Simulated {
		return hold{}, nil
	}
	return lockMachine(c)
}

// lockMachine takes the lock. If another process holds it, that is an error, or with --force a
// warning. A lock that cannot be had is a warning, which the result file has too, so that it is
// not lost where --quiet prints none.
func lockMachine(c *cli.Context) (hold, error) {
	lock, err := machinelock.Take(os.TempDir(), machinelock.Holder{PID: os.Getpid(), Started: time.Now(), Command: secret.CommandLine(commandLine(c), nil)})
	switch busy := (*machinelock.BusyError)(nil); {
	case errors.As(err, &busy) && c.Bool("force"):
		fmt.Fprintf(c.App.ErrWriter, "warning: %s is running too and disturbs these measurements\n", busy.Who())
		return hold{forced: []string{busy.Who() + " was running on this machine"}}, nil
	case errors.As(err, &busy):
		return hold{}, err
	case err != nil:
		warn(c, []string{err.Error()})
		return hold{unlocked: err.Error()}, nil
	}
	return hold{lock: lock}, nil
}

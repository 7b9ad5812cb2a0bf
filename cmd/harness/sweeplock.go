package main

import (
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machinelock"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// lockFor calls lockMachine for the sweep of a request. A simulated sweep needs no lock.
func lockFor(c *cli.Context, r results.Request) (lock *machinelock.Lock, forced []string, err error) {
	if prepare.EngineOf(r).Simulated {
		return nil, nil, nil
	}
	return lockMachine(c)
}

// lockMachine takes the lock by which one sweep at a time measures on this machine. If
// another process holds it, that is an error, or with --force a warning: forced then
// describes that process.
func lockMachine(c *cli.Context) (lock *machinelock.Lock, forced []string, err error) {
	lock, err = machinelock.Take(os.TempDir(), machinelock.Holder{PID: os.Getpid(), Started: time.Now(), Command: commandLine(c)})
	switch busy := (*machinelock.BusyError)(nil); {
	case errors.As(err, &busy) && c.Bool("force"):
		fmt.Fprintf(c.App.ErrWriter, "warning: %s is running too and disturbs these measurements\n", busy.Who())
		return nil, []string{busy.Who() + " was running on this machine"}, nil
	case errors.As(err, &busy):
		return nil, nil, err
	case err != nil && !c.Bool("quiet"):
		fmt.Fprintf(c.App.ErrWriter, "warning: %v\n", err)
	}
	return lock, nil, nil
}

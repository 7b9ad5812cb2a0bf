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

// lockFor is lockMachine for a sweep that was asked for, where it needs the machine.
func lockFor(c *cli.Context, r results.Request) (lock *machinelock.Lock, forced []string, err error) {
	if prepare.EngineOf(r).Simulated {
		return nil, nil, nil
	}
	return lockMachine(c)
}

// lockMachine sees to it that one sweep at a time measures on this machine, unless
// the user forces it; forced then says what that overruled.
func lockMachine(c *cli.Context) (lock *machinelock.Lock, forced []string, err error) {
	lock, err = machinelock.Take(os.TempDir(), machinelock.Holder{PID: os.Getpid(), Started: time.Now(), Command: commandLine(c)})
	switch busy := (*machinelock.BusyError)(nil); {
	case errors.As(err, &busy) && c.Bool("force"):
		fmt.Fprintf(c.App.ErrWriter, "warning: %s is running too; what follows is disturbed by it\n", busy.Who())
		return nil, []string{busy.Who() + " was running on this machine"}, nil
	case errors.As(err, &busy):
		return nil, nil, err
	case err != nil && !c.Bool("quiet"):
		fmt.Fprintf(c.App.ErrWriter, "warning: %v\n", err)
	}
	return lock, nil, nil
}

package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"serialfraction/harness/process"
)

// untilSignal returns the context of a process. It ends with the first signal that asks the process
// to end: Ctrl-C, a kill, the end of the terminal or of its connection (SIGHUP, unless it is ignored, as
// under nohup), or Ctrl-\. What is going on then stops, children get the time to end by themselves,
// and what was found is kept.
//
// A second signal, and Ctrl-\ at once, kills the children that have not ended. A third ends the
// process as it is.
//
// The write to a pipe that nobody reads any more does not end the process: it fails, and who wrote decides.
func untilSignal() context.Context {
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM, syscall.SIGQUIT}
	if !signal.Ignored(syscall.SIGHUP) {
		ends = append(ends, syscall.SIGHUP)
	}
	signals := make(chan os.Signal, len(ends))
	signal.Notify(signals, ends...)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE) // which package os would else turn into an end at once
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		first := <-signals
		cancel()
		if first != syscall.SIGQUIT {
			next(signals)
		}
		process.Hurry()
		next(signals)
		os.Exit(exitInterrupted) // without process.Dismiss: the helper ends what is left
	}()
	return ctx
}

// next waits for another signal. The end of a terminal does not count: the system and the shell may
// both send it.
func next(signals <-chan os.Signal) {
	for s := range signals {
		if s != syscall.SIGHUP {
			return
		}
	}
}

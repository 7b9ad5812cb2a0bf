// Command harness measures how far embarrassingly parallel work really scales,
// and why not further.
package main

import (
	"os"

	"serialfraction/harness/process"
	"serialfraction/harness/remote"
)

func main() {
	if os.Args[0] == process.GuardName {
		process.Guard(os.Args[1:])
		return
	}
	process.GuardBy()
	if os.Args[0] == remote.LocalName {
		code := guarded(os.Stderr, os.Args, func() int { return localWorker(untilSignal(), os.Stdin, os.Stderr) })
		process.Dismiss()
		os.Exit(code)
	}
	code := guarded(os.Stderr, os.Args, func() int { return run(untilSignal(), os.Args, os.Stdout, os.Stderr) })
	process.Dismiss()
	os.Exit(code)
}

// Command harness measures how far embarrassingly parallel work really scales,
// and why not further.
package main

import (
	"os"

	"serialfraction/harness/process"
)

func main() {
	if os.Args[0] == process.GuardName {
		process.Guard()
		return
	}
	process.GuardBy()
	code := guarded(os.Stderr, os.Args, func() int { return run(untilSignal(), os.Args, os.Stdout, os.Stderr) })
	process.Dismiss()
	os.Exit(code)
}

// Command harness measures how far embarrassingly parallel work really scales,
// and why not further.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends the process at once; the result file loses no finished run.
	context.AfterFunc(ctx, stop)
	os.Exit(guarded(os.Stderr, os.Args, func() int { return run(ctx, os.Args, os.Stdout, os.Stderr) }))
}

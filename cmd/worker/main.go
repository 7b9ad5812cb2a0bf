// Command worker is harness worker alone: a program of a fifth of the size for hosts that only compute.
// It has no server, reads no rows from files and makes no reports. Built with the tag lean, as make worker does, it leaves
// out Arrow too, and refuses work that needs it.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"

	"serialfraction/harness/process"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
	"serialfraction/workloads"
)

// Exit codes, those of harness.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

func main() {
	if os.Args[0] == process.GuardName {
		process.Guard(os.Args[1:])
		return
	}
	process.GuardBy()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stderr)
	stop()
	process.Dismiss()
	os.Exit(code)
}

// run works until the coordinator lets this process go, and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stderr io.Writer) int {
	flags := flag.NewFlagSet("worker", flag.ContinueOnError)
	flags.SetOutput(stderr)
	path := flags.String("join", "", "join by `FILE`, which the coordinator wrote; - = the standard input")
	slots := flags.Int("slots", 1, "offer `K` workers, each with a thread of its own")
	quiet := flags.Bool("quiet", false, "print no progress")
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return exitUsage
	case flags.NArg() > 0:
		return fail(stderr, exitUsage, fmt.Errorf("%q is no option: type worker --help", flags.Arg(0)))
	case *path == "":
		return fail(stderr, exitUsage, errors.New("no join file: type --join FILE with the file that the coordinator wrote"))
	case *slots < 1 || *slots > worker.MostSlots:
		return fail(stderr, exitUsage, fmt.Errorf("--slots %d: type a number from 1 to %d", *slots, worker.MostSlots))
	}
	file, err := read(*path, stdin)
	if errors.As(err, new(*join.UnreadableError)) {
		err = fmt.Errorf("%w: type --join with the file that the coordinator writes by --join-file FILE, which is there while it runs", err)
	}
	if err != nil {
		return fail(stderr, exitFailed, err)
	}
	runtime.GOMAXPROCS(*slots)
	joined := func(at string) {
		if !*quiet {
			fmt.Fprintf(stderr, "joined the coordinator at %s\n", at)
		}
	}
	err = worker.Serve(ctx, worker.Config{Session: file.Session, Connect: file.Connect, Slots: *slots, Joined: joined, Build: workloads.Build})
	switch {
	case err != nil && ctx.Err() != nil:
		return exitInterrupted
	case err != nil:
		return fail(stderr, exitFailed, err)
	}
	return 0
}

// read reads a join file.
func read(path string, stdin io.Reader) (join.File, error) {
	if path == "-" {
		return join.Read(stdin, "the standard input", time.Now())
	}
	return join.Load(path, time.Now())
}

// fail prints an error in a line and returns the exit code.
func fail(stderr io.Writer, code int, err error) int {
	fmt.Fprintln(stderr, "worker:", err)
	return code
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/machine"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
	"serialfraction/workloads"
)

func workerVerb() *cli.Command {
	return &cli.Command{
		Name:      "worker",
		Usage:     "compute rows for a sweep that another process or host coordinates",
		UsageText: "harness worker --join FILE [options]",
		Description: `Joins the coordinator of a sweep with --engine remote, by its join file, and computes
rows until the coordinator lets it go. It ends by itself when the coordinator is gone.

  harness worker --join join.json
  ssh host harness worker --join - < join.json`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "join", Category: onRuns, Usage: "join by `FILE`, which the coordinator wrote; - = the standard input"},
			&cli.IntFlag{Name: "slots", Value: 1, Category: onRuns, Usage: "offer `K` workers, each with a thread of its own"},
			&cli.BoolFlag{Name: "quiet", Category: onOutput, Usage: "print no progress", DisableDefaultText: true},
		},
		Action: work,
	}
}

// work serves as a worker.
func work(c *cli.Context) error {
	switch slots := c.Int("slots"); {
	case c.String("join") == "":
		return usagef("no join file: type --join FILE with the file that the coordinator wrote")
	case slots < 1 || slots > worker.MostSlots:
		return &harness.FlagError{Flag: "slots", Value: strconv.Itoa(slots), Want: fmt.Sprintf("type a number from 1 to %d", worker.MostSlots)}
	}
	file, err := joinFile(c.String("join"))
	if err != nil {
		return err
	}
	var joined func(at string)
	if !c.Bool("quiet") {
		joined = func(at string) { fmt.Fprintf(c.App.ErrWriter, "joined the coordinator at %s\n", at) }
	}
	return serve(c.Context, file, c.Int("slots"), joined)
}

// joinFile reads a join file; "-" is the standard input.
func joinFile(path string) (join.File, error) {
	if path == "-" {
		return join.Read(os.Stdin, "the standard input", time.Now())
	}
	return join.Load(path, time.Now())
}

// serve serves as a worker with so many slots.
func serve(ctx context.Context, file join.File, slots int, joined func(at string)) error {
	runtime.GOMAXPROCS(slots)
	return worker.Serve(ctx, worker.Config{Session: file.Session, Connect: file.Connect, Slots: slots, Joined: joined, Build: workloads.Build,
		Read: func(ctx context.Context, source json.RawMessage) (*harness.Dataset, error) {
			defer runtime.GOMAXPROCS(slots)
			runtime.GOMAXPROCS(max(slots, int(machine.EffectiveCPUs()))) // no step is under way
			return input.LoadElsewhere(ctx, source)
		}})
}

// localWorker is what a worker that harness starts on this machine does.
func localWorker(ctx context.Context, stdin io.Reader, stderr io.Writer) int {
	file, err := join.Read(stdin, "the standard input", time.Now())
	if err == nil {
		err = serve(ctx, file, 1, nil)
	}
	if err != nil {
		fmt.Fprintln(stderr, err)
		return exitFailed
	}
	return 0
}

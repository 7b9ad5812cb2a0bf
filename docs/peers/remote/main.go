// Command remote measures what a chunk of rows costs beyond its own work where the workers are
// other processes of this machine: by the engine of this project, by a stream of gRPC and by a bare
// TCP connection. It prints a line for each run, for bench.sh:
//
//	remote overheads ROUNDS             way, bytes, resident or shipped, workers, µs a chunk, chunks a second
//	remote joins ROUNDS HARNESS WORKER  seconds until 64 workers have joined, MiB of memory
//	remote starts ROUNDS BEFORE AFTER   ms of commands of two builds of harness
//
// It is a module of its own, so that gRPC is no dependency of the program.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/process"
	"serialfraction/harness/remote"
	"serialfraction/workloads"
)

func main() {
	if os.Args[0] == process.GuardName {
		process.Guard(os.Args[1:])
		return
	}
	process.GuardBy()
	defer process.Dismiss()
	if err := run(context.Background(), os.Args); err != nil {
		fmt.Fprintln(os.Stderr, "remote:", err)
		process.Dismiss()
		os.Exit(1)
	}
}

var errUsage = errors.New("usage: remote overheads ROUNDS, remote joins ROUNDS HARNESS WORKER, or remote starts ROUNDS BEFORE AFTER")

func run(ctx context.Context, args []string) error {
	switch {
	case args[0] == remote.LocalName:
		return ourWorker(ctx)
	case args[0] == peerName:
		return peerWorker(ctx, args[1:])
	case len(args) < 3:
		return errUsage
	}
	rounds, err := strconv.Atoi(args[2])
	switch {
	case err != nil:
		return err
	case len(args) == 3 && args[1] == "overheads":
		return overheads(ctx, rounds)
	case len(args) == 5 && args[1] == "joins":
		return joins(ctx, rounds, [][]string{{args[3], "worker", "--quiet", "--join", "-"}, {args[4], "--quiet", "--join", "-"}})
	case len(args) == 5 && args[1] == "starts":
		return starts(ctx, rounds, args[3], args[4])
	}
	return errUsage
}

// cols is the number of columns: a row has 800 bytes.
const cols = 100

// most is the largest number of workers.
const most = 2

// sizes are those of the chunks, in rows, each with the rows of a run of about half a second.
var sizes = []struct{ chunkRows, rows int }{
	{10, 30_000},    // 8 KB
	{2000, 240_000}, // 1.6 MB
}

// A way hands chunks to worker processes.
type way interface {
	name() string
	resident() bool // the workers have the rows

	// run runs a job and returns how long its workers had chunks, all workers together, and how
	// much of that they computed.
	run(ctx context.Context, dst []float64, j *harness.Job, workers int) (busy, compute time.Duration, err error)
	close() error
}

// overheads measures every way in turn, so that what disturbs the machine disturbs all alike.
func overheads(ctx context.Context, rounds int) (failed error) {
	var jobs []*harness.Job
	var wants [][]float64
	for _, size := range sizes {
		j, err := jobOf(ctx, size.rows, size.chunkRows)
		if err != nil {
			return err
		}
		want, err := harness.Answer(ctx, j)
		if err != nil {
			return err
		}
		jobs, wants = append(jobs, j), append(wants, want)
	}
	var ways []way
	defer func() {
		for _, w := range ways {
			if err := w.close(); err != nil && failed == nil {
				failed = err
			}
		}
	}()
	for _, resident := range []bool{false, true} {
		ways = append(ways, newOurs(resident))
		for _, dial := range peers {
			p, err := newPeer(ctx, dial, resident)
			if err != nil {
				return err
			}
			ways = append(ways, p)
		}
	}
	for round := range rounds + 1 {
		for i, j := range jobs {
			for workers := 1; workers <= most; workers++ {
				for _, w := range ways {
					dst := make([]float64, len(wants[i]))
					busy, compute, err := w.run(ctx, dst, j, workers)
					if err != nil {
						return fmt.Errorf("%s: %w", w.name(), err)
					}
					if !slices.Equal(dst, wants[i]) {
						return fmt.Errorf("%s: the answers are not those of a plain loop", w.name())
					}
					if round == 0 {
						continue // to warm up
					}
					kind, chunks := "shipped", float64(j.NumChunks())
					if w.resident() {
						kind = "resident"
					}
					fmt.Println(w.name(), 8*cols*j.ChunkRows, kind, workers,
						float64((busy-compute).Nanoseconds())/1e3/chunks, chunks*float64(workers)/busy.Seconds())
				}
			}
		}
	}
	return nil
}

// order names the workload, for all ways.
var order = workloads.Order{Workload: "ttest"}

// jobOf returns the job of so many rows, which are the same in every process.
func jobOf(ctx context.Context, rows, chunkRows int) (*harness.Job, error) {
	data, err := input.Load(ctx, input.Source{Data: fmt.Sprintf("synth:rows=%d,cols=%d,seed=1", rows, cols)})
	if err != nil {
		return nil, err
	}
	work, err := order.Make(ctx, data)
	if err != nil {
		return nil, err
	}
	return &harness.Job{Data: data, Workload: work, ChunkRows: chunkRows, NoTimeline: true}, nil
}

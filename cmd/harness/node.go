package main

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
	"serialfraction/harness/wording"
)

// nodeName is the name of the verb that takes another one after "--".
const nodeName = "node"

func nodeVerb() *cli.Command {
	return &cli.Command{
		Name:      nodeName,
		Usage:     "be the coordinator of a sweep or one of its workers, as srun or mpirun decides",
		UsageText: "harness node --join FILE [options] -- sweep [options of the sweep]",
		Description: `For launchers that start the same command many times and give each a rank. The process of
rank 0 makes the sweep with the engine remote: it listens at every address of its host
and writes FILE. The others wait for FILE, which all must see, and are its workers. The
rank is in SLURM_PROCID, OMPI_COMM_WORLD_RANK or PMI_RANK.

  srun -n 9 harness node --join join.json -- sweep --max-workers 8
  mpirun --enable-recovery -n 9 harness node --join join.json -- sweep --max-workers 8`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "join", Category: onRuns, Usage: "the coordinator writes the join file `FILE` and the workers read it"},
			&cli.IntFlag{Name: "slots", Value: 1, Category: onRuns, Usage: "offer `K` workers for each process but the coordinator, each with a thread of its own"},
			timeFlag("join-timeout", onRuns, "wait for the others for at most `TIME`, in seconds unless it has a unit", remote.DefaultPatience, "1m"),
		},
		Action: node,
	}
}

// A launcher starts the same command many times.
type launcher struct {
	name       string
	rank, size string // names of the environment variables
}

var launchers = []launcher{
	{"srun", "SLURM_PROCID", "SLURM_NTASKS"},
	{"mpirun of OpenMPI", "OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"},
	{"mpirun of MPICH and others", "PMI_RANK", "PMI_SIZE"},
}

// place returns the rank of this process, and of how many. mpirun within a job of srun has the
// last word: a variable of srun is then that of the whole job.
func place(getenv func(string) string) (rank, size int, err error) {
	for _, l := range []launcher{launchers[1], launchers[2], launchers[0]} {
		text := getenv(l.rank)
		if text == "" {
			continue
		}
		if rank, err = strconv.Atoi(text); err != nil || rank < 0 {
			return 0, 0, usagef("%s=%s is no rank: start harness node with srun or mpirun", l.rank, wording.Quote(text, 40))
		}
		size, _ = strconv.Atoi(getenv(l.size)) // 0 = not known
		return rank, size, nil
	}
	var names []string
	for _, l := range launchers {
		names = append(names, l.rank)
	}
	return 0, 0, usagef("no rank: none of %s is set: start harness node with srun or mpirun, or type harness sweep --listen and harness worker", strings.Join(names, ", "))
}

// node is the coordinator or a worker.
func node(c *cli.Context) error {
	path, slots := c.String("join"), c.Int("slots")
	switch {
	case path == "":
		return usagef("no join file: type --join FILE with a path that all hosts see")
	case slots < 1 || slots > worker.MostSlots:
		return &harness.FlagError{Flag: "slots", Value: strconv.Itoa(slots), Want: fmt.Sprintf("type a number from 1 to %d", worker.MostSlots)}
	}
	words := c.Args().Slice()
	if wordsBefore(c) != 0 || len(words) == 0 || words[0] != "sweep" {
		return usagef("no sweep: type it after --, such as harness node --join FILE -- sweep --max-workers 8")
	}
	rank, size, err := place(os.Getenv)
	if err != nil {
		return err
	}
	patience := c.Duration("join-timeout")
	if rank > 0 {
		return nodeWorker(c.Context, path, slots, patience)
	}
	return act(c.Context, append([]string{"harness"}, nodeSweep(words, path, size, slots, patience)...), c.App.Writer, c.App.ErrWriter)
}

// nodeSweep returns the command line of the coordinator's sweep: that of the user, with what it leaves
// out.
func nodeSweep(words []string, path string, size, slots int, patience time.Duration) []string {
	has := func(flag string) bool {
		for _, word := range words {
			if word == "--" {
				return false
			}
			if word == "--"+flag || strings.HasPrefix(word, "--"+flag+"=") {
				return true
			}
		}
		return false
	}
	own := []string{"--engine", harness.RemoteKind.Name, "--join-file", path}
	if !has("listen") && !has("nats") {
		own = append(own, "--listen", "0.0.0.0:0")
	}
	if !has("join-timeout") {
		own = append(own, "--join-timeout", patience.String())
	}
	if size > 1 && !has("max-workers") && !has("workers") {
		own = append(own, "--max-workers", strconv.Itoa((size-1)*slots))
	}
	return slices.Insert(slices.Clone(words), 1, own...)
}

// again is how often a worker looks for its join file.
const again = 100 * time.Millisecond

// nodeWorker waits for the join file and is a worker by it. A file that is left of an earlier
// sweep leads to no coordinator: it waits for another.
func nodeWorker(ctx context.Context, path string, slots int, patience time.Duration) error {
	late := time.NewTimer(patience)
	defer late.Stop()
	ticks := time.NewTicker(again)
	defer ticks.Stop()
	tried, failed := "", error(nil)
	for {
		file, err := join.Load(path, time.Now())
		if err != nil {
			failed = err
		} else if file.Session != tried {
			tried = file.Session
			joined := false
			if failed = serve(ctx, file, slots, func(string) { joined = true }); joined || failed == nil {
				return failed
			}
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-late.C:
			return fmt.Errorf("no coordinator has come within %v: %v: look whether the process of rank 0 runs and this host sees the file that it writes, or wait longer with --join-timeout TIME", patience, failed)
		case <-ticks.C:
		}
	}
}

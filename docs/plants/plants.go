package main

import (
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// A plant is one known loss and the sweep that it is planted in.
type plant struct {
	name    string
	cause   string
	part    string // of the cause, where it is one; "" = all of it
	command string // FOLDER in it is a folder of its own, which is empty
	known   string // how the planted amount is known, in words
	sweeps  int    // how often it is planted and found: enough for the verdict to be the same again

	// without is the sweep without the plant, made after each with it, for a loss that the
	// machine has by itself; "" = none.
	without string

	// share returns what the cause must receive, and inPart what its part must; nil = as much.
	share, inPart func(r *run) (float64, error)

	// beside does what has to be done while the sweep runs and returns how to end
	// it; nil = nothing.
	beside func(r *run) (end func(), err error)

	tolerance float64 // of the share, where it is another than toleranceShare
}

// Amounts are right within a share of themselves, or within what no sweep of this
// size tells from nothing.
const (
	toleranceShare = 0.05
	toleranceLeast = 0.003
)

// plants is the table of plants.
var plants = []plant{
	{name: "serial step before", cause: "split", sweeps: 5, command: "harness sweep --workload wait --plant 0.05 --workers 1,8,64 --repeats 3",
		known: "--plant", share: fixed(0.05)},
	{name: "serial step after", cause: "merge", sweeps: 5, command: "harness sweep --workload wait --plant-merge 0.05 --workers 1,8,64 --repeats 3",
		known: "--plant-merge", share: fixed(0.05)},
	{name: "slow start of workers", cause: "spawn", part: "start", sweeps: 5, command: "harness sweep --workload wait --plant-spawn 0.05 --workers 1,8,64 --repeats 3",
		known: "--plant-spawn", share: fixed(0.05)},
	{name: "slow hand-out", cause: "dispatch", sweeps: 5, command: "harness sweep --workload wait --plant-dispatch 0.05 --workers 1,8,64 --repeats 3",
		known: "--plant-dispatch", share: fixed(0.05)},
	{name: "uneven rows", cause: "imbalance", part: "uneven rows", sweeps: 5,
		command: "harness sweep --workload wait --imbalance 2 --data synth:rows=2048,cols=2 --schedule static --chunk 32 --workers 1,64 --repeats 3",
		known:   "the heaviest of 64 pieces of 32 rows, by their weights", share: unevenShare},
	{name: "too few chunks", cause: "imbalance", part: "quantisation", sweeps: 5,
		command: "harness sweep --workload wait --data synth:rows=1088,cols=2 --chunk 32 --workers 1,32 --repeats 3",
		known:   "34 chunks on 32 workers take 2 rounds", share: fixed((2.0/34 - 1.0/32) / (1 - 1.0/32))},
	{name: "slow input", cause: "load", sweeps: 5,
		command: "harness sweep --workload wait --data FOLDER/rows.csv --scope end-to-end --workers 1,16 --repeats 3",
		known:   "a pipe that gives its rows after half a second, by the writer's clock", share: waitedShare, beside: slowInput},
	{name: "slow output", cause: "store", sweeps: 5,
		command: "harness sweep --workload wait --data synth:rows=1000000,cols=2 --row-cost 3us --scope end-to-end --results FOLDER/rows.csv --workers 1,16 --repeats 3",
		known:   "from the birth of the file until it has its name, by the file system's clock", share: writtenShare},
	{name: "other programs", cause: "inflation", part: "interference", sweeps: 8,
		command: "taskset -c 0,1 harness sweep --workload spin --workers 1,2 --chunk 16 --repeats 10",
		known:   "a program that always comes first has one of the two CPUs: N = 2 is no faster than N = 1", share: fixed(1), beside: hogCPU},
	{name: "workers in each other's way", cause: "inflation", part: "execution", sweeps: 8,
		command: "taskset -c 0,1 harness sweep --workload spin --plant-inflation 0.5 --workers 1,2 --chunk 16 --repeats 20",
		without: "taskset -c 0,1 harness sweep --workload spin --workers 1,2 --chunk 16 --repeats 20",
		known:   "--plant-inflation, and 1.5 times the inflation of the same sweep without it, which is the machine's; of its execution for the part", share: dearer("inflation"), inPart: dearer("inflation", "execution")},
	{name: "memory bandwidth", cause: "inflation", sweeps: 10,
		command: "taskset -c 0,1 harness sweep --workload stream --workers 1,2 --repeats 20 --control",
		known:   "inflation of independent copies, run in the same blocks", share: controlShare, tolerance: 0.25},
}

func fixed(share float64) func(*run) (float64, error) {
	return func(*run) (float64, error) { return share, nil }
}

// unevenShare works out e(64) from the weights of the rows: the worker with the
// heaviest piece ends last.
//
//	e(N) = (N·max − sum) / ((N−1)·sum)
func unevenShare(*run) (float64, error) {
	const n, rows = 64, 32
	wait, err := workloads.Lookup("wait")
	if err != nil {
		return 0, err
	}
	w, err := wait.New(&harness.Dataset{Rows: make([]string, n*rows)}, spec.Args{"imbalance": {"2"}})
	if err != nil {
		return 0, err
	}
	heaviest := 0.0
	for i := range n {
		heaviest = math.Max(heaviest, w.Weight(i*rows, rows))
	}
	sum := w.Weight(0, n*rows)
	return (n*heaviest - sum) / ((n - 1) * sum), nil
}

// slowInput gives 3200 rows through a pipe, and times it.
func slowInput(r *run) (end func(), err error) {
	path := filepath.Join(r.folder, "rows.csv")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return nil, err
	}
	text := "row,a,b\n"
	for i := range 3200 {
		text += fmt.Sprintf("r%d,1,2\n", i)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		f, err := os.OpenFile(path, os.O_WRONLY, 0) // waits for the reader
		if err != nil {
			return // the sweep says so too
		}
		start := time.Now()
		time.Sleep(500 * time.Millisecond)
		_, _ = f.WriteString(text)
		_ = f.Close()
		r.waited = time.Since(start)
	}()
	return func() { <-done }, nil
}

func waitedShare(r *run) (float64, error) { return r.waited.Seconds() / r.T1.Value, nil }

// writtenShare asks the file system how long the result rows took.
func writtenShare(r *run) (float64, error) {
	out, err := exec.Command("stat", "--format", "%.9W %.9Z", filepath.Join(r.folder, "rows.csv")).Output()
	if err != nil {
		return 0, fmt.Errorf("stat: %w", err)
	}
	born, named, _ := strings.Cut(strings.TrimSpace(string(out)), " ")
	from, err1 := strconv.ParseFloat(born, 64)
	to, err2 := strconv.ParseFloat(named, 64)
	if err1 != nil || err2 != nil || from == 0 {
		return 0, fmt.Errorf("this file system does not keep when a file was made: %s", out)
	}
	return (to - from) / r.T1.Value, nil
}

// hogCPU keeps CPU 1 busy with a loop that no other program can push aside. The loop
// ends with this program at the latest.
func hogCPU(*run) (end func(), err error) {
	cmd := exec.Command("nice", "-n", "-20", "taskset", "-c", "1", "sh", "-c", "while kill -0 $PPID; do :; done")
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	return func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	}, nil
}

// dearer adds what is planted to what the machine has of a cause, or a part, by itself. With the
// plant a row costs 1.5 times as much at N = 2, and so does what the machine adds to it.
//
//	e = (2·1.5·(1 + m)/2 − 1)/(2 − 1) = 0.5 + 1.5·m
func dearer(names ...string) func(*run) (float64, error) {
	return func(r *run) (float64, error) {
		alone, ok := r.without.received(names...)
		if !ok {
			return 0, fmt.Errorf("the sweep without the plant has no %q", names)
		}
		return 0.5 + 1.5*alone.Value, nil
	}
}

func controlShare(r *run) (float64, error) {
	if r.Control == nil || len(r.Control.Points) < 2 {
		return 0, fmt.Errorf("the control has no points")
	}
	return r.Control.Points[len(r.Control.Points)-1].Causes["inflation"], nil
}

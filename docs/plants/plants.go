package main

import (
	"strings"

	"serialfraction/docs/kept"
)

// A plant is one known loss and the sweep that it is planted in.
type plant struct {
	name    string
	cause   string
	part    string // of the cause, where it is one; "" = all of it
	alone   bool   // the plant is of the part alone: the rest of the cause is judged like another cause
	command string // FOLDER in it is a folder of its own, which is empty
	known   string // how the planted amount is known, in words
	sweeps  int    // how often it is planted and found: enough for the verdict to be the same again

	// without is the sweep without the plant, made after each with it, for a loss that the
	// machine has by itself; "" = none.
	without string

	// share returns what the cause must receive, and its part as much; where alone, the part.
	share func(r *run) (float64, error)

	// base returns the run whose share of another cause is what the job has of it without the
	// plant; nil = none is, and that cause must receive nothing. As a field, nil = none for any.
	base func(r *run, cause string) *run

	// beside is what has to be done while the sweep runs; nil = nothing.
	beside kept.Beside

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
		known:   "a pipe that gives its rows after half a second, by the writer's clock", share: of(waitedFact), beside: slowInput},
	{name: "slow output", cause: "store", sweeps: 5,
		command: "harness sweep --workload wait --data synth:rows=1000000,cols=2 --row-cost 3us --scope end-to-end --results FOLDER/rows.csv --workers 1,16 --repeats 3",
		known:   "from the birth of the file until it has its name, by the file system's clock", share: of(writtenFact), beside: writtenOutput},
	{name: "other programs", cause: "inflation", part: "interference", sweeps: 12,
		command: "taskset -c 0,1 harness sweep --workload spin --data synth:rows=40960,cols=2 --workers 1,2 --chunk 16 --repeats 3",
		known:   "a program that always comes first has one of the two CPUs: N = 2 is no faster than N = 1", share: fixed(1), beside: hogCPU},
	{name: "workers in each other's way", cause: "inflation", part: "execution", alone: true, sweeps: 20,
		command: "taskset -c 0,1 harness sweep --workload spin --data synth:rows=40960,cols=2 --plant-inflation 0.5 --workers 1,2 --chunk 16 --repeats 4",
		without: "taskset -c 0,1 harness sweep --workload spin --data synth:rows=40960,cols=2 --workers 1,2 --chunk 16 --repeats 4",
		known: "--plant-inflation, and 1.5 times the execution of the same sweep without it, which is the machine's; " +
			"the rest of inflation and every other cause are held against that sweep", share: dearer("inflation", "execution"), base: sweepWithout},
	// In an array of 256 MiB, which such a run reads many times over, copies had less inflation than
	// the job. They do not keep step, so one may come near another, and read from the cache what the
	// other has just read. In this array the way to the other is too long.
	{name: "memory bandwidth", cause: "inflation", sweeps: 16,
		command: "taskset -c 0,1 harness sweep --workload stream --array 2GiB --data synth:rows=10240,cols=2 --workers 1,2 --chunk 16 --repeats 8 --control",
		known: "inflation of independent copies, run in the same blocks; spawn is held against theirs, and the other causes against nothing: " +
			"copies have no step before or after, and do not share out their work", share: ofCopies, base: copiesFor("spawn"), tolerance: 0.25},
}

// file is the name of the files of a plant.
func (p plant) file() string {
	return strings.NewReplacer(" ", "-", "'", "").Replace(p.name)
}

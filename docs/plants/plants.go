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
	command string // FOLDER in it is a folder of its own, which is empty
	known   string // how the planted amount is known, in words
	sweeps  int    // how often it is planted and found: enough for the verdict to be the same again

	// without is the sweep without the plant, made after each with it, for a loss that the
	// machine has by itself; "" = none.
	without string

	// share returns what the cause must receive, and inPart what its part must; nil = as much.
	share, inPart func(r *run) (float64, error)

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

// file is the name of the files of a plant.
func (p plant) file() string {
	return strings.NewReplacer(" ", "-", "'", "").Replace(p.name)
}

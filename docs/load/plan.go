package main

import (
	"fmt"
	"time"

	"serialfraction/docs/kept"
)

// A job is what is measured.
type job struct {
	name string // also of its files
	args string // of harness sweep
}

// jobs is the table of jobs. A run takes so little that a sweep holds many blocks under any load.
var jobs = []job{
	{"ttest", "--workload ttest"},
	{"permtest", "--workload permtest --permutations 100"},
	{"golub-x100", "--workload ttest --data golub --tile 100"},
	{"spin-plant", "--workload spin --plant 0.03"},
}

// A load is how many busy loops run beside a sweep, each on a CPU of its own.
type load struct {
	name  string // also of its files
	title string
	loops int
}

// loads is the table of loads. The first is what the others are held against.
var loads = []load{
	{"quiet", "none", 0},
	{"one", "a loop on one CPU", 1},
	{"both", "loops on both CPUs", 2},
}

// orders are all orders of three loads. Over six rounds each load has each place equally often,
// and each follows each other equally often, also from job to job. Twenty rounds are three times
// six and the first two orders again: within a round each load then has each place six or seven
// times, and follows each other six to eight times.
var orders = [][]int{{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {0, 2, 1}, {1, 0, 2}}

// A plan is the sweeps to make.
type plan struct {
	sweeps int           // of each job under each load
	time   time.Duration // of each
	cpus   []int         // that the loops are pinned to, from the first sweep that is made; nil = they are not
}

// A slot is a place for a sweep in the plan.
type slot struct {
	job   job
	load  load
	round int // counted from 1
}

// name is that of the file of the sweep.
func (s slot) name() string { return fmt.Sprintf("%s-%s-%02d", s.job.name, s.load.name, s.round) }

// slots returns all places in the order in which they are filled: the loads of a job in turn, so
// that a slow minute falls on all of them alike.
func (p plan) slots() (all []slot) {
	for round := range p.sweeps {
		for _, j := range jobs {
			for _, l := range orders[round%len(orders)] {
				all = append(all, slot{j, loads[l], round + 1})
			}
		}
	}
	return all
}

// command returns the command line of the sweeps of a job, without the folder of its program and
// what names its output.
func (p plan) command(j job) string {
	return fmt.Sprintf("harness sweep %s --workers 1,2 --precision 0 --max-time %v", j.args, p.time)
}

// find analyses a sweep of the folder.
func (p plan) find(folder *kept.Folder, s slot) (finding, error) {
	f, err := folder.Read(s.name(), p.command(s.job))
	if err != nil {
		return finding{}, err
	}
	found, err := findingOf(f)
	if err != nil {
		err = fmt.Errorf("%s: %w", s.name(), err)
	}
	return found, err
}

// findAll analyses all sweeps of the plan.
func (p plan) findAll(folder *kept.Folder) (map[slot]finding, error) {
	found := map[slot]finding{}
	first := p.slots()[0]
	for _, s := range p.slots() {
		f, err := p.find(folder, s)
		if err != nil {
			return nil, err
		}
		found[s] = f
		if one := found[first]; f.machine != one.machine || f.affinity != one.affinity {
			return nil, fmt.Errorf("%s is of %s, CPUs %s, and %s of %s, CPUs %s: name another folder", s.name(), f.machine, f.affinity, first.name(), one.machine, one.affinity)
		}
	}
	return found, nil
}

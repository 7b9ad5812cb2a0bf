package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"
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

// orders are all orders of three loads: over six rounds each has each place equally often, and
// follows each other equally often.
var orders = [][]int{{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}, {0, 2, 1}, {1, 0, 2}}

// A plan is the sweeps to make.
type plan struct {
	sweeps  int           // of each job under each load
	time    time.Duration // of each
	limit   time.Duration // begin none after it; 0 = none
	folder  string        // with a record of each
	program program
	cpus    []int // the two that sweeps and loops may use; nil = they are not confined
}

// A slot is a place for a sweep in the plan.
type slot struct {
	job   job
	load  load
	round int // counted from 1
}

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

// make fills all slots that the folder does not have yet. It returns the records of all.
func (p plan) make(ctx context.Context) (map[slot]*record, error) {
	records := map[slot]*record{}
	slots := p.slots()
	var missing []slot
	for _, s := range slots {
		r, err := p.kept(s)
		switch {
		case os.IsNotExist(err):
			missing = append(missing, s)
		case err != nil:
			return nil, err
		default:
			records[s] = r
		}
	}
	start := time.Now()
	for i, s := range missing {
		if p.limit > 0 && time.Since(start) > p.limit {
			return nil, fmt.Errorf("%d of %d sweeps are made: the same command makes the others", len(slots)-len(missing)+i, len(slots))
		}
		r, err := p.sweep(ctx, s)
		if err != nil {
			return nil, fmt.Errorf("%s, load %s, sweep %d: %w", s.job.name, s.load.name, s.round, err)
		}
		if err := p.keep(s, r); err != nil {
			return nil, err
		}
		records[s] = r
		left := time.Duration(len(missing)-i-1) * time.Since(start) / time.Duration(i+1)
		fmt.Fprintf(os.Stderr, "%d/%d  %s\n", len(slots)-len(missing)+i+1, len(slots), strings.Join([]string{
			s.job.name, "load " + s.load.name, r.found.String(), fmt.Sprintf("%v left", left.Round(time.Second))}, ", "))
	}
	return records, nil
}

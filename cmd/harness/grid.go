package main

import (
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// maxN bounds the number of workers: each is a thread of its own.
const maxN = 4096

// gridOf returns the N of a sweep, ascending and without repeats: 1, which speed-up is
// measured against, and those that were asked for; else 2, 4 … up to the most, which
// are the CPUs that this process may use where nobody says, and for the plain loop 1.
func gridOf(r results.Request, m machine.Description) ([]int, error) {
	for _, n := range r.Workers {
		if n < 1 || n > maxN {
			return nil, badWorkers(strconv.Itoa(n))
		}
	}
	switch {
	case len(r.Workers) > 0:
		grid := append([]int{1}, r.Workers...)
		slices.Sort(grid)
		return slices.Compact(grid), nil
	case r.MaxWorkers < 0 || r.MaxWorkers > maxN:
		return nil, badMost(r.MaxWorkers)
	case r.MaxWorkers > 0:
		return harness.WorkerCounts(r.MaxWorkers), nil
	case r.Engine == serialEngine:
		return []int{1}, nil
	}
	return harness.WorkerCounts(m.WholeCPUs()), nil
}

// parseWorkers reads the N of a list.
func parseWorkers(list string) (workers []int, err error) {
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 || n > maxN {
			return nil, badWorkers(list)
		}
		workers = append(workers, n)
	}
	return workers, nil
}

func badWorkers(list string) error {
	return &harness.FlagError{Flag: "workers", Value: list, Want: "must be numbers from 1 to " + strconv.Itoa(maxN) + " with commas between, such as 1,2,3,6"}
}

func badMost(most int) error {
	return &harness.FlagError{Flag: "max-workers", Value: strconv.Itoa(most), Want: "must be from 1 to " + strconv.Itoa(maxN)}
}

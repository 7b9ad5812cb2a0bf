package main

import (
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
)

// maxN bounds the number of workers: each is a thread of its own.
const maxN = 4096

// gridOf returns the N of a sweep, ascending and without repeats: 1, which
// speed-up is measured against, and those of --workers, or 2, 4 … up to
// --max-workers, by default the CPUs that this process may use.
func gridOf(list string, most int, m harness.Machine) ([]int, error) {
	if list != "" {
		return parseGrid(list)
	}
	if most == 0 {
		most = m.WholeCPUs()
	}
	if most < 1 || most > maxN {
		return nil, badMost(most)
	}
	return harness.WorkerCounts(most), nil
}

func badMost(most int) error {
	return &harness.FlagError{Flag: "max-workers", Value: strconv.Itoa(most), Want: "must be from 1 to " + strconv.Itoa(maxN)}
}

func parseGrid(list string) ([]int, error) {
	grid := []int{1}
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 || n > maxN {
			return nil, &harness.FlagError{Flag: "workers", Value: list, Want: "must be numbers from 1 to " + strconv.Itoa(maxN) + " with commas between, such as 1,2,3,6"}
		}
		grid = append(grid, n)
	}
	slices.Sort(grid)
	return slices.Compact(grid), nil
}

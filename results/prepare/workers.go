package prepare

import (
	"slices"
	"strconv"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// MostWorkers bounds the number of workers: each is a thread of its own.
const MostWorkers = 4096

// Workers returns the N of a sweep, ascending and without repeats. 1 is always among them,
// because speed-up is relative to it. The others are those of the request, else 2, 4 … up to
// its MaxWorkers. Without MaxWorkers the most is the CPUs that this process may use, their cores
// where each worker has one to itself, or 1 for an engine that has one worker. The error is a *harness.FlagError.
func Workers(r results.Request, m machine.Description) ([]int, error) {
	for _, n := range r.Workers {
		if n < 1 || n > MostWorkers {
			return nil, badList(strconv.Itoa(n))
		}
	}
	switch {
	case len(r.Workers) > 0:
		counts := append([]int{1}, r.Workers...)
		slices.Sort(counts)
		return slices.Compact(counts), nil
	case r.MaxWorkers != 0:
		if err := CheckWorkers("max-workers", r.MaxWorkers); err != nil {
			return nil, err
		}
		return harness.WorkerCounts(r.MaxWorkers), nil
	case EngineOf(r).OneWorker:
		return []int{1}, nil
	}
	return harness.WorkerCounts(mostWorkers(r, m)), nil
}

// mostWorkers returns how many workers a request has a CPU for, or a core where each has one to itself.
func mostWorkers(r results.Request, m machine.Description) int {
	if r.Pin == string(machine.Cores) && m.AffinityCores > 0 {
		return min(m.WholeCPUs(), m.AffinityCores)
	}
	return m.WholeCPUs()
}

// CheckWorkers returns a *harness.FlagError for flag if n is not from 1 to [MostWorkers].
func CheckWorkers(flag string, n int) error {
	if n < 1 || n > MostWorkers {
		return &harness.FlagError{Flag: flag, Value: strconv.Itoa(n), Want: "type a number from 1 to " + strconv.Itoa(MostWorkers)}
	}
	return nil
}

// ParseWorkers reads a list of N, such as 1,2,3,6. The error is a *harness.FlagError.
func ParseWorkers(list string) (workers []int, err error) {
	for field := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(field))
		if err != nil || n < 1 || n > MostWorkers {
			return nil, badList(list)
		}
		workers = append(workers, n)
	}
	return workers, nil
}

func badList(list string) error {
	return &harness.FlagError{Flag: "workers", Value: list, Want: "type numbers from 1 to " + strconv.Itoa(MostWorkers) + " with commas between, such as 1,2,3,6"}
}

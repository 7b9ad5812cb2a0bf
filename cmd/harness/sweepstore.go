package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/output"
	"serialfraction/harness/wording"
	"serialfraction/results"
	"serialfraction/results/prepare"
)

// storeRows writes the result rows of a sweep, and records how long that takes each N. before
// is the number of runs in the file when this process began. The rows are the answer of the
// last run, in the memory that the run wrote. If this process made no run, the rows are the
// reference's: goOn has compared its digest with that of the earlier processes.
func storeRows(ctx context.Context, s *prepare.Sweep, w *results.Writer, before int) error {
	path := s.Header.Request.Results
	if path == "" {
		return nil
	}
	own := s.Trials[0]
	job, rows := own.Job, own.Answer
	if len(w.File().Runs) == before || rows == nil { // nil: the last run was ended by the time limit
		rows = own.Reference.Answer
	}
	stored := results.Stored{Unanswered: results.UnansweredOf(job, rows, writers())}
	start := time.Now()
	table := &harness.Table{Columns: job.Workload.Outputs, Values: rows}
	named := namedFor(job.Data, s.Header.Request.SafeCSV)
	synced, err := output.WriteFile(ctx, path, named, table, writers())
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx) // the file of the sweep has the runs that give the rows
	}
	if err != nil {
		if kept, failed := writeWhereRoom(ctx, besidePath(path), named, table); failed == nil {
			err = fmt.Errorf("%w\nAll %s are in %s", err, wording.Count(table.NumRows(), "row"), kept)
		}
		return fmt.Errorf("%w; once there is room in %s, type %s", err, filepath.Dir(path), resumption(&w.File().Header, w.Path()))
	}
	stored.Wall, stored.Sync = time.Since(start), &synced
	if h := &w.File().Header; plainFile(path) && !h.Weak { // N workers of weak scaling have rows of their own
		stored.Again = timeStores(ctx, h.Workers, blocksOf(w.File()), func(n int) (took, synced time.Duration, err error) {
			return output.Rehearse(path, named, table, min(n, writers()))
		})
	}
	return w.Store(stored)
}

// storeTime is the time after which results are not written again, once each N has written them
// leastStores times: less shows no noise.
const (
	storeTime   = 10 * time.Second
	leastStores = 2
)

// blocksOf returns the number of blocks of a sweep that have a run of its own which is timed.
func blocksOf(f *results.File) int {
	own, _, _ := f.Timed()
	blocks := map[int]bool{}
	for _, r := range own {
		blocks[r.Block] = true
	}
	return len(blocks)
}

// timeStores writes the results by each N of a sweep, by turns and in changing order, as often as the sweep has
// blocks, for each time counts for one run: less often where that takes longer than storeTime. An error, such as a
// full disk, or the end of ctx ends it: it returns what there is of each N equally often.
func timeStores(ctx context.Context, workers []int, blocks int, store func(n int) (took, synced time.Duration, err error)) (times []results.StoreTime) {
	began := time.Now()
	order := slices.Clone(workers)
	for made := range max(blocks, leastStores) {
		if made >= leastStores && time.Since(began) > storeTime {
			break
		}
		for _, n := range order {
			took, synced, err := store(n)
			if err != nil || ctx.Err() != nil {
				if made < leastStores {
					return nil
				}
				return times[:made*len(workers)]
			}
			times = append(times, results.StoreTime{Workers: n, Wall: took, Sync: synced})
		}
		slices.Reverse(order)
	}
	return times
}

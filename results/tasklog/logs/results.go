package logs

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/pattern"
	"serialfraction/results"
	"serialfraction/results/tasklog"
)

// resultFormat is the name of the format of result files, which hold a job with several numbers of slots.
const resultFormat = "results"

// resultHeader matches the kind of the first line of a result file.
var resultHeader = pattern.Of(`^\s*\{[^\n]*"kind"\s*:\s*"header"`)

func isResults(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte{'{'}) && resultHeader.Match(head)
}

// readResults reads a run of a sweep: the one that is asked for, or of those at the largest N the median. A
// task is a chunk, or several short ones whose times were taken together, and a slot is a worker.
func readResults(s *source, o Options) (*tasklog.Run, error) {
	runs, err := timedRuns(s)
	if err != nil {
		return nil, err
	}
	at := o.Build - 1
	if o.Build > len(runs) {
		return nil, &harness.FlagError{Flag: "build", Value: strconv.Itoa(o.Build), Want: "the file has " + strconv.Itoa(len(runs)) + " runs with the times of their chunks: type the number of one, from 1"}
	}
	if o.Build == 0 {
		medians := medianRuns(runs)
		at = medians[len(medians)-1]
	}
	r := runOf(&runs[at])
	r.Remarks = []tasklog.Remark{{Kind: tasklog.Builds, Count: int64(at + 1), Of: int64(len(runs))}}
	return r, nil
}

// readSweep reads the median run at each N, the least N first. They are runs of one job.
func readSweep(s *source) (all []*tasklog.Run, err error) {
	runs, err := timedRuns(s)
	if err != nil {
		return nil, err
	}
	for _, at := range medianRuns(runs) {
		all = append(all, runOf(&runs[at]))
	}
	return all, nil
}

// timedRuns returns the sweep's own runs that have the times of their chunks, in the order of the file.
func timedRuns(s *source) ([]harness.Run, error) {
	f, err := results.DecodeSample(s)
	if err != nil {
		return nil, s.errorf("%w", err)
	}
	own, _, _ := f.Timed()
	own = slices.DeleteFunc(own, func(r harness.Run) bool { return len(r.Timeline) == 0 })
	if len(own) == 0 {
		return nil, s.errorf("no run in it has the times of its chunks: make the sweep again, which keeps them")
	}
	return own, nil
}

// medianRuns returns the places of the runs of median wall time at each N, the least N first.
func medianRuns(runs []harness.Run) (medians []int) {
	order := make([]int, len(runs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(runs[a].Workers, runs[b].Workers), cmp.Compare(runs[a].Timing.Wall, runs[b].Timing.Wall), cmp.Compare(a, b))
	})
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && runs[order[to]].Workers == runs[order[from]].Workers {
			to++
		}
		medians = append(medians, order[from+(to-from-1)/2])
		from = to
	}
	return medians
}

// runOf makes the run of one of a sweep. The cause split comes out as start and merge as end. What a worker
// waits until its first chunk is spawn, between two chunks dispatch, behind its last imbalance: so its first
// claim is a part of spawn and its last, which finds nothing, of imbalance, or of end where it is the last of all.
func runOf(r *harness.Run) *tasklog.Run {
	from := nanosecondOf(r.Start)
	released := from + int64(r.Timing.Split)
	run := &tasklog.Run{
		From: from, To: from + int64(r.Timing.Wall), Quantum: 1, BySlot: true,
		Slots:  []tasklog.Slots{{From: from, To: from + int64(r.Timing.Wall), Count: r.Workers}},
		Stages: []tasklog.Stage{{Name: "chunks", Ready: released}},
	}
	for worker, s := range r.Timeline.All() {
		t := tasklog.Task{
			Start: released + int64(s.Start), End: released + int64(s.End), Ready: released, CPU: tasklog.Unknown,
			Slot: int32(worker), Weight: 1,
		}
		if s.Chunks == 1 { // which chunks are taken together differs from run to run
			t.Key = strconv.Itoa(s.First)
		}
		run.Tasks = append(run.Tasks, t)
	}
	return run
}

// nanosecondOf returns a moment in nanoseconds since 1970, or 0 where it is none or they have no room for
// it: only the differences of a run's times count.
func nanosecondOf(t time.Time) int64 {
	if year := t.Year(); year < 1970 || year > 2200 {
		return 0
	}
	return t.UnixNano()
}

package export

import (
	"maps"
	"slices"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
)

// A row is a run, or one worker of it.
type row struct {
	sweep  *Sweep
	header *results.Header
	index  int // of the run in the file, from 0
	run    *harness.Run
	stored *results.Written // nil = writing the results counts nothing for the run, or was not timed
	worker int              // from 0
	*harness.WorkerTiming
}

// A column is a name, with its unit at the end, and a function that returns its value for a
// row: a string, int64, float64, bool or time.Time according to its kind, or nil where it
// was not measured.
type column struct {
	name string
	kind kind
	of   func(r *row) any
}

// A kind is the type of a column.
type kind int

const (
	text kind = iota
	integer
	real
	truth
	moment
)

// keyColumns identify a run; sweep and run alone suffice.
var keyColumns = []column{
	{"sweep", text, func(r *row) any { return r.sweep.Name }},
	{"run", integer, func(r *row) any { return int64(r.index) }},
	{"session", integer, func(r *row) any { return int64(session(r.sweep.File, r.index)) }},
	{"block", integer, func(r *row) any { return int64(r.run.Block) }},
	{"order", integer, func(r *row) any { return int64(r.run.Order) }},
	{"warmup", truth, func(r *row) any { return r.run.Warmup }},
	{"engine", text, func(r *row) any { return r.run.Engine }},
	{"workers", integer, func(r *row) any { return int64(r.run.Workers) }},
}

// sweepColumns are the same in all runs of a sweep, but for store_ns and store_sync_ns, which go by N.
var sweepColumns = []column{
	{"sweep_start", moment, func(r *row) any { return r.header.Time }},
	{"version", text, func(r *row) any { return r.header.Version }},
	{"machine", text, func(r *row) any { return r.header.Machine.Hostname }},
	{"cpu_model", text, func(r *row) any { return r.header.Machine.CPUModel }},
	{"os", text, func(r *row) any { return r.header.Machine.OS }},
	{"arch", text, func(r *row) any { return r.header.Machine.Arch }},
	{"cpus", real, func(r *row) any { return r.header.Machine.EffectiveCPUs }},
	{"gomaxprocs", integer, func(r *row) any { return int64(r.header.GOMAXPROCS) }},
	{"workload", text, func(r *row) any { return r.header.Workload }},
	{"settings", text, func(r *row) any { return settings(r.header.Args) }},
	{"method", text, func(r *row) any { return r.header.Method }},
	{"data", text, func(r *row) any { return r.header.Data.Name }},
	{"rows", integer, func(r *row) any { return int64(r.header.Data.Rows) }},
	{"cols", integer, func(r *row) any { return int64(r.header.Data.Cols) }},
	{"schedule", text, func(r *row) any { return r.header.Schedule }},
	{"pin", text, func(r *row) any { return string(r.header.Pin) }},
	{"chunk_rows", integer, func(r *row) any { return int64(r.header.ChunkRows) }},
	{"pace_ns", integer, func(r *row) any { return int64(r.header.Pace) }},
	{"seed", text, func(r *row) any { return seedOf(r.header) }},
	{"load_ns", integer, func(r *row) any { return nanos(r.header.Load) }},
	{"store_ns", integer, stored(func(w *results.Written) *time.Duration { return &w.Wall })},
	{"store_sync_ns", integer, stored(func(w *results.Written) *time.Duration { return w.Sync })},
	{"spawn_ns", integer, func(r *row) any { return nanos(r.header.Spawn) }},
}

// settings writes the settings of a workload that have a value, in order.
func settings(args map[string]string) string {
	var all []string
	for _, k := range slices.Sorted(maps.Keys(args)) {
		if args[k] != "" {
			all = append(all, k+"="+args[k])
		}
	}
	return strings.Join(all, " ")
}

// session returns how many times the sweep was resumed before a run.
func session(f *results.File, run int) (n int) {
	for _, r := range f.Resumes {
		if r.After <= run {
			n++
		}
	}
	return n
}

// stored returns a time of what writing the results counts for a run.
func stored(of func(*results.Written) *time.Duration) func(r *row) any {
	return func(r *row) any {
		if r.stored == nil {
			return nil
		}
		return nanos(of(r.stored))
	}
}

// nanos returns a time in nanoseconds; nil where it was not measured.
func nanos(d *time.Duration) any {
	if d == nil {
		return nil
	}
	return int64(*d)
}

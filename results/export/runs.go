package export

import (
	"iter"
	"math"
	"slices"
	"strconv"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
)

// runColumns returns the columns of a run. wall_ns is split_ns + parallel_ns + merge_ns, and
// parallel_ns is the sum of the six means over its workers.
func runColumns() []column {
	return slices.Concat(keyColumns, sweepColumns, []column{
		{"start", moment, func(r *row) any { return r.run.Start }},
		{"wall_ns", integer, func(r *row) any { return int64(r.run.Timing.Wall) }},
		{"split_ns", integer, func(r *row) any { return int64(r.run.Timing.Split) }},
		{"parallel_ns", integer, func(r *row) any { return int64(r.run.Timing.Parallel) }},
		{"merge_ns", integer, func(r *row) any { return int64(r.run.Timing.Merge) }},
		{"coordinator_ns", integer, func(r *row) any { return int64(r.run.Timing.Coordinator) }},
		{"late_ns", integer, func(r *row) any { return int64(r.run.Timing.Late) }},
		{"lost_workers", integer, func(r *row) any { return int64(r.run.Timing.Lost) }},
		{"chunks", integer, sumOf(func(w *harness.WorkerTiming) *int64 { return new(int64(w.Chunks)) })},
		{"wake_mean_ns", real, meanOf(func(w *harness.WorkerTiming) time.Duration { return w.Wake })},
		{"busy_mean_ns", real, meanOf(func(w *harness.WorkerTiming) time.Duration { return w.Busy })},
		{"claim_mean_ns", real, meanOf(func(w *harness.WorkerTiming) time.Duration { return w.Claim })},
		{"serialize_mean_ns", real, meanOf(func(w *harness.WorkerTiming) time.Duration { return w.Serialize })},
		{"transfer_mean_ns", real, meanOf(func(w *harness.WorkerTiming) time.Duration { return w.Transfer })},
		{"tail_mean_ns", real, meanOf(func(w *harness.WorkerTiming) time.Duration { return w.Tail })},
		{"cpu_sum_ns", integer, schedSum(func(s *meter.SchedTiming) *time.Duration { return &s.CPU })},
		{"run_delay_sum_ns", integer, schedSum(func(s *meter.SchedTiming) *time.Duration { return &s.RunDelay })},
		{"wake_delay_sum_ns", integer, schedSum(func(s *meter.SchedTiming) *time.Duration { return s.WakeDelay })},
		{"instructions_sum", integer, countSum(instructions)},
		{"cycles_sum", integer, countSum(cycles)},
		{"reference_cycles_sum", integer, countSum(reference)},
		{"cache_misses_sum", integer, countSum(misses)},
		{"counters_enabled_sum_ns", integer, countSum(enabled)},
		{"counters_running_sum_ns", integer, countSum(running)},
		{"worker_minor_faults", integer, countSum(minorFaults)},
		{"worker_major_faults", integer, countSum(majorFaults)},
		{"worker_migrations", integer, countSum(migrations)},
		{"worker_involuntary_switches", integer, countSum(involuntary)},
		{"gc_cycles", integer, func(r *row) any { return whole(r.run.System.GCCycles) }},
		{"gc_pause_ns", integer, func(r *row) any { return nanos(r.run.System.GCPause) }},
		{"gc_assist_ns", integer, func(r *row) any { return nanos(r.run.System.GCAssist) }},
		{"steal_ns", integer, func(r *row) any { return nanos(r.run.System.Steal) }},
		{"throttled_periods", integer, func(r *row) any { return whole(r.run.System.Throttles) }},
		{"throttled_ns", integer, func(r *row) any { return nanos(r.run.System.Throttled) }},
		{"clock_hz", integer, reported(func(r *row) any { return r.run.System.ClockHz })},
		{"user_ns", integer, used(func(u *meter.Usage) int64 { return int64(u.User) })},
		{"system_ns", integer, used(func(u *meter.Usage) int64 { return int64(u.System) })},
		{"voluntary_switches", integer, used(func(u *meter.Usage) int64 { return u.Voluntary })},
		{"involuntary_switches", integer, used(func(u *meter.Usage) int64 { return u.Involuntary })},
		{"minor_faults", integer, used(func(u *meter.Usage) int64 { return u.MinorFaults })},
		{"major_faults", integer, used(func(u *meter.Usage) int64 { return u.MajorFaults })},
		{"peak_rss_bytes", integer, reported(used(func(u *meter.Usage) int64 { return u.PeakRSS }))},
		{"max_rss_bytes", integer, reported(used(func(u *meter.Usage) int64 { return u.MaxRSS }))},
		{"program_user_ns", integer, ofProgram(func(p *harness.ProcessTiming) int64 { return int64(p.User) })},
		{"program_system_ns", integer, ofProgram(func(p *harness.ProcessTiming) int64 { return int64(p.System) })},
		{"program_max_rss_bytes", integer, reported(ofProgram(func(p *harness.ProcessTiming) int64 { return p.MaxRSS }))},
		{"program_voluntary_switches", integer, ofProgram(func(p *harness.ProcessTiming) int64 { return p.Voluntary })},
		{"program_involuntary_switches", integer, ofProgram(func(p *harness.ProcessTiming) int64 { return p.Involuntary })},
		{"program_minor_faults", integer, programFaults(func(f *meter.Faults) int64 { return f.Minor })},
		{"program_major_faults", integer, programFaults(func(f *meter.Faults) int64 { return f.Major })},
		{"program_exit_code", integer, ofProgram(func(p *harness.ProcessTiming) int64 { return int64(p.Code) })},
		{"answer_sha256", text, func(r *row) any { return r.run.Answer }},
	})
}

// workerColumns returns the columns of a worker of a run. parallel_ns of the run is wake_ns +
// busy_ns + claim_ns + serialize_ns + transfer_ns + tail_ns.
func workerColumns() []column {
	return slices.Concat(keyColumns, []column{
		{"worker", integer, func(r *row) any { return int64(r.worker) }},
		{"host", text, func(r *row) any { return r.Host }},
		{"chunks", integer, func(r *row) any { return int64(r.Chunks) }},
		{"wake_ns", integer, func(r *row) any { return int64(r.Wake) }},
		{"busy_ns", integer, func(r *row) any { return int64(r.Busy) }},
		{"claim_ns", integer, func(r *row) any { return int64(r.Claim) }},
		{"serialize_ns", integer, func(r *row) any { return int64(r.Serialize) }},
		{"transfer_ns", integer, func(r *row) any { return int64(r.Transfer) }},
		{"tail_ns", integer, func(r *row) any { return int64(r.Tail) }},
		{"cpu_ns", integer, sched(func(s *meter.SchedTiming) *time.Duration { return &s.CPU })},
		{"run_delay_ns", integer, sched(func(s *meter.SchedTiming) *time.Duration { return &s.RunDelay })},
		{"wake_delay_ns", integer, sched(func(s *meter.SchedTiming) *time.Duration { return s.WakeDelay })},
		{"instructions", integer, counted(instructions)},
		{"cycles", integer, counted(cycles)},
		{"reference_cycles", integer, counted(reference)},
		{"cache_misses", integer, counted(misses)},
		{"counters_enabled_ns", integer, counted(enabled)},
		{"counters_running_ns", integer, counted(running)},
		{"minor_faults", integer, counted(minorFaults)},
		{"major_faults", integer, counted(majorFaults)},
		{"migrations", integer, counted(migrations)},
		{"involuntary_switches", integer, counted(involuntary)},
	})
}

// runRows yields a row for each run. An error is the last that is yielded.
func runRows(all []Sweep) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		for i := range all {
			k := 0
			stored := all[i].File.Store.Counted()
			for run, err := range all[i].runs() {
				if err != nil {
					yield(row{}, err)
					return
				}
				if !yield(row{sweep: &all[i], header: &all[i].File.Header, index: k, run: run, stored: stored(run)}, nil) {
					return
				}
				k++
			}
		}
	}
}

// workerRows yields a row for each worker of each run. An error is the last that is yielded.
func workerRows(all []Sweep) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		for r, err := range runRows(all) {
			if err != nil {
				yield(r, err)
				return
			}
			for w := range r.run.Timing.Workers {
				if r.worker, r.WorkerTiming = w, &r.run.Timing.Workers[w]; !yield(r, nil) {
					return
				}
			}
		}
	}
}

// sumOf adds up over the workers; nil for a run without measured workers, where one of them was not measured,
// and where the sum has no room in 64 bits, as a file may say of workers whose counts each have.
func sumOf(of func(w *harness.WorkerTiming) *int64) func(r *row) any {
	return func(r *row) any {
		workers := r.run.Timing.Workers
		var sum int64
		for i := range workers {
			n := of(&workers[i])
			if n == nil || *n > math.MaxInt64-sum {
				return nil
			}
			sum += *n
		}
		if len(workers) == 0 {
			return nil
		}
		return sum
	}
}

// meanOf returns the mean over the workers; nil for a run without measured workers.
func meanOf(of func(w *harness.WorkerTiming) time.Duration) func(r *row) any {
	return func(r *row) any {
		workers := r.run.Timing.Workers
		if len(workers) == 0 {
			return nil
		}
		sum := 0.0
		for i := range workers {
			sum += float64(of(&workers[i]))
		}
		return sum / float64(len(workers))
	}
}

func sched(of func(s *meter.SchedTiming) *time.Duration) func(r *row) any {
	return func(r *row) any {
		if r.Sched == nil {
			return nil
		}
		return nanos(of(r.Sched))
	}
}

// schedSum adds up over the workers; nil where it was not measured for one of them.
func schedSum(of func(s *meter.SchedTiming) *time.Duration) func(r *row) any {
	return sumOf(func(w *harness.WorkerTiming) *int64 {
		if w.Sched == nil {
			return nil
		}
		return (*int64)(of(w.Sched))
	})
}

func used(of func(u *meter.Usage) int64) func(r *row) any {
	return func(r *row) any {
		if r.run.System.Usage == nil {
			return nil
		}
		return of(r.run.System.Usage)
	}
}

func programFaults(of func(f *meter.Faults) int64) func(r *row) any {
	return func(r *row) any {
		if p := r.run.Timing.Process; p != nil && p.Faults != nil {
			return of(p.Faults)
		}
		return nil
	}
}

func ofProgram(of func(p *harness.ProcessTiming) int64) func(r *row) any {
	return func(r *row) any {
		if r.run.Timing.Process == nil {
			return nil
		}
		return of(r.run.Timing.Process)
	}
}

// reported returns nil where a count is 0, which means that the system does not report it.
func reported(of func(r *row) any) func(r *row) any {
	return func(r *row) any {
		v := of(r)
		if v == int64(0) {
			return nil
		}
		return v
	}
}

func whole(n *int) any {
	if n == nil {
		return nil
	}
	return int64(*n)
}

// seedOf writes the seed as text, because a signed integer cannot hold every seed.
func seedOf(h *results.Header) string { return strconv.FormatUint(h.Seed, 10) }

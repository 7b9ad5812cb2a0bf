package results

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"

	"serialfraction/harness"
)

// Bounds that no sweep reaches, so that sums of the values read cannot overflow.
const (
	maxTime    = 1 << 60 // nanoseconds: 36 years
	maxWorkers = 1 << 20
)

// A namedTime is a time in nanoseconds under its key in the file.
type namedTime struct {
	key string
	ns  int64
}

func checkTimes(times ...namedTime) error {
	for _, t := range times {
		if t.ns < 0 || t.ns > maxTime {
			return fmt.Errorf("%s is %d: a time must be from 0 to %d ns", t.key, t.ns, maxTime)
		}
	}
	return nil
}

func checkOptional(key string, ns *int64) error {
	if ns == nil {
		return nil
	}
	return checkTimes(namedTime{key, *ns})
}

func checkCount(key string, n *int) error {
	if n == nil || *n >= 0 {
		return nil
	}
	return fmt.Errorf("%s is %d: it cannot be negative", key, *n)
}

// checkAmount returns an error unless x is finite and not negative.
func checkAmount(key string, x float64) error {
	if x < 0 || math.IsInf(x, 0) || math.IsNaN(x) {
		return fmt.Errorf("%s is %v: it must be 0 or more", key, x)
	}
	return nil
}

// checkHosts returns an error if a host cannot have had workers.
func checkHosts(hosts []harness.Host) error {
	for _, h := range hosts {
		if h.Name == "" || h.Slots < 1 {
			return fmt.Errorf("hosts: %q has no name, or no worker", h.Name)
		}
		if err := checkAmount("hosts.cpus", h.CPUs); err != nil {
			return err
		}
	}
	return nil
}

func (w *wireHeader) check() error {
	if w.Workload == "" || w.Engine == "" {
		return errors.New("no workload or no engine")
	}
	if len(w.Workers) == 0 {
		return errors.New("no workers: the sweep has no N")
	}
	if err := checkDesign(w.Design, w.Workers); err != nil {
		return err
	}
	if err := checkHosts(w.Hosts); err != nil {
		return err
	}
	if slices.ContainsFunc(w.PinCPUs, func(cpu int) bool { return cpu < 0 }) {
		return errors.New("pin_cpus: a CPU has a negative number")
	}
	counts := slices.Concat(w.Workers, w.Control)
	if w.Alternative != nil {
		if len(w.Alternative.Workers) == 0 || w.Alternative.Approximation.Rows < 0 || w.Alternative.ChunkRows < 0 {
			return errors.New("rival: the alternative has no workers, or a negative number of rows")
		}
		counts = append(counts, w.Alternative.Workers...)
	}
	for _, n := range counts {
		if err := checkWorkers(n); err != nil {
			return err
		}
	}
	for _, c := range []struct {
		key string
		n   int
	}{
		{"chunk_rows", w.ChunkRows}, {"chunks", w.Chunks}, {"tile", w.Tile}, {"warmup", w.Warmup},
		{"repeats", w.Repeats}, {"gomaxprocs", w.GOMAXPROCS},
	} {
		if c.n < 0 {
			return fmt.Errorf("%s is %d: it cannot be negative", c.key, c.n)
		}
	}
	return cmp.Or(checkAmount("precision", w.Precision), w.Request.check(), w.Sizes.check(), checkMachine(&w.Machine),
		checkTimes(namedTime{"pace_ns", w.Pace}, namedTime{"max_time_ns", w.MaxTime}),
		checkOptional("load_ns", w.Load), checkOptional("staged_ns", w.Staged), checkOptional("spawn_ns", w.Spawn))
}

func checkWorkers(n int) error {
	if n < 1 || n > maxWorkers {
		return fmt.Errorf("%d workers: N must be from 1 to %d", n, maxWorkers)
	}
	return nil
}

// check returns an error unless the phases of a run add up to its wall time, and the times
// of each worker to the parallel phase. Every later computation relies on that.
func (w *wireRun) check() error {
	if err := checkWorkers(w.Workers); err != nil {
		return err
	}
	if err := checkTimes(namedTime{"wall_ns", w.Wall}, namedTime{"split_ns", w.Split},
		namedTime{"parallel_ns", w.Parallel}, namedTime{"merge_ns", w.Merge},
		namedTime{"coordinator_ns", w.Coordinator}, namedTime{"late_ns", w.Late}); err != nil {
		return err
	}
	if w.Wall == 0 {
		return errors.New("wall_ns is missing or 0")
	}
	if sum := w.Split + w.Parallel + w.Merge; sum != w.Wall {
		return fmt.Errorf("split_ns + parallel_ns + merge_ns is %d and wall_ns %d: the phases must add up to the run", sum, w.Wall)
	}
	if n := len(w.Worker); n != 0 && n != w.Workers {
		return fmt.Errorf("times of %d workers in a run of %d", n, w.Workers)
	}
	for i := range w.Worker {
		if err := w.Worker[i].check(w.Parallel); err != nil {
			return fmt.Errorf("worker %d: %w", i, err)
		}
	}
	if (w.SplitDelay == nil) != (w.MergeDelay == nil) {
		return errors.New("split_delay_ns and merge_delay_ns must both be there or both be absent")
	}
	if w.ClockHz < 0 {
		return fmt.Errorf("clock_hz is %d: it cannot be negative", w.ClockHz)
	}
	if w.Lost < 0 {
		return fmt.Errorf("lost_workers is %d: it cannot be negative", w.Lost)
	}
	return cmp.Or(w.Process.check(), w.Others.check(), w.Usage.check(), checkCount("gc_cycles", w.GCCycles),
		checkOptional("split_delay_ns", w.SplitDelay), checkOptional("merge_delay_ns", w.MergeDelay),
		checkOptional("rejoined_ns", w.Rejoined), checkOptional("rejoin_delay_ns", w.RejoinDelay), checkOptional("waking_ns", w.Waking),
		checkOptional("gc_pause_ns", w.GCPause), checkOptional("gc_assist_ns", w.GCAssist), checkOptional("steal_ns", w.Steal),
		checkCount("throttled_periods", w.Throttles), checkOptional("throttled_ns", w.Throttled))
}

func (t wireStoreTime) check() error {
	switch {
	case t.Workers < 1:
		return fmt.Errorf("workers is %d: at least 1 wrote", t.Workers)
	case t.Sync > t.Store:
		return fmt.Errorf("sync_ns is %d and store_ns %d: it is a part of it", t.Sync, t.Store)
	}
	return checkTimes(namedTime{"store_ns", t.Store}, namedTime{"sync_ns", t.Sync})
}

// check returns an error if the part is longer than the whole.
func (w *wireStore) check() error {
	if err := cmp.Or(checkTimes(namedTime{"store_ns", w.Store}), checkOptional("sync_ns", w.Sync)); err != nil {
		return err
	}
	if w.Sync != nil && *w.Sync > w.Store {
		return fmt.Errorf("sync_ns is %d and store_ns %d: it is a part of it", *w.Sync, w.Store)
	}
	for _, t := range w.Again {
		if err := t.check(); err != nil {
			return fmt.Errorf("again: %w", err)
		}
	}
	for i := range w.Unanswered {
		if err := w.Unanswered[i].check(); err != nil {
			return err
		}
	}
	return nil
}

func (w *wireWorker) check(parallel int64) error {
	if err := checkTimes(namedTime{"wake_ns", w.Wake}, namedTime{"busy_ns", w.Busy},
		namedTime{"claim_ns", w.Claim}, namedTime{"tail_ns", w.Tail},
		namedTime{"serialize_ns", w.Serialize}, namedTime{"transfer_ns", w.Transfer}); err != nil {
		return err
	}
	if sum := w.Wake + w.Busy + w.Claim + w.Serialize + w.Transfer + w.Tail; sum != parallel {
		return fmt.Errorf("wake_ns + busy_ns + claim_ns + serialize_ns + transfer_ns + tail_ns is %d and parallel_ns %d: the parts must add up to the phase", sum, parallel)
	}
	if (w.CPU == nil) != (w.RunDelay == nil) {
		return errors.New("cpu_ns and run_delay_ns must both be there or both be absent")
	}
	return cmp.Or(checkOptional("cpu_ns", w.CPU), checkOptional("run_delay_ns", w.RunDelay),
		checkOptional("wake_delay_ns", w.WakeDelay), checkOptional("awake_ns", w.Awake),
		checkOptional("awake_delay_ns", w.AwakeDelay), checkOptional("claim_delay_ns", w.ClaimDelay),
		w.Hardware.check(), w.Software.check())
}

func (w *wireProcess) check() error {
	if w == nil {
		return nil
	}
	if w.MaxRSS < 0 || w.Voluntary < 0 || w.Involuntary < 0 {
		return errors.New("max_rss_bytes, voluntary_switches and involuntary_switches cannot be negative")
	}
	return cmp.Or(checkCounts("process", w.MinorFaults, w.MajorFaults), checkTimes(namedTime{"user_ns", w.User}, namedTime{"system_ns", w.System}))
}

func (w *wireOthers) check() error {
	if w == nil {
		return nil
	}
	if w.Ready != nil {
		if err := checkAmount("other_work.ready", *w.Ready); err != nil {
			return err
		}
	}
	return cmp.Or(checkTimes(namedTime{"other_work.cpu_ns", w.CPU}), checkOptional("other_work.pressure_ns", w.Pressure))
}

func (w *wireUsage) check() error {
	if w == nil {
		return nil
	}
	if min(w.Voluntary, w.Involuntary, w.MinorFaults, w.MajorFaults, w.PeakRSS, w.MaxRSS) < 0 {
		return errors.New("usage: its switches, faults and bytes cannot be negative")
	}
	return checkTimes(namedTime{"usage.user_ns", w.User}, namedTime{"usage.system_ns", w.System})
}

// dropNonsense removes impossible evidence: a hypervisor may take stolen time back, and a
// clock of the scheduler may be set. Evidence only accompanies the times, so a sweep does
// not end because of it.
func (w *wireRun) dropNonsense() {
	for _, n := range []**int{&w.GCCycles, &w.Throttles} {
		if checkCount("", *n) != nil {
			*n = nil
		}
	}
	for _, ns := range []**int64{&w.GCPause, &w.GCAssist, &w.Steal, &w.Throttled, &w.Rejoined, &w.RejoinDelay, &w.Waking} {
		if checkOptional("", *ns) != nil {
			*ns = nil
		}
	}
	w.ClockHz = max(w.ClockHz, 0)
	if checkTimes(namedTime{"", w.Coordinator}) != nil {
		w.Coordinator = 0
	}
	if checkTimes(namedTime{"", w.Late}) != nil {
		w.Late = 0
	}
	if cmp.Or(checkOptional("", w.SplitDelay), checkOptional("", w.MergeDelay)) != nil {
		w.SplitDelay, w.MergeDelay = nil, nil
	}
	if w.Process.check() != nil {
		w.Process = nil
	}
	if w.Others.check() != nil {
		w.Others = nil
	}
	if w.Usage.check() != nil {
		w.Usage = nil
	}
	for i := range w.Worker {
		k := &w.Worker[i]
		if checkOptional("", k.CPU) != nil || checkOptional("", k.RunDelay) != nil {
			k.CPU, k.RunDelay, k.WakeDelay, k.AwakeDelay, k.ClaimDelay = nil, nil, nil, nil, nil
		}
		if k.Hardware.check() != nil {
			k.Hardware = nil
		}
		if k.Software.check() != nil {
			k.Software = nil
		}
		for _, ns := range []**int64{&k.WakeDelay, &k.Awake, &k.AwakeDelay, &k.ClaimDelay, &k.Process} {
			if checkOptional("", *ns) != nil {
				*ns = nil
			}
		}
	}
}

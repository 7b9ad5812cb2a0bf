package results

import (
	"math"

	"serialfraction/harness/counters"
	"serialfraction/harness/probe"
)

// Probe is a [probe.Report] of a machine, in the numbers that files and other programs use.
// Fields that were not measured are nil or empty.
type Probe struct {
	Timer        *TimerProbe        `json:"timer,omitempty"`
	GoSleep      *SpreadProbe       `json:"overshoot_go_sleep_1ms,omitempty"` // of time.Sleep
	Idle         *SpreadProbe       `json:"overshoot_idle_1ms,omitempty"`     // of what paces workers
	Pause        *SpreadProbe       `json:"overshoot_pause_1ms,omitempty"`    // of what times one thread's wait
	Wake         *SpreadProbe       `json:"wake,omitempty"`                   // of a parked thread
	Spin         []SpinProbe        `json:"spin,omitempty"`                   // from 1 thread up
	Siblings     *SiblingProbe      `json:"siblings,omitempty"`
	Interference *InterferenceProbe `json:"interference,omitempty"`
	Memory       *MemoryProbe       `json:"memory,omitempty"`
	Disk         *DiskProbe         `json:"disk,omitempty"`
	Counters     *CountersProbe     `json:"counters,omitempty"`

	Instructions float64 `json:"instructions_per_second,omitempty"` // of one thread in arithmetic; 0 = not counted
}

// TimerProbe is [probe.Timer].
type TimerProbe struct {
	Read float64 `json:"read_ns"`
	Step int64   `json:"step_ns"`
}

// SpreadProbe is [probe.Spread].
type SpreadProbe struct {
	Times  int   `json:"times"`
	Median int64 `json:"median_ns"`
	P99    int64 `json:"p99_ns"`
}

// Middle is [probe.Middle].
type Middle struct {
	Value float64 `json:"value"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
	Level float64 `json:"level"`
}

// SpinProbe is a measurement of several threads that each do the same arithmetic.
type SpinProbe struct {
	Threads int     `json:"threads"`
	Speedup Middle  `json:"speedup"`    // over one thread, of their work together
	Slowest []int64 `json:"slowest_ns"` // time of the slowest thread, run by run
}

// SiblingProbe compares two threads on the CPUs of one core with two on those of two cores.
type SiblingProbe struct {
	Shared  [2]int `json:"cpus_of_one_core"`
	Apart   [2]int `json:"cpus_of_two_cores"`
	OneCore Middle `json:"speedup_one_core"`
	TwoCore Middle `json:"speedup_two_cores"`
}

// InterferenceProbe is [probe.Interference], summed over its threads. Fields that the
// system does not report are nil.
type InterferenceProbe struct {
	Threads     int    `json:"threads"`
	Watched     int64  `json:"watched_ns"`
	Gaps        int    `json:"gaps"`
	Lost        int64  `json:"lost_ns"`
	Largest     int64  `json:"largest_gap_ns"`
	RunDelay    *int64 `json:"run_delay_ns,omitempty"`
	Others      *int64 `json:"other_processes_ns,omitempty"` // on all CPUs of the machine
	Steal       *int64 `json:"steal_ns,omitempty"`
	Throttled   *int64 `json:"throttled_ns,omitempty"`
	Voluntary   *int64 `json:"voluntary_switches,omitempty"`
	Involuntary *int64 `json:"involuntary_switches,omitempty"`
}

// MemoryProbe is [probe.Memory].
type MemoryProbe struct {
	CacheBytes int64         `json:"last_level_cache_bytes"`
	ArrayBytes int64         `json:"array_bytes"`
	Points     []MemoryPoint `json:"levels"`
}

// MemoryPoint is the rate at which several threads together moved memory.
type MemoryPoint struct {
	Threads int    `json:"threads"`
	Read    Middle `json:"read_bytes_per_second"`
	Triad   Middle `json:"triad_bytes_per_second"`
}

// DiskProbe is [probe.Disk].
type DiskProbe struct {
	Folder string  `json:"folder"`
	Bytes  int64   `json:"bytes"`
	Rate   float64 `json:"read_bytes_per_second"`
	Cached bool    `json:"cached"`
}

// CountersProbe is [counters.Access].
type CountersProbe struct {
	Access   counters.Refusal `json:"access"`
	Clock    float64          `json:"clock_hz,omitempty"`
	Paranoid *int             `json:"perf_event_paranoid,omitempty"`
	Filtered bool             `json:"filtered,omitempty"`
	Capable  bool             `json:"capable,omitempty"`
}

// ProbeOf returns the measurements of r as a file holds them.
func ProbeOf(r *probe.Report) *Probe {
	p := &Probe{GoSleep: spreadOf(r.GoSleep), Idle: spreadOf(r.Idle), Pause: spreadOf(r.Pause), Wake: spreadOf(r.Wake),
		Interference: interferenceOf(r.Interference), Memory: memoryOf(r.Memory), Instructions: math.Round(r.Instructions)}
	if t := r.Timer; t != nil {
		p.Timer = &TimerProbe{t.Cost, int64(t.Step)}
	}
	for _, at := range r.Spin {
		s := SpinProbe{Threads: at.Threads, Speedup: middle(at.Ratio(r.Spin[0]))}
		for _, d := range at.Slowest {
			s.Slowest = append(s.Slowest, int64(d))
		}
		p.Spin = append(p.Spin, s)
	}
	if s := r.Siblings; s != nil {
		p.Siblings = &SiblingProbe{s.Shared, s.Apart, middle(s.One[1].Ratio(s.One[0])), middle(s.Two[1].Ratio(s.Two[0]))}
	}
	if d := r.Disk; d != nil {
		p.Disk = &DiskProbe{d.Folder, d.Bytes, math.Round(d.Rate()), d.Cached}
	}
	if c := r.Counters; c != nil {
		p.Counters = &CountersProbe{c.Refusal, math.Round(c.Clock), c.Paranoid, c.Filtered, c.Capable}
	}
	return p
}

func spreadOf(s *probe.Spread) *SpreadProbe {
	if s == nil {
		return nil
	}
	return &SpreadProbe{s.Times, int64(s.Median), int64(s.P99)}
}

func interferenceOf(in *probe.Interference) *InterferenceProbe {
	if in == nil {
		return nil
	}
	p := &InterferenceProbe{Threads: len(in.Threads), Watched: int64(in.Watched()), Gaps: in.Count(), Lost: int64(in.Lost()),
		Largest: int64(in.Largest()), RunDelay: nanos(in.Sched), Others: nanos(in.Others),
		Steal: nanos(in.System.Steal), Throttled: nanos(in.System.Throttled)}
	if u := in.System.Usage; u != nil {
		p.Voluntary, p.Involuntary = &u.Voluntary, &u.Involuntary
	}
	return p
}

func memoryOf(m *probe.Memory) *MemoryProbe {
	if m == nil {
		return nil
	}
	p := &MemoryProbe{CacheBytes: m.CacheBytes, ArrayBytes: m.ArrayBytes}
	for i, at := range m.Read {
		p.Points = append(p.Points, MemoryPoint{at.Threads, middle(at.Rate(float64(m.ArrayBytes))), middle(m.Triad[i].Rate(3 * float64(m.ArrayBytes)))})
	}
	return p
}

func middle(m probe.Middle) Middle {
	return Middle{m.Value, m.Lo, m.Hi, probe.MiddleLevel}
}

package results

import (
	"fmt"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

type wireRun struct {
	Kind        string    `json:"kind"`
	Engine      string    `json:"engine"`
	Block       int       `json:"block"`
	Order       int       `json:"order"`
	Workers     int       `json:"workers"`
	Warmup      bool      `json:"warmup,omitempty"`
	Start       time.Time `json:"start"`
	Wall        int64     `json:"wall_ns"`
	Split       int64     `json:"split_ns"`
	Parallel    int64     `json:"parallel_ns"`
	Merge       int64     `json:"merge_ns"`
	Coordinator int64     `json:"coordinator_ns,omitempty"`

	SplitDelay *int64 `json:"split_delay_ns,omitempty"`
	MergeDelay *int64 `json:"merge_delay_ns,omitempty"`
	Rejoined   *int64 `json:"rejoined_ns,omitempty"`

	RejoinDelay *int64 `json:"rejoin_delay_ns,omitempty"`
	Waking      *int64 `json:"waking_ns,omitempty"`

	Lost      int          `json:"lost_workers,omitempty"`
	Late      int64        `json:"late_ns,omitempty"`
	Worker    []wireWorker `json:"worker,omitempty"`
	GCCycles  *int         `json:"gc_cycles,omitempty"`
	GCPause   *int64       `json:"gc_pause_ns,omitempty"`
	GCAssist  *int64       `json:"gc_assist_ns,omitempty"`
	Steal     *int64       `json:"steal_ns,omitempty"`
	Throttles *int         `json:"throttled_periods,omitempty"`
	Throttled *int64       `json:"throttled_ns,omitempty"`
	ClockHz   int64        `json:"clock_hz,omitempty"`
	Usage     *wireUsage   `json:"usage,omitempty"`
	Process   *wireProcess `json:"process,omitempty"`
	Others    *wireOthers  `json:"other_work,omitempty"`
	Answer    string       `json:"answer_sha256,omitempty"`
	Timeline  []byte       `json:"timeline,omitempty"`

	TimelineDelays []byte `json:"timeline_delays,omitempty"`
}

// wireUsage is what the process that timed the run used.
type wireUsage struct {
	User        int64 `json:"user_ns"`
	System      int64 `json:"system_ns"`
	Voluntary   int64 `json:"voluntary_switches"`
	Involuntary int64 `json:"involuntary_switches"`
	MinorFaults int64 `json:"minor_faults"`
	MajorFaults int64 `json:"major_faults"`
	PeakRSS     int64 `json:"peak_rss_bytes,omitempty"`
	MaxRSS      int64 `json:"max_rss_bytes,omitempty"`
}

// wireProcess is what a whole program used.
type wireProcess struct {
	User        int64  `json:"user_ns"`
	System      int64  `json:"system_ns"`
	MaxRSS      int64  `json:"max_rss_bytes,omitempty"`
	Voluntary   int64  `json:"voluntary_switches"`
	Involuntary int64  `json:"involuntary_switches"`
	MinorFaults *int64 `json:"minor_faults,omitempty"` // both or none
	MajorFaults *int64 `json:"major_faults,omitempty"`
	Code        int    `json:"exit_code,omitempty"`
}

// wireOthers is what other processes did during a run.
type wireOthers struct {
	CPU      int64  `json:"cpu_ns"`
	Pressure *int64 `json:"pressure_ns,omitempty"`

	Ready *float64 `json:"ready,omitempty"`
}

type wireWorker struct {
	Chunks int   `json:"chunks"`
	Wake   int64 `json:"wake_ns"`
	Busy   int64 `json:"busy_ns"`
	Claim  int64 `json:"claim_ns"`
	Tail   int64 `json:"tail_ns"`

	Serialize int64  `json:"serialize_ns,omitempty"`
	Transfer  int64  `json:"transfer_ns,omitempty"`
	Host      string `json:"host,omitempty"`

	Process *int64 `json:"process_ns,omitempty"`

	CPU      *int64 `json:"cpu_ns,omitempty"`
	RunDelay *int64 `json:"run_delay_ns,omitempty"`

	Awake     *int64 `json:"awake_ns,omitempty"`
	WakeDelay *int64 `json:"wake_delay_ns,omitempty"`

	AwakeDelay *int64 `json:"awake_delay_ns,omitempty"`
	ClaimDelay *int64 `json:"claim_delay_ns,omitempty"`

	Hardware *wireHardware `json:"hardware,omitempty"`
	Software *wireSoftware `json:"software,omitempty"`
}

// EncodeRun returns a run as a line of a result file, newline included. It fails on a run
// that could not be read back because its times do not add up. Impossible evidence is left
// out.
func EncodeRun(r harness.Run) ([]byte, error) {
	w := wireRun{
		Kind: "run", Engine: r.Engine, Block: r.Block, Order: r.Order,
		Workers: r.Workers, Warmup: r.Warmup, Start: r.Start,
		Wall: int64(r.Timing.Wall), Split: int64(r.Timing.Split),
		Parallel: int64(r.Timing.Parallel), Merge: int64(r.Timing.Merge),
		Coordinator: int64(r.Timing.Coordinator),
		Late:        int64(r.Timing.Late),
		Lost:        r.Timing.Lost,
		Rejoined:    nanos(r.Timing.Rejoined),
		Waking:      nanos(r.Timing.Waking),
		GCCycles:    r.System.GCCycles,
		GCPause:     nanos(r.System.GCPause),
		GCAssist:    nanos(r.System.GCAssist),
		Steal:       nanos(r.System.Steal),
		Throttles:   r.System.Throttles,
		Throttled:   nanos(r.System.Throttled),
		ClockHz:     r.System.ClockHz,
		Answer:      r.Answer,
	}
	w.Timeline, w.TimelineDelays = r.Timeline.Parts()
	for _, t := range r.Timing.Workers {
		x := wireWorker{Chunks: t.Chunks, Wake: int64(t.Wake), Busy: int64(t.Busy),
			Claim: int64(t.Claim), Tail: int64(t.Tail), Awake: nanos(t.Awake),
			Serialize: int64(t.Serialize), Transfer: int64(t.Transfer), Host: t.Host, Process: nanos(t.Process)}
		if t.Sched != nil {
			x.CPU, x.RunDelay = nanos(&t.Sched.CPU), nanos(&t.Sched.RunDelay)
			x.WakeDelay, x.AwakeDelay, x.ClaimDelay = nanos(t.Sched.WakeDelay), nanos(t.Sched.AwakeDelay), nanos(t.Sched.ClaimDelay)
		}
		x.Hardware, x.Software = countsOf(t.Counts)
		w.Worker = append(w.Worker, x)
	}
	if d := r.Timing.Delay; d != nil {
		w.SplitDelay, w.MergeDelay, w.RejoinDelay = nanos(&d.Split), nanos(&d.Merge), nanos(d.Rejoin)
	}
	if p := r.Timing.Process; p != nil {
		w.Process = &wireProcess{User: int64(p.User), System: int64(p.System), MaxRSS: p.MaxRSS,
			Voluntary: p.Voluntary, Involuntary: p.Involuntary, Code: p.Code}
		if f := p.Faults; f != nil {
			w.Process.MinorFaults, w.Process.MajorFaults = &f.Minor, &f.Major
		}
	}
	if o := r.Timing.Others; o != nil {
		w.Others = &wireOthers{CPU: int64(o.CPU), Pressure: nanos(o.Pressure), Ready: o.Ready}
	}
	if u := r.System.Usage; u != nil {
		w.Usage = &wireUsage{User: int64(u.User), System: int64(u.System), Voluntary: u.Voluntary, Involuntary: u.Involuntary,
			MinorFaults: u.MinorFaults, MajorFaults: u.MajorFaults, PeakRSS: u.PeakRSS, MaxRSS: u.MaxRSS}
	}
	w.dropNonsense()
	if err := w.check(); err != nil {
		return nil, fmt.Errorf("run %d of block %d, N = %d: %w", r.Order, r.Block, r.Workers, err)
	}
	return line(w)
}

func (w wireRun) run() harness.Run {
	r := harness.Run{
		Engine: w.Engine, Block: w.Block, Order: w.Order,
		Workers: w.Workers, Warmup: w.Warmup, Start: w.Start,
		Timing: harness.Timing{
			Wall: time.Duration(w.Wall), Split: time.Duration(w.Split),
			Parallel: time.Duration(w.Parallel), Merge: time.Duration(w.Merge),
			Coordinator: time.Duration(w.Coordinator),
			Late:        time.Duration(w.Late),
			Lost:        w.Lost,
			Rejoined:    duration(w.Rejoined),
			Waking:      duration(w.Waking),
		},
		System: meter.System{
			GCCycles: w.GCCycles,
			GCPause:  duration(w.GCPause),
			GCAssist: duration(w.GCAssist),
			Steal:    duration(w.Steal),

			Throttles: w.Throttles,
			Throttled: duration(w.Throttled),
			ClockHz:   w.ClockHz,
		},
		Answer:   w.Answer,
		Timeline: harness.NewTimelineOf(w.Timeline, w.TimelineDelays),
	}
	if u := w.Usage; u != nil {
		r.System.Usage = &meter.Usage{CPUUse: cpuUse(u.User, u.System, u.Voluntary, u.Involuntary),
			MinorFaults: u.MinorFaults, MajorFaults: u.MajorFaults, PeakRSS: u.PeakRSS, MaxRSS: u.MaxRSS}
	}
	if len(w.Worker) > 0 { // in memory of their size, for there are many
		r.Timing.Workers = make([]harness.WorkerTiming, 0, len(w.Worker))
	}
	var scheds []meter.SchedTiming
	for _, x := range w.Worker {
		t := harness.WorkerTiming{Chunks: x.Chunks, Wake: time.Duration(x.Wake), Busy: time.Duration(x.Busy),
			Claim: time.Duration(x.Claim), Tail: time.Duration(x.Tail), Awake: duration(x.Awake),
			Serialize: time.Duration(x.Serialize), Transfer: time.Duration(x.Transfer), Host: x.Host, Process: duration(x.Process), Counts: x.counts()}
		if x.CPU != nil && x.RunDelay != nil {
			if scheds == nil {
				scheds = make([]meter.SchedTiming, 0, len(w.Worker))
			}
			scheds = append(scheds, meter.SchedTiming{CPU: time.Duration(*x.CPU), RunDelay: time.Duration(*x.RunDelay),
				WakeDelay: duration(x.WakeDelay), AwakeDelay: duration(x.AwakeDelay), ClaimDelay: duration(x.ClaimDelay)})
			t.Sched = &scheds[len(scheds)-1]
		}
		r.Timing.Workers = append(r.Timing.Workers, t)
	}
	if w.SplitDelay != nil && w.MergeDelay != nil {
		r.Timing.Delay = &harness.CoordinatorDelay{Split: time.Duration(*w.SplitDelay), Merge: time.Duration(*w.MergeDelay), Rejoin: duration(w.RejoinDelay)}
	}
	if p := w.Process; p != nil {
		r.Timing.Process = &harness.ProcessTiming{CPUUse: cpuUse(p.User, p.System, p.Voluntary, p.Involuntary), MaxRSS: p.MaxRSS, Code: p.Code}
		if p.MinorFaults != nil && p.MajorFaults != nil {
			r.Timing.Process.Faults = &meter.Faults{Minor: *p.MinorFaults, Major: *p.MajorFaults}
		}
	}
	if o := w.Others; o != nil {
		r.Timing.Others = &meter.OtherWork{CPU: time.Duration(o.CPU), Pressure: duration(o.Pressure), Ready: o.Ready}
	}
	return r
}

// cpuUse builds a CPUUse from fields that are not next to each other on the wire.
func cpuUse(user, system, voluntary, involuntary int64) meter.CPUUse {
	return meter.CPUUse{User: time.Duration(user), System: time.Duration(system), Voluntary: voluntary, Involuntary: involuntary}
}

package results

import (
	"encoding/json"
	"fmt"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
)

// The wire structs are the file format. They are separate from the structs in memory. Only
// Build, Data, Alternative, Probe, Unanswered and [machine.Description] have the keys of the file
// themselves. Every field has a key, so that renaming a Go field never changes a file. A
// time in a wire struct is an integer of nanoseconds; what was not measured is absent.

type wireKind struct {
	Kind string `json:"kind"`
}

type wireHeader struct {
	Kind        string              `json:"kind"`
	Schema      int                 `json:"schema"`
	Version     string              `json:"version"`
	Build       Build               `json:"build,omitzero"`
	Time        time.Time           `json:"time"`
	Command     []string            `json:"command"`
	Request     *wireRequest        `json:"request,omitempty"`
	Machine     machine.Description `json:"machine"`
	Data        Data                `json:"data"`
	Workload    string              `json:"workload"`
	Args        map[string]string   `json:"args,omitempty"`
	Outputs     []string            `json:"outputs"`
	Engine      string              `json:"engine"`
	Schedule    string              `json:"schedule,omitempty"`
	ChunkRows   int                 `json:"chunk_rows"`
	Chunks      int                 `json:"chunks"`
	Tile        int                 `json:"tile,omitempty"`
	Pace        int64               `json:"pace_ns"`
	Weighted    bool                `json:"weighted,omitempty"`
	Seed        uint64              `json:"seed"`
	Balanced    bool                `json:"balanced,omitempty"`
	Workers     []int               `json:"workers"`
	Method      string              `json:"method,omitempty"`
	Alternative *Alternative        `json:"rival,omitempty"`
	Control     []int               `json:"control_workers,omitempty"`
	Warmup      int                 `json:"warmup"`
	Repeats     int                 `json:"repeats"`
	Precision   float64             `json:"precision"`
	MaxTime     int64               `json:"max_time_ns"`
	GOMAXPROCS  int                 `json:"gomaxprocs"`
	Forced      []string            `json:"forced,omitempty"`
	Load        *int64              `json:"load_ns,omitempty"`
	Spawn       *int64              `json:"spawn_ns,omitempty"`
	Answer      string              `json:"answer_sha256,omitempty"`
	Probe       *Probe              `json:"probe,omitempty"`
}

type wireRun struct {
	Kind        string       `json:"kind"`
	Engine      string       `json:"engine"`
	Block       int          `json:"block"`
	Order       int          `json:"order"`
	Workers     int          `json:"workers"`
	Warmup      bool         `json:"warmup,omitempty"`
	Start       time.Time    `json:"start"`
	Wall        int64        `json:"wall_ns"`
	Split       int64        `json:"split_ns"`
	Parallel    int64        `json:"parallel_ns"`
	Merge       int64        `json:"merge_ns"`
	Coordinator int64        `json:"coordinator_ns,omitempty"`
	Late        int64        `json:"late_ns,omitempty"`
	Worker      []wireWorker `json:"worker,omitempty"`
	GCCycles    *int         `json:"gc_cycles,omitempty"`
	GCPause     *int64       `json:"gc_pause_ns,omitempty"`
	GCAssist    *int64       `json:"gc_assist_ns,omitempty"`
	Steal       *int64       `json:"steal_ns,omitempty"`
	Throttles   *int         `json:"throttled_periods,omitempty"`
	Throttled   *int64       `json:"throttled_ns,omitempty"`
	Usage       *wireUsage   `json:"usage,omitempty"`
	Process     *wireProcess `json:"process,omitempty"`
	Answer      string       `json:"answer_sha256,omitempty"`
	Timeline    []byte       `json:"timeline,omitempty"`
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
	User        int64 `json:"user_ns"`
	System      int64 `json:"system_ns"`
	MaxRSS      int64 `json:"max_rss_bytes,omitempty"`
	Voluntary   int64 `json:"voluntary_switches"`
	Involuntary int64 `json:"involuntary_switches"`
	Code        int   `json:"exit_code,omitempty"`
}

type wireWorker struct {
	Chunks   int    `json:"chunks"`
	Wake     int64  `json:"wake_ns"`
	Busy     int64  `json:"busy_ns"`
	Claim    int64  `json:"claim_ns"`
	Tail     int64  `json:"tail_ns"`
	CPU      *int64 `json:"cpu_ns,omitempty"`
	RunDelay *int64 `json:"run_delay_ns,omitempty"`

	WakeDelay *int64 `json:"wake_delay_ns,omitempty"`
}

type wireEnd struct {
	Kind        string `json:"kind"`
	Stopped     string `json:"stopped"`
	Interrupted bool   `json:"interrupted,omitempty"`
	Failed      string `json:"failed,omitempty"`
}

type wireStore struct {
	Kind  string `json:"kind"`
	Store int64  `json:"store_ns"`
	Sync  *int64 `json:"sync_ns,omitempty"`

	Unanswered []Unanswered `json:"unanswered,omitempty"`
}

// EncodeHeader returns the first line of a result file, newline included. It fails on a
// header that could not be read back.
func EncodeHeader(h Header) ([]byte, error) {
	w := wireHeader{
		Kind: "header", Schema: Schema,
		Version: h.Version, Build: h.Build, Time: h.Time, Command: h.Command, Request: h.Request.wire(),
		Machine: h.Machine, Data: h.Data,
		Workload: h.Workload, Args: h.Args, Outputs: h.Outputs,
		Engine: h.Engine, Schedule: h.Schedule,
		ChunkRows: h.ChunkRows, Chunks: h.Chunks, Tile: h.Tile,
		Pace: int64(h.Pace), Weighted: h.Weighted, Seed: h.Seed, Balanced: h.Balanced,
		Method: h.Method, Alternative: h.Alternative,
		Workers: h.Workers, Control: h.Control, Warmup: h.Warmup, Repeats: h.Repeats,
		Precision: h.Precision, MaxTime: int64(h.MaxTime), GOMAXPROCS: h.GOMAXPROCS, Forced: h.Forced,
		Load: nanos(h.Load), Spawn: nanos(h.Spawn), Answer: h.Answer, Probe: h.Probe,
	}
	if err := w.check(); err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	return line(w)
}

func (w wireHeader) header() Header {
	return Header{
		Version: w.Version, Build: w.Build, Time: w.Time, Command: w.Command, Request: w.Request.request(),
		Machine: w.Machine, Data: w.Data,
		Workload: w.Workload, Args: w.Args, Outputs: w.Outputs,
		Engine: w.Engine, Schedule: w.Schedule,
		ChunkRows: w.ChunkRows, Chunks: w.Chunks, Tile: w.Tile,
		Pace: time.Duration(w.Pace), Weighted: w.Weighted, Seed: w.Seed, Balanced: w.Balanced,
		Method: w.Method, Alternative: w.Alternative,
		Workers: w.Workers, Control: w.Control, Warmup: w.Warmup, Repeats: w.Repeats,
		Precision: w.Precision, MaxTime: time.Duration(w.MaxTime), GOMAXPROCS: w.GOMAXPROCS, Forced: w.Forced,
		Load: duration(w.Load), Spawn: duration(w.Spawn), Answer: w.Answer, Probe: w.Probe.believable(),
	}
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
		GCCycles:    r.System.GCCycles,
		GCPause:     nanos(r.System.GCPause),
		GCAssist:    nanos(r.System.GCAssist),
		Steal:       nanos(r.System.Steal),
		Throttles:   r.System.Throttles,
		Throttled:   nanos(r.System.Throttled),
		Answer:      r.Answer,
		Timeline:    r.Timeline,
	}
	for _, t := range r.Timing.Workers {
		x := wireWorker{Chunks: t.Chunks, Wake: int64(t.Wake), Busy: int64(t.Busy),
			Claim: int64(t.Claim), Tail: int64(t.Tail)}
		if t.Sched != nil {
			x.CPU, x.RunDelay, x.WakeDelay = nanos(&t.Sched.CPU), nanos(&t.Sched.RunDelay), nanos(t.Sched.WakeDelay)
		}
		w.Worker = append(w.Worker, x)
	}
	if p := r.Timing.Process; p != nil {
		w.Process = &wireProcess{User: int64(p.User), System: int64(p.System), MaxRSS: p.MaxRSS,
			Voluntary: p.Voluntary, Involuntary: p.Involuntary, Code: p.Code}
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
		},
		System: meter.System{
			GCCycles: w.GCCycles,
			GCPause:  duration(w.GCPause),
			GCAssist: duration(w.GCAssist),
			Steal:    duration(w.Steal),

			Throttles: w.Throttles,
			Throttled: duration(w.Throttled),
		},
		Answer:   w.Answer,
		Timeline: w.Timeline,
	}
	if u := w.Usage; u != nil {
		r.System.Usage = &meter.Usage{CPUUse: cpuUse(u.User, u.System, u.Voluntary, u.Involuntary),
			MinorFaults: u.MinorFaults, MajorFaults: u.MajorFaults, PeakRSS: u.PeakRSS, MaxRSS: u.MaxRSS}
	}
	for _, x := range w.Worker {
		t := harness.WorkerTiming{Chunks: x.Chunks, Wake: time.Duration(x.Wake), Busy: time.Duration(x.Busy),
			Claim: time.Duration(x.Claim), Tail: time.Duration(x.Tail)}
		if x.CPU != nil && x.RunDelay != nil {
			t.Sched = &meter.SchedTiming{CPU: time.Duration(*x.CPU), RunDelay: time.Duration(*x.RunDelay), WakeDelay: duration(x.WakeDelay)}
		}
		r.Timing.Workers = append(r.Timing.Workers, t)
	}
	if p := w.Process; p != nil {
		r.Timing.Process = &harness.ProcessTiming{CPUUse: cpuUse(p.User, p.System, p.Voluntary, p.Involuntary), MaxRSS: p.MaxRSS, Code: p.Code}
	}
	return r
}

// cpuUse builds a CPUUse from fields that are not next to each other on the wire.
func cpuUse(user, system, voluntary, involuntary int64) meter.CPUUse {
	return meter.CPUUse{User: time.Duration(user), System: time.Duration(system), Voluntary: voluntary, Involuntary: involuntary}
}

func line(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return append(b, '\n'), nil
}

func nanos(d *time.Duration) *int64 { return (*int64)(d) }

func duration(n *int64) *time.Duration { return (*time.Duration)(n) }

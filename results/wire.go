package results

import (
	"encoding/json"
	"fmt"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// The wire structs are the file format. They are separate from the structs in memory. Only
// Build, Data, Alternative, Sizes, Probe, Unanswered and [machine.Description] have the keys of the file
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
	Script      *harness.Script     `json:"script,omitempty"`
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
	Design      []int               `json:"design,omitempty"`
	Weak        bool                `json:"weak,omitempty"`
	Method      string              `json:"method,omitempty"`
	Alternative *Alternative        `json:"rival,omitempty"`
	Control     []int               `json:"control_workers,omitempty"`
	Warmup      int                 `json:"warmup"`
	Repeats     int                 `json:"repeats"`
	Precision   float64             `json:"precision"`
	MaxTime     int64               `json:"max_time_ns"`
	GOMAXPROCS  int                 `json:"gomaxprocs"`
	Parking     harness.Parking     `json:"parking,omitempty"`
	Pin         machine.Pin         `json:"pin,omitempty"`
	PinCPUs     []int               `json:"pin_cpus,omitempty"`
	Hosts       []harness.Host      `json:"hosts,omitempty"`
	Sizes       *Sizes              `json:"sizes,omitempty"`
	Forced      []string            `json:"forced,omitempty"`
	Unlocked    string              `json:"unlocked,omitempty"`
	Load        *int64              `json:"load_ns,omitempty"`
	Staged      *int64              `json:"staged_ns,omitempty"`
	Spawn       *int64              `json:"spawn_ns,omitempty"`
	Answer      string              `json:"answer_sha256,omitempty"`
	Probe       *Probe              `json:"probe,omitempty"`
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

	Again      []wireStoreTime `json:"again,omitempty"`
	Unanswered []Unanswered    `json:"unanswered,omitempty"`
}

type wireStoreTime struct {
	Workers int   `json:"workers"`
	Store   int64 `json:"store_ns"`
	Sync    int64 `json:"sync_ns"`
}

// EncodeHeader returns the first line of a result file, newline included. It fails on a
// header that could not be read back.
func EncodeHeader(h Header) ([]byte, error) {
	w := wireHeader{
		Kind: "header", Schema: Schema,
		Version: h.Version, Build: h.Build, Time: h.Time, Command: h.Command, Request: h.Request.wire(),
		Machine: h.Machine, Data: h.Data,
		Workload: h.Workload, Args: h.Args, Script: h.Script, Outputs: h.Outputs,
		Engine: h.Engine, Schedule: h.Schedule,
		ChunkRows: h.ChunkRows, Chunks: h.Chunks, Tile: h.Tile,
		Pace: int64(h.Pace), Weighted: h.Weighted, Seed: h.Seed, Balanced: h.Balanced,
		Method: h.Method, Alternative: h.Alternative,
		Workers: h.Workers, Weak: h.Weak, Design: h.Design, Control: h.Control, Warmup: h.Warmup, Repeats: h.Repeats,
		Precision: h.Precision, MaxTime: int64(h.MaxTime), GOMAXPROCS: h.GOMAXPROCS, Parking: h.Parking, Pin: h.Pin, PinCPUs: h.PinCPUs, Hosts: h.Hosts, Sizes: h.Sizes,
		Forced: h.Forced, Unlocked: h.Unlocked,
		Load: nanos(h.Load), Staged: nanos(h.Staged), Spawn: nanos(h.Spawn), Answer: h.Answer, Probe: h.Probe,
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
		Workload: w.Workload, Args: w.Args, Script: w.Script, Outputs: w.Outputs,
		Engine: w.Engine, Schedule: w.Schedule,
		ChunkRows: w.ChunkRows, Chunks: w.Chunks, Tile: w.Tile,
		Pace: time.Duration(w.Pace), Weighted: w.Weighted, Seed: w.Seed, Balanced: w.Balanced,
		Method: w.Method, Alternative: w.Alternative,
		Workers: w.Workers, Weak: w.Weak, Design: w.Design, Control: w.Control, Warmup: w.Warmup, Repeats: w.Repeats,
		Precision: w.Precision, MaxTime: time.Duration(w.MaxTime), GOMAXPROCS: w.GOMAXPROCS, Parking: knownParking(w.Parking), Pin: w.Pin, PinCPUs: w.PinCPUs, Hosts: w.Hosts, Sizes: w.Sizes,
		Forced: w.Forced, Unlocked: w.Unlocked,
		Load: duration(w.Load), Staged: duration(w.Staged), Spawn: duration(w.Spawn), Answer: w.Answer, Probe: w.Probe.believable(),
	}
}

// knownParking returns the parking of a file, "" for one that this version does not know.
func knownParking(p harness.Parking) harness.Parking {
	if p == harness.ByFutex || p == harness.ByChannel {
		return p
	}
	return ""
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

func wireStoreOf(s Stored) wireStore {
	w := wireStore{Kind: "store", Store: int64(s.Wall), Sync: nanos(s.Sync), Unanswered: s.Unanswered}
	for _, t := range s.Again {
		w.Again = append(w.Again, wireStoreTime{t.Workers, int64(t.Wall), int64(t.Sync)})
	}
	return w
}

func (w *wireStore) stored() *Stored {
	s := &Stored{Wall: time.Duration(w.Store), Sync: duration(w.Sync), Unanswered: w.Unanswered}
	for _, t := range w.Again {
		s.Again = append(s.Again, StoreTime{t.Workers, time.Duration(t.Store), time.Duration(t.Sync)})
	}
	return s
}

package results

import (
	"cmp"
	"fmt"
	"time"
)

// A Request holds the settings of a sweep as values. They suffice to prepare the sweep
// again, to write its command line, and to decide whether two sweeps are of the same work.
// A setting that was left to the defaults of harness has the default value. One that was
// left to the machine is zero here, and the header has the value that was used. A Request
// belongs to its header and is read-only.
type Request struct {
	Workload string
	Settings map[string][]string // the workload's own, by name: one value, or several where the setting may be repeated; a switch that is on has "true"
	Program  []string            // of a workload that takes one, with its arguments; nil = none

	Source    Source         // of the rows; zero where a whole program is timed, as the next eight are
	Engine    string         // that runs the rows: pool, remote, serial, sim
	Schedule  string         // of the pool
	Ship      string         // how rows come to remote workers: rows, object, path; "" = rows, or no worker is remote
	Elsewhere Elsewhere      // from where remote workers come
	Pin       string         // how the threads of workers are bound to CPUs, a name of [machine.Pins]; "" = they are not
	ChunkRows int            // rows of a chunk; 0 = left to the machine
	Pace      *time.Duration // least time of a row, 0 = not paced; nil = left to the workload
	Control   bool           // whether independent copies are run too

	NoTimeline bool // whether the times of chunks are not kept

	Weak bool // whether N workers have N times the rows of one

	Workers    []int // N, as requested; nil = 1, 2, 4 … MaxWorkers
	MaxWorkers int   // 0 = left to the machine

	Warmup    int           // blocks
	Repeats   int           // blocks; 0 = until Precision or MaxTime is reached; else these two are ignored
	Precision float64       // width of the interval of S; 0 = none
	MaxTime   time.Duration // of the runs; 0 = no limit
	Seed      uint64        // of the order of the runs, and of simulated noise
	NoProbe   bool          // whether the probe of the machine before the first run is left out

	Results  string            // file of the result rows; "" = none
	SafeCSV  bool              // whether ids in it that a spreadsheet takes for formulas are made texts
	Profiles map[string]string // files by kind: cpuprofile, trace
	Checks   []string          // conditions that must hold: "S<0.05"
	FailIf   []string          // conditions that must not
	Strict   bool              // whether a condition that the runs cannot decide fails too
}

// A Source names the origin of rows and the columns that are compared, as the user gave
// them.
type Source struct {
	Data        string   `json:"data"`                   // a path, or a name of generated rows
	Groups      string   `json:"groups,omitempty"`       // file of the group of each sample
	GroupBy     string   `json:"group_by,omitempty"`     // regular expression
	GroupField  string   `json:"group_field,omitempty"`  // field that holds the groups
	Contrast    string   `json:"contrast,omitempty"`     // "A,B"
	Phenotype01 bool     `json:"phenotype_01,omitempty"` // in a .fam file, 0 is a control and 1 a case
	NoHeader    bool     `json:"no_header,omitempty"`    // the first line of a table is a row of data
	IDs         string   `json:"ids,omitempty"`          // "first" or "none": whether the first column of a table holds the ids; else the name of the one that does
	TextColumns int      `json:"text_columns,omitempty"` // columns of text between the ids and the values of a table
	Columns     string   `json:"columns,omitempty"`      // regular expression on the names of the columns of a table that hold values
	NA          []string `json:"na,omitempty"`           // what stands for a missing value in a table, beside the usual words
	Tile        int      `json:"tile,omitempty"`         // times that the rows are repeated; 0 or 1 = as read
}

// Elsewhere is from where remote workers come. Its zero value stands for this machine, on which the
// coordinator starts them. It has no key and no password.
type Elsewhere struct {
	Listen      string        `json:"listen,omitempty"`          // address of the coordinator's own server, HOST:PORT
	NATS        string        `json:"nats,omitempty"`            // URL of a server of others
	Credentials string        `json:"credentials,omitempty"`     // file with what the coordinator needs there
	JoinFile    string        `json:"join_file,omitempty"`       // file that the coordinator writes for the workers
	JoinTimeout time.Duration `json:"join_timeout_ns,omitempty"` // how long it waits for them; 0 = left to harness
}

type wireRequest struct {
	Workload   string              `json:"workload"`
	Settings   map[string][]string `json:"settings,omitempty"`
	Program    []string            `json:"program,omitempty"`
	Source     Source              `json:"source,omitzero"`
	Engine     string              `json:"engine,omitempty"`
	Schedule   string              `json:"schedule,omitempty"`
	Ship       string              `json:"ship,omitempty"`
	Elsewhere  Elsewhere           `json:"elsewhere,omitzero"`
	Pin        string              `json:"pin,omitempty"`
	ChunkRows  int                 `json:"chunk_rows,omitempty"`
	Pace       *int64              `json:"pace_ns,omitempty"`
	Control    bool                `json:"control,omitempty"`
	NoTimeline bool                `json:"no_timeline,omitempty"`
	Weak       bool                `json:"weak,omitempty"`
	Workers    []int               `json:"workers,omitempty"`
	MaxWorkers int                 `json:"max_workers,omitempty"`
	Warmup     int                 `json:"warmup"`
	Repeats    int                 `json:"repeats"`
	Precision  float64             `json:"precision"`
	MaxTime    int64               `json:"max_time_ns"`
	Seed       uint64              `json:"seed"`
	NoProbe    bool                `json:"no_probe,omitempty"`
	SafeCSV    bool                `json:"safe_csv,omitempty"`
	Results    string              `json:"results_file,omitempty"`
	Profiles   map[string]string   `json:"profile_files,omitempty"`
	Checks     []string            `json:"checks,omitempty"`
	FailIf     []string            `json:"fail_if,omitempty"`
	Strict     bool                `json:"strict,omitempty"`
}

// wire returns the request as a file holds it; nil for nil.
func (r *Request) wire() *wireRequest {
	if r == nil {
		return nil
	}
	return &wireRequest{
		Workload: r.Workload, Settings: r.Settings, Program: r.Program,
		Source: r.Source, Engine: r.Engine, Schedule: r.Schedule, Ship: r.Ship, Elsewhere: r.Elsewhere, Pin: r.Pin, ChunkRows: r.ChunkRows, Pace: nanos(r.Pace), Control: r.Control, NoTimeline: r.NoTimeline, Weak: r.Weak,
		Workers: r.Workers, MaxWorkers: r.MaxWorkers,
		Warmup: r.Warmup, Repeats: r.Repeats, Precision: r.Precision, MaxTime: int64(r.MaxTime), Seed: r.Seed, NoProbe: r.NoProbe, SafeCSV: r.SafeCSV,
		Results: r.Results, Profiles: r.Profiles, Checks: r.Checks, FailIf: r.FailIf, Strict: r.Strict,
	}
}

func (w *wireRequest) request() *Request {
	if w == nil {
		return nil
	}
	return &Request{
		Workload: w.Workload, Settings: w.Settings, Program: w.Program,
		Source: w.Source, Engine: w.Engine, Schedule: w.Schedule, Ship: w.Ship, Elsewhere: w.Elsewhere, Pin: w.Pin, ChunkRows: w.ChunkRows, Pace: duration(w.Pace), Control: w.Control, NoTimeline: w.NoTimeline, Weak: w.Weak,
		Workers: w.Workers, MaxWorkers: w.MaxWorkers,
		Warmup: w.Warmup, Repeats: w.Repeats, Precision: w.Precision, MaxTime: time.Duration(w.MaxTime), Seed: w.Seed, NoProbe: w.NoProbe, SafeCSV: w.SafeCSV,
		Results: w.Results, Profiles: w.Profiles, Checks: w.Checks, FailIf: w.FailIf, Strict: w.Strict,
	}
}

// check returns an error if a setting is impossible. A nil request is valid.
func (w *wireRequest) check() error {
	if w == nil {
		return nil
	}
	for _, n := range w.Workers {
		if err := checkWorkers(n); err != nil {
			return fmt.Errorf("request: %w", err)
		}
	}
	for _, c := range []struct {
		key string
		n   int
	}{
		{"tile", w.Source.Tile}, {"chunk_rows", w.ChunkRows}, {"max_workers", w.MaxWorkers}, {"warmup", w.Warmup}, {"repeats", w.Repeats},
	} {
		if c.n < 0 {
			return fmt.Errorf("request.%s is %d: it cannot be negative", c.key, c.n)
		}
	}
	return cmp.Or(checkAmount("request.precision", w.Precision), checkTimes(namedTime{"request.max_time_ns", w.MaxTime}, namedTime{"request.elsewhere.join_timeout_ns", int64(w.Elsewhere.JoinTimeout)}),
		checkOptional("request.pace_ns", w.Pace))
}

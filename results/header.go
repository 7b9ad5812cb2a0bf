package results

import (
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// Schema is the version of the result file that this package writes, and the
// newest that it reads.
const Schema = 1

// A Header describes the work of a sweep and its machine: everything that an analysis needs
// beside the runs. It is the first line of a result file.
type Header struct {
	Version string    // of the tool
	Build   Build     // of the tool
	Time    time.Time // when the sweep began
	Command []string  // command line, program name first, for people
	Request *Request  // the settings of the sweep; nil in older files, and in sweeps without a command line
	Machine machine.Description
	Data    Data

	Workload    string
	Args        map[string]string // the workload's own settings: var, adjust, plant
	Script      *harness.Script   // that computed the rows; nil = none did, or the file is of an older version
	Outputs     []string          // columns of a result row
	Engine      string            // of the runs that are fitted
	Schedule    string
	ChunkRows   int             // rows per chunk; 0 where the engine has no chunks
	Chunks      int             // K; 0 where the engine has no chunks
	Tile        int             // times that the rows were repeated; 0 or 1 = as read
	Pace        time.Duration   // least time of a row; 0 = unpaced
	Weighted    bool            // rows have different weights: Pace is that of a row of weight 1
	Seed        uint64          // of the order of the runs
	Balanced    bool            // each run follows each other equally often; false = each block is shuffled by itself
	Workers     []int           // N of the sweep
	Design      []int           // runs of each of Workers in [harness.DesignBlocks] blocks; nil = each block holds every N once
	Weak        bool            // N workers had N times the Data, and N times the Chunks; the Answer is that of N = 1
	Method      string          // the algorithm, where the workload has several; "" = it has one
	Alternative *Alternative    // another algorithm in each block; nil = none
	Control     []int           // N of the control runs in each block; nil = none
	Warmup      int             // warm-up runs before the first block
	Repeats     int             // blocks requested; 0 = as many as it takes
	Precision   float64         // requested width of the interval of S; 0 = none
	MaxTime     time.Duration   // 0 = no limit
	GOMAXPROCS  int             // pinned during the runs
	Parking     harness.Parking // how the workers slept until their release; "" = unknown, or there are none
	Pin         machine.Pin     // how the threads of the workers were bound to CPUs; "" = they were not, or it was not by a name
	PinCPUs     []int           // the CPU of each worker, in turn; nil = the system put them where it liked
	Hosts       []harness.Host  // the machines of the workers, where these got their rows as messages; nil = all work was on Machine
	Sizes       *Sizes          // where other numbers of rows are swept too; nil = this is the only one
	Forced      []string        // what --force overruled, in words; nil = nothing
	Unlocked    string          // why it could not be seen whether another sweep was running; "" = it could, or there was no need
	Probe       *Probe          // of the machine, just before the first run; nil = not made

	// Variables are those of the program with their values, where the file of an older version
	// has values that [Header.Conceal] left out of the rest; else nil. They are for a sweep that
	// is continued and for comparisons. Nothing writes or prints them.
	Variables []string

	Load   *time.Duration // time to read and parse the input; nil = not measured
	Staged *time.Duration // time until all remote workers had the rows, before the first run; nil = tasks brought them
	Spawn  *time.Duration // time to start a program that does nothing; nil = no program is timed
	Answer string         // SHA-256 of the reference answer that every run gave
}

// SameScript reports whether two sweeps are of one script, or none, as far as both know theirs.
func (h *Header) SameScript(other *Header) bool {
	return h.Script == nil || other.Script == nil || h.Script.SHA256 == other.Script.SHA256
}

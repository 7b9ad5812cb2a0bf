package prepare

import (
	"math"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// Where a request names no data, its workload makes the rows, and how many is decided here.
// It follows from the request alone, so that the same command makes the same rows on every
// machine, or none where it lacks the memory: a machine that is compared with another works on
// the same job, and the number of its CPUs changes nothing.
//
// A request that names no N gets the usual rows. One that does gets rows in proportion to its
// largest N, where that is more: each worker then gets enough of them that what a run costs
// whatever its rows, split, spawn and merge, is less than a hundredth of its time, and ten
// chunks at least, so that it does not wait long for the last one. Two limits go first: the
// memory of the rows, and the time of a run at N = 1.
const (
	negligible  = 100 // times the fixed costs of a run
	leastChunks = 10

	MostMemory = 2 << 30 // bytes
	LongestT1  = 5 * time.Second
)

// The fixed costs of a run. With a CPU for each worker, split, spawn and merge take 60 to 125 µs
// in the sweeps of docs/sweeps/workloads. Workers that wait share few CPUs, which wake one
// after another: 64 on two CPUs take 0.75 ms (wait.jsonl).
const (
	fixedCosts        = 100 * time.Microsecond
	fixedCostsWaiting = 750 * time.Microsecond
)

// DefaultData returns the source of the rows of a request that names none; "" for a workload
// without rows, or one that does not exist.
func DefaultData(r results.Request) string {
	s, ok := sizing(r, mostNamed(r))
	if !ok {
		return ""
	}
	return s.data.Of(s.rows())
}

// UsualData returns the source that DefaultData returns where the request names no N.
func UsualData(r results.Request) string {
	r.Workers, r.MaxWorkers = nil, 0
	return DefaultData(r)
}

// mostNamed returns the largest N that a request names, for which there must be rows; 0 = none,
// the machine decides, or each worker has all of them.
func mostNamed(r results.Request) int {
	if r.Weak {
		return 0
	}
	most := r.MaxWorkers
	for _, n := range r.Workers {
		most = max(most, n)
	}
	return most
}

// A Shortage describes rows, made because a request names none, that are fewer than its
// largest N needs: the fixed costs of a run are then more than a hundredth of the time of a
// worker, or a worker gets fewer than ten chunks.
type Shortage struct {
	Workers int           // the largest N
	Reason  Reason        // why there are no more rows
	Rows    int           // that are made
	Row     time.Duration // what the kernel is taken to need for a row; Each, Chunks and Serial follow from it
	Each    time.Duration // what the kernel takes for the rows of each worker at the largest N
	Fixed   time.Duration // the fixed costs of a run
	Chunks  int           // of a worker at the largest N, rounded down
	Enough  string        // a source with as many rows as are needed
	Memory  int64         // about what these take, in bytes
	Serial  time.Duration // about what a run of these takes at N = 1
}

// A Reason is why there are no more rows.
type Reason int

// The reasons for few rows.
const (
	Unnamed Reason = iota // the N comes from the machine; for a request that names it there are more rows
	Memory                // more rows take more than the limit of their memory
	Time                  // a run of more rows at N = 1 takes longer than the longest
)

// ShortageOf returns what the rows of a request lack for a sweep over the given N; nil where
// they are enough, where N = 1 is the only one, and where the request names its data.
func ShortageOf(r results.Request, workers []int) *Shortage {
	named, ok := sizing(r, mostNamed(r))
	if !ok || r.Source.Data != DefaultData(r) {
		return nil
	}
	wanted, rows := named, named.rows()
	wanted.workers = slices.Max(workers)
	needed := wanted.needed()
	if needed <= rows {
		return nil
	}
	s := &Shortage{Workers: wanted.workers, Rows: rows * wanted.tile, Row: wanted.cost,
		Each: wanted.serial(rows) / time.Duration(wanted.workers), Fixed: wanted.fixed, Chunks: wanted.chunks(rows) / wanted.workers,
		Enough: wanted.data.Of(needed), Memory: wanted.memory(needed), Serial: wanted.serial(needed)}
	switch byMemory, byTime := wanted.limits(); {
	case named.workers == 0:
		s.Reason = Unnamed
	case byMemory < byTime:
		s.Reason = Memory
	default:
		s.Reason = Time
	}
	return s
}

// A size is what decides how many rows are made.
type size struct {
	data    spec.Data
	workers int           // the largest N
	cost    time.Duration // of a row; 0 = not known
	waits   bool          // the workers wait without using the CPU
	fixed   time.Duration // costs of a run
	tile    int           // times that the rows are repeated
}

// sizing returns the size of the rows of a request for up to so many workers; ok is false
// where the workload has no rows of its own.
func sizing(r results.Request, workers int) (s size, ok bool) {
	found, err := workloads.Lookup(r.Workload)
	if err != nil || found.Data.Source == "" {
		return size{}, false
	}
	s = size{data: found.Data, workers: workers, fixed: fixedCosts, tile: max(1, r.Source.Tile)}
	if s.data.Cost != nil {
		s.cost = s.data.Cost(r.Settings)
	}
	if s.waits = s.data.Waits || r.Pace != nil && *r.Pace > 0; s.waits {
		s.fixed = fixedCostsWaiting
	}
	if r.Pace != nil {
		s.cost = max(s.cost, *r.Pace)
	}
	if EngineOf(r).Simulated {
		s.cost = 0 // a law decides how long its runs take
	}
	return s, true
}

// needed returns how many rows are enough for the largest N.
func (s size) needed() int {
	if s.workers <= 1 || s.cost <= 0 {
		return s.data.Rows
	}
	each := max(negligible*float64(s.fixed)/float64(s.cost), leastChunks) // rows of a worker
	return max(s.data.Rows, rounded(float64(s.workers)*each/float64(s.tile), math.Ceil))
}

// rows returns how many rows are made: those needed, within the limits.
func (s size) rows() int {
	byMemory, byTime := s.limits()
	return max(s.data.Rows, min(s.needed(), rounded(min(byMemory, byTime), math.Floor)))
}

// limits returns how many rows the limits of memory and of time leave.
func (s size) limits() (byMemory, byTime float64) {
	byMemory, byTime = MostMemory/float64(s.memory(1)), math.Inf(1)
	if s.cost > 0 {
		byTime = float64(LongestT1) / float64(s.serial(1))
	}
	return byMemory, byTime
}

// chunks returns how many chunks so many rows have by default.
func (s size) chunks(rows int) int {
	all := rows * s.tile
	each := harness.DefaultChunkRows(all, s.serial(rows), s.waits, s.workers)
	return (all + each - 1) / each
}

// serial returns what so many rows take at N = 1.
func (s size) serial(rows int) time.Duration { return time.Duration(rows*s.tile) * s.cost }

// memory returns about what so many rows take, in bytes.
func (s size) memory(rows int) int64 { return int64(rows) * int64(s.data.Memory*s.tile) }

// rounded rounds to two digits, in the direction of round.
func rounded(x float64, round func(float64) float64) int {
	unit := math.Pow(10, math.Max(0, math.Floor(math.Log10(x))-1))
	return int(round(x/unit) * unit)
}

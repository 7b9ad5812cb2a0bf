package advice

import (
	"time"

	"serialfraction/fit"
)

// A Need describes the sweep that would settle a question: the same sweep as before, except
// for the fields that are set here. The zero value means that no sweep would settle it.
type Need struct {
	Workers    []float64     // N to measure, ascending
	MaxWorkers int           // N = 1, 2, 4 … up to this one, instead
	Repeats    int           // of each N
	Tile       int           // times that the rows are repeated
	Pace       time.Duration // least time of a row; a worker waits for the rest off the CPU
	Schedule   string        // of the pool
	ChunkRows  int           // rows of a chunk
	Pin        string        // how the workers are bound to CPUs
	CPUs       string        // to run on, as Linux lists them: "0-7"
	Store      bool          // write the result rows too
	Control    bool          // time independent copies in each block too
	Again      bool          // the same sweep again, to its end

	Setting, Value string // a setting of the workload, and its value

	As As // how to take the same timings instead: no sweep settles that
}

// Settles reports whether some sweep would settle the question.
func (n Need) Settles() bool {
	return n.Workers != nil || n.MaxWorkers > 0 || n.Repeats > 0 || n.Tile > 0 || n.Pace > 0 ||
		n.Schedule != "" || n.ChunkRows > 0 || n.Pin != "" || n.CPUs != "" || n.Store || n.Control || n.Again || n.Setting != ""
}

// readings converts a need of package fit.
func readings(n fit.Need) Need { return Need{Workers: n.Loads, Repeats: n.Runs} }

// nothing is embedded in facts that no other sweep settles.
type nothing struct{}

func (nothing) Need() Need { return Need{} }

// UpTo returns a sweep of N up to most; none where that is N = 1, from which no S comes.
func UpTo(most int) Need {
	if most < 2 {
		return Need{}
	}
	return Need{MaxWorkers: most}
}

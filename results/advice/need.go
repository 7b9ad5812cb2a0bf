package advice

import (
	"time"

	"serialfraction/fit"
)

// A Need says what another sweep would have to be like to settle a question: the same
// but for what is set here. The zero value is nothing that a sweep would settle.
type Need struct {
	Workers    []float64     // N to measure, ascending
	MaxWorkers int           // N = 1, 2, 4 … up to this one, instead
	Repeats    int           // of each N
	Tile       int           // times that the rows are repeated
	Pace       time.Duration // least time of a row, waited for without the CPU
	Schedule   string        // of the pool
	Data       string        // built-in rows, instead of what there are
	CPUs       string        // that the process is held to, as Linux lists them: "0-7"
	Store      bool          // write the result rows too
	Control    bool          // independent copies in each block too
	Again      bool          // nothing else: the same sweep, to its end
}

// Settles reports whether a sweep is needed that differs from what there is.
func (n Need) Settles() bool {
	return n.Workers != nil || n.MaxWorkers > 0 || n.Repeats > 0 || n.Tile > 0 || n.Pace > 0 ||
		n.Schedule != "" || n.Data != "" || n.CPUs != "" || n.Store || n.Control || n.Again
}

// readings is a need of package fit as one of a sweep.
func readings(n fit.Need) Need { return Need{Workers: n.Loads, Repeats: n.Runs} }

// nothing is part of facts that no other sweep settles.
type nothing struct{}

func (nothing) Need() Need { return Need{} }

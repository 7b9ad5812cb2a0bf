package harness

import (
	"strings"
	"sync/atomic"
)

// A Schedule decides which worker gets which chunks, in OpenMP's words.
type Schedule struct {
	Name    string
	Summary string

	// claims prepares one run of k chunks by n workers. It returns the function by which
	// worker w claims its next chunks [lo, hi); with lo == hi there are none left. claims
	// is nil for the schedules in which a coordinator hands the chunks out.
	claims func(k, n int) claimFunc

	dealt   bool // each worker has its chunks before the run begins
	shrinks bool // a worker that claims takes several chunks, fewer towards the end
}

type claimFunc func(w int) (lo, hi int)

// Schedules is the table of schedules; the first is the default.
var Schedules = []Schedule{
	{"dynamic", "each worker takes the next chunk from a shared counter", dynamic, false, false},
	{"static", "each worker gets one equal share of the chunks beforehand", static, true, false},
	{"guided", "like dynamic, in helpings that shrink with what is left", guided, false, true},
	{"queue", "a coordinator takes rows off the top, copies them and hands them over", nil, false, false},
}

// ScheduleByName finds a schedule. The error is a *FlagError that names them all.
func ScheduleByName(name string) (Schedule, error) {
	var names []string
	for _, s := range Schedules {
		if s.Name == name {
			return s, nil
		}
		names = append(names, s.Name)
	}
	return Schedule{}, &FlagError{"schedule", name, "type one of " + strings.Join(names, ", ")}
}

// Coordinated reports whether a coordinator hands out the chunks, on a thread of its own.
func (s Schedule) Coordinated() bool { return s.Name != "" && s.claims == nil }

// Dealt reports whether each worker has its chunks before the run begins. In any other schedule a
// worker that is delayed claims fewer.
func (s Schedule) Dealt() bool { return s.dealt }

// Shrinks reports whether a worker that claims takes several chunks at once, fewer towards the end.
func (s Schedule) Shrinks() bool { return s.shrinks }

// Claims prepares the claims of one run of k chunks by n workers: the function by which worker w
// claims its next chunks [lo, hi); with lo == hi there are none left. Where a coordinator hands
// the chunks out, the next goes to the worker that asks.
func (s Schedule) Claims(k, n int) func(w int) (lo, hi int) {
	if s.claims == nil {
		return dynamic(k, n)
	}
	return s.claims(k, n)
}

// counter is the shared counter of a schedule, on a cache line of its own.
type counter struct {
	_ [64]byte
	n atomic.Int64
	_ [56]byte
}

func dynamic(k, _ int) claimFunc {
	c := new(counter)
	return func(int) (int, int) {
		lo := int(c.n.Add(1) - 1)
		if lo >= k {
			return k, k
		}
		return lo, lo + 1
	}
}

// static gives worker w the chunks [w·k/n, (w+1)·k/n) in one claim.
func static(k, n int) claimFunc {
	type slot struct {
		taken bool
		_     [63]byte // workers write side by side
	}
	slots := make([]slot, n)
	return func(w int) (int, int) {
		if slots[w].taken {
			return k, k
		}
		slots[w].taken = true
		return w * k / n, (w + 1) * k / n
	}
}

// guided gives each claim 1/(2n) of the chunks that are left, at least one (Polychronopoulos
// & Kuck 1987, with the usual factor 2 against uneven chunks).
func guided(k, n int) claimFunc {
	c := new(counter)
	return func(int) (int, int) {
		for {
			lo := int(c.n.Load())
			if lo >= k {
				return k, k
			}
			hi := lo + max(1, (k-lo)/(2*n))
			if c.n.CompareAndSwap(int64(lo), int64(hi)) {
				return lo, hi
			}
		}
	}
}

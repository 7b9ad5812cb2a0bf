package compare

import (
	"flag"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/results"
)

var simulations = flag.Int("simulations", 0, "simulate so many comparisons of each kind, and print what their intervals hold")

// A kind is one kind of comparison that is simulated again and again.
type kind struct {
	name        string
	a, b        law
	workers     []int
	repeats     [2]int
	interleaved bool
}

var (
	quick   = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.01, own: 0.1}
	noisy   = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.03, own: 0.2}
	slower  = law{t1: 1800 * time.Millisecond, split: 0.03, merge: 0.005, cv: 0.02, own: 0.1}
	drifty  = law{t1: time.Second, split: 0.01, merge: 0.02, cv: 0.005, own: 0.1, shared: 0.05}
	drifty2 = law{t1: 1010 * time.Millisecond, split: 0.02, merge: 0.02, cv: 0.005, own: 0.1, shared: 0.05}
	smooth  = law{t1: time.Second, cv: 0.02} // S = 0
)

var kinds = []kind{
	{"nothing differs, 8 repeats", quick, quick, []int{1, 2, 4, 8}, [2]int{8, 8}, false},
	{"nothing differs, N = 1, 2", quick, quick, []int{1, 2}, [2]int{10, 10}, false},
	{"unlike noise and repeats", quick, noisy, []int{1, 2, 4, 8}, [2]int{6, 20}, false},
	{"all differs", quick, slower, []int{1, 2, 4, 8}, [2]int{10, 10}, false},
	{"no serial part", smooth, smooth, []int{1, 2, 4, 8}, [2]int{10, 10}, false},
	{"interleaved, nothing differs", drifty, drifty, []int{1, 2, 4, 8}, [2]int{12, 12}, true},
	{"interleaved, all differs", drifty, drifty2, []int{1, 2, 4, 8}, [2]int{12, 12}, true},
}

// pair makes two sweeps of a kind.
func (k kind) pair(seed uint64) [2]*results.File {
	r := randoms(seed)
	var files [2]*results.File
	shared := blockNoise(k.a, r, max(k.repeats[0], k.repeats[1]))
	for i, l := range []law{k.a, k.b} {
		h := header(8, k.workers, k.repeats[i])
		h.Time = epoch.Add(time.Duration(i) * time.Minute) // the blocks alternate
		if !k.interleaved {
			h.Machine.Hostname = fmt.Sprint("host ", i)
			shared = nil
		}
		files[i] = made(l, h, r, shared)
	}
	return files
}

// truth is what a row compares, on its own scale.
func (k kind) truth(c *contrast) float64 {
	a, b := k.a, k.b
	log := func(x, y float64) float64 { return math.Log(y / x) }
	switch name, n := c.Quantity, c.Workers; {
	case strings.HasPrefix(name, "T("), name == "T1":
		return log(a.seconds(n), b.seconds(n))
	case strings.HasPrefix(name, "speedup"):
		return log(b.seconds(n)/b.seconds(1), a.seconds(n)/a.seconds(1))
	case name == "rows/s/worker":
		last := k.workers[len(k.workers)-1]
		return log(b.seconds(last), a.seconds(last))
	case name == "S":
		return b.split + b.merge - a.split - a.merge
	case name == "ceiling":
		return log(b.split+b.merge, a.split+a.merge)
	case name == "cause:split":
		return b.split - a.split
	case name == "cause:merge":
		return b.merge - a.merge
	}
	return 0
}

// A tally counts over comparisons.
type tally struct {
	comparisons int
	held        map[string]int // by row: the interval of 95 % holds the truth
	all         int            // all intervals of a comparison hold together
	wrong       int            // comparisons with any verdict that is false
	verdicts    map[string]map[Verdict]int
}

func (k kind) simulate(t *testing.T, comparisons int) tally {
	t.Helper()
	n := tally{comparisons: comparisons, held: map[string]int{}, verdicts: map[string]map[Verdict]int{}}
	o := Options{Level: 0.95, Margins: DefaultMargins}
	for i := range comparisons {
		files := k.pair(uint64(i))
		c, err := Files(files[:], o)
		if err != nil {
			t.Fatal(err)
		}
		a, errA := newSide("A", files[0], o)
		b, errB := newSide("B", files[1], o)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if c.Pairs[0].Paired != k.interleaved {
			t.Fatalf("%s: paired: %v", k.name, c.Pairs[0].Paired)
		}
		together, wrong := true, false
		for j, x := range contrasts(a, b, o, k.interleaved) {
			truth := k.truth(&x)
			holds := func(level float64) bool {
				at := x.bounds(level)
				return at.Lo <= truth && truth <= at.Hi
			}
			if holds(0.95) {
				n.held[x.Quantity]++
			}
			together = together && (math.IsNaN(truth) || holds(c.RowLevel))
			row := c.Pairs[0].Rows[j]
			if n.verdicts[x.Quantity] == nil {
				n.verdicts[x.Quantity] = map[Verdict]int{}
			}
			n.verdicts[x.Quantity][row.Verdict]++
			switch row.Verdict {
			case Same:
				wrong = wrong || math.Abs(truth) > x.within()
			case CannotTell:
			default:
				wrong = wrong || row.Verdict != x.direction(truth) || truth == 0
			}
		}
		if together {
			n.all++
		}
		if wrong {
			n.wrong++
		}
	}
	return n
}

func TestSimulated(t *testing.T) {
	if *simulations == 0 {
		t.Skip()
	}
	for _, k := range kinds {
		n := k.simulate(t, *simulations)
		fmt.Printf("%s: together %.1f %%, wrong %.1f %%\n", k.name, 100*float64(n.all)/float64(n.comparisons), 100*float64(n.wrong)/float64(n.comparisons))
		for q, held := range n.held {
			fmt.Printf("   %-18s %.1f %%  %v\n", q, 100*float64(held)/float64(n.comparisons), n.verdicts[q])
		}
	}
}

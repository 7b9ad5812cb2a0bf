//go:build !race

package compare

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/results/analysis"
)

var table = flag.String("compare-table", "", "simulate comparisons of each kind and write what their intervals hold to this file")

// A kind is one kind of comparison that is simulated again and again.
type kind struct {
	name        string
	a, b        law
	workers     []int
	repeats     [2]int
	interleaved bool
	always      bool  // simulated by every test, not for the table alone
	design      []int // of the blocks of both sweeps; nil = each holds every N once

	sweeps  int   // of each side; 0 = one
	machine drift // of several sweeps
	apart   bool  // all of one side are made before those of the other, not by turns
}

// A drift is what a machine does between sweeps, in log time.
type drift struct {
	each   float64 // standard deviation of a sweep, by itself
	walk   float64 // likewise of the step from the sweep before
	trend  float64 // the step that is the same every time
	uneven float64 // standard deviation of a sweep at each N, by itself
	serial float64 // likewise of the serial parts of a sweep
}

var kinds = []kind{
	{name: "nothing differs", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, always: true},
	{name: "nothing differs, two N", a: quick, b: quick, workers: []int{1, 2}, repeats: [2]int{10, 10}, always: true},
	{name: "nothing differs, S = 0", a: smooth, b: smooth, workers: []int{1, 2, 4, 8}, repeats: [2]int{10, 10}},
	{name: "three times the noise, 6 repeats against 20", a: quick, b: noisy, workers: []int{1, 2, 4, 8}, repeats: [2]int{6, 20}},
	{name: "all differs", a: quick, b: slower, workers: []int{1, 2, 4, 8}, repeats: [2]int{10, 10}, always: true},
	{name: "interleaved, nothing differs", a: drifty, b: drifty, workers: []int{1, 2, 4, 8}, repeats: [2]int{12, 12}, interleaved: true},
	{name: "interleaved, 1 % and a split of 1 %", a: drifty, b: drifty2, workers: []int{1, 2, 4, 8}, repeats: [2]int{12, 12}, interleaved: true},
	{name: "the same, blocks of a design", a: drifty, b: drifty2, workers: []int{1, 2, 4, 8}, repeats: [2]int{12, 12}, interleaved: true, always: true, design: []int{4, 1, 8, 8}},
	{name: "one sweep of a drifting machine on each side", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 1, machine: walking},
	{name: "5 sweeps a side that vary by themselves", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 5, machine: restless},
	{name: "5 sweeps a side, a drifting machine, by turns", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 5, machine: walking, always: true},
	{name: "5 sweeps a side, a drifting machine, one side after the other", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 5, machine: walking, apart: true, always: true},
	{name: "5 sweeps a side, 1 % slower with each sweep, by turns", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 5, machine: warming},
	{name: "5 sweeps a side, 1 % slower with each sweep, one side after the other", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 5, machine: warming, apart: true},
	{name: "10 sweeps a side, 1 % slower with each sweep, one side after the other", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 10, machine: warming, apart: true},
	{name: "2 sweeps a side, a drifting machine, by turns", a: quick, b: quick, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 2, machine: walking},
	{name: "5 sweeps a side, a drifting machine, all differs", a: quick, b: slower, workers: []int{1, 2, 4, 8}, repeats: [2]int{8, 8}, sweeps: 5, machine: walking, always: true},
}

// Machines between whose sweeps nothing, much or everything goes on.
var (
	restless = drift{each: 0.02, uneven: 0.005, serial: 0.1}
	walking  = drift{each: 0.005, walk: 0.02, uneven: 0.005, serial: 0.1}
	warming  = drift{each: 0.005, trend: 0.01, uneven: 0.005, serial: 0.1}
)

// sides makes the sweeps of a kind.
func (k kind) sides(seed uint64) []Group {
	r := randoms(seed)
	if k.sweeps > 0 {
		return k.drifted(r)
	}
	shared := blockNoise(k.a, r, max(k.repeats[0], k.repeats[1]))
	groups := make([]Group, 2)
	for i, l := range []law{k.a, k.b} {
		h := header(8, k.workers, k.repeats[i])
		h.Design = k.design
		h.Time = epoch.Add(time.Duration(i) * time.Minute) // the blocks alternate
		if !k.interleaved {
			h.Machine.Hostname = fmt.Sprint("host ", i)
			shared = nil
		}
		groups[i] = Group{"", []*analysis.Sample{sampled(made(l, h, r, shared))}, []string{""}}
	}
	return groups
}

// drifted makes several sweeps a side on one machine that drifts.
func (k kind) drifted(r *rand.Rand) []Group {
	groups := make([]Group, 2)
	at := 0.0
	for i := range 2 * k.sweeps {
		side := i % 2
		if k.apart {
			side = i / k.sweeps
		}
		m := k.machine
		at += m.trend + m.walk*r.NormFloat64()
		l := []law{k.a, k.b}[side]
		l.t1 = time.Duration(float64(l.t1) * math.Exp(at+m.each*r.NormFloat64()))
		serial := math.Exp(m.serial * r.NormFloat64())
		l.split, l.merge = l.split*serial, l.merge*serial
		l.uneven = map[int]float64{}
		for _, n := range k.workers {
			l.uneven[n] = m.uneven * r.NormFloat64()
		}
		h := header(8, k.workers, k.repeats[side])
		h.Time = epoch.Add(time.Duration(i) * time.Hour)
		g := &groups[side]
		g.Sweeps, g.Names = append(g.Sweeps, sampled(made(l, h, r, nil))), append(g.Names, fmt.Sprint(i))
	}
	return groups
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
	case name == "S", name == "program": // the machine adds nothing
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
	decided     map[string]int // by row: another verdict than cannot tell
	together    int            // comparisons in which all intervals hold
	wrong       int            // comparisons with any verdict that is false
}

func (n *tally) percent(k int) float64 { return 100 * float64(k) / float64(n.comparisons) }

// mean is the percentage over all rows.
func (n *tally) mean(by map[string]int) float64 {
	sum := 0
	for _, k := range by {
		sum += k
	}
	return n.percent(sum) / float64(len(n.decided))
}

func (k kind) simulate(t *testing.T, comparisons int) *tally {
	t.Helper()
	n := &tally{comparisons: comparisons, held: map[string]int{}, decided: map[string]int{}}
	o := Options{Level: 0.95, Margins: DefaultMargins}
	for i := range comparisons {
		var sides []*side
		for _, g := range k.sides(uint64(i)) {
			s, err := newSide(g, o)
			if err != nil {
				t.Fatal(err)
			}
			sides = append(sides, s)
		}
		c, err := judged(sides, o)
		if err != nil {
			t.Fatal(err)
		}
		if c.Pairs[0].Paired != k.interleaved || c.Pairs[0].Apart != k.apart {
			t.Fatalf("paired: %v, apart: %v", c.Pairs[0].Paired, c.Pairs[0].Apart)
		}
		n.add(k, c, c.Pairs[0].contrasts(sides[0], sides[1], o))
	}
	return n
}

// nothing is a difference that no row shows. The own S of a program without any overhead has no
// noise, and is as near to 0 as the mean of logarithms is to the logarithm of a mean: some 1e-6.
const nothing = 1e-5

// add counts a comparison; the contrasts are those of its rows.
func (n *tally) add(k kind, c *Comparison, contrasts []contrast) {
	together, wrong := true, false
	for j, x := range contrasts {
		truth := k.truth(&x)
		holds := func(level float64) bool {
			at := x.bounds(level)
			return at.Lo-nothing <= truth && truth <= at.Hi+nothing
		}
		if math.IsNaN(truth) { // of the ceilings of S = 0
			continue
		}
		n.decided[x.Quantity] += 0
		if holds(0.95) {
			n.held[x.Quantity]++
		}
		together = together && holds(c.RowLevel)
		verdict := c.Pairs[0].Rows[j].Verdict
		if verdict != CannotTell {
			n.decided[x.Quantity]++
		}
		switch verdict {
		case Same:
			wrong = wrong || math.Abs(truth) > x.within()
		case CannotTell:
		default:
			wrong = wrong || truth == 0 || verdict != x.direction(truth)
		}
	}
	if together {
		n.together++
	}
	if wrong {
		n.wrong++
	}
}

// TestSimulated compares sweeps of known laws: the interval of every row holds the true
// value as often as its level, and a comparison with any wrong verdict is rare. The
// bounds of single rows are three standard deviations wide.
func TestSimulated(t *testing.T) {
	if *table != "" {
		writeTable(t)
		return
	}
	if testing.Short() {
		t.Skip("simulates 1200 comparisons: left out by -short")
	}
	for _, k := range kinds {
		if !k.always || k.sweeps > 0 {
			continue
		}
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			n := k.simulate(t, 300)
			for q := range n.decided {
				if held := n.percent(n.held[q]); held < 91.2 {
					t.Errorf("the interval of %s holds the truth in %.1f %%", q, held)
				}
			}
			if mean := n.mean(n.held); mean < 93 || mean > 97.5 {
				t.Errorf("the intervals hold the truth in %.1f %%", mean)
			}
			if together, wrong := n.percent(n.together), n.percent(n.wrong); together < 93 || wrong > 5 {
				t.Errorf("all intervals hold in %.1f %%, any verdict is wrong in %.1f %%", together, wrong)
			}
			if k.name == "all differs" && n.decided["T(1)"]+n.decided["T(8)"]+n.decided["cause:merge"] < 890 {
				t.Errorf("large differences are not found: %v", n.decided)
			}
		})
	}
}

// TestSweepsOfADriftingMachine compares several sweeps a side of one machine that drifts: nothing
// is called a difference that is none, in whatever order they were made, and a large one is found.
func TestSweepsOfADriftingMachine(t *testing.T) {
	for _, k := range kinds {
		if !k.always || k.sweeps < 2 {
			continue
		}
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			const comparisons = 12
			n := k.simulate(t, comparisons)
			if n.wrong > 0 || n.together < comparisons {
				t.Errorf("all intervals hold in %d, %d have a wrong verdict, of %d", n.together, n.wrong, comparisons)
			}
			if k.a.t1 != k.b.t1 && n.decided["T(1)"]+n.decided["T(8)"] < 2*comparisons {
				t.Errorf("large differences are not found: %v", n.decided)
			}
		})
	}
}

// writeTable writes what the docs show.
func writeTable(t *testing.T) {
	var out bytes.Buffer
	const comparisons, ofSweeps = 2000, 600
	fmt.Fprintf(&out, `# What the intervals of a comparison hold

Over %d simulated comparisons of each kind, in %% (standard error 0.5), and %d of those of
several sweeps a side (0.9), written by `+"`make compare-table`"+`. Single: an interval of
95 %% holds the truth, over all rows and in the row where it does so least and most. Together:
all intervals of a comparison do, each at its row level. Wrong: a comparison has any verdict
that is false. Decided: rows with another verdict than "cannot tell".

By itself a sweep varies by 2 %%, and in its serial parts by 10 %%. A drifting machine departs from one
sweep to the next by 2 %%, in either direction, and beside that by 0.5 %% by itself; one that gets
slower does so by 1 %% each time. By turns: a sweep of each side after the other.

| sweeps | single | least | most | together | wrong | decided: T(1) | T(8) | S | split |
|---|---|---|---|---|---|---|---|---|---|
`, comparisons, ofSweeps)
	rows := make([]string, len(kinds))
	made := t.Run("kinds", func(t *testing.T) {
		for i, k := range kinds {
			t.Run(k.name, func(t *testing.T) {
				t.Parallel()
				n := k.simulate(t, map[bool]int{true: ofSweeps, false: comparisons}[k.sweeps > 1])
				rows[i] = n.row(k.name)
			})
		}
	})
	if !made {
		return
	}
	out.WriteString(strings.Join(rows, ""))
	if err := os.WriteFile(*table, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// row returns the line of the table for comparisons of a kind.
func (n *tally) row(name string) string {
	quantities := slices.SortedFunc(maps.Keys(n.decided), func(a, b string) int { return cmp.Or(n.held[a]-n.held[b], strings.Compare(a, b)) })
	least, most := quantities[0], quantities[len(quantities)-1]
	line := fmt.Sprintf("| %s | %.1f | %.1f, %s | %.1f, %s | %.1f | %.1f |", name, n.mean(n.held), n.percent(n.held[least]), least, n.percent(n.held[most]), most, n.percent(n.together), n.percent(n.wrong))
	for _, q := range []string{"T(1)", "T(8)", "S", "cause:split"} {
		if _, ok := n.decided[q]; ok {
			line += fmt.Sprintf(" %.0f |", n.percent(n.decided[q]))
		} else {
			line += " – |"
		}
	}
	return line + "\n"
}

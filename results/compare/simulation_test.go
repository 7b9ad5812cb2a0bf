//go:build !race

package compare

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/results"
)

var table = flag.String("compare-table", "", "simulate 2000 comparisons of each kind and write what their intervals hold to this file")

// A kind is one kind of comparison that is simulated again and again.
type kind struct {
	name        string
	a, b        law
	workers     []int
	repeats     [2]int
	interleaved bool
	always      bool  // simulated by every test, not for the table alone
	design      []int // of the blocks of both sweeps; nil = each holds every N once
}

var kinds = []kind{
	{"nothing differs", quick, quick, []int{1, 2, 4, 8}, [2]int{8, 8}, false, true, nil},
	{"nothing differs, two N", quick, quick, []int{1, 2}, [2]int{10, 10}, false, true, nil},
	{"nothing differs, S = 0", smooth, smooth, []int{1, 2, 4, 8}, [2]int{10, 10}, false, false, nil},
	{"three times the noise, 6 repeats against 20", quick, noisy, []int{1, 2, 4, 8}, [2]int{6, 20}, false, false, nil},
	{"all differs", quick, slower, []int{1, 2, 4, 8}, [2]int{10, 10}, false, true, nil},
	{"interleaved, nothing differs", drifty, drifty, []int{1, 2, 4, 8}, [2]int{12, 12}, true, false, nil},
	{"interleaved, 1 % and a split of 1 %", drifty, drifty2, []int{1, 2, 4, 8}, [2]int{12, 12}, true, false, nil},
	{"the same, blocks of a design", drifty, drifty2, []int{1, 2, 4, 8}, [2]int{12, 12}, true, true, []int{4, 1, 8, 8}},
}

// pair makes two sweeps of a kind.
func (k kind) pair(seed uint64) [2]*results.File {
	r := randoms(seed)
	var files [2]*results.File
	shared := blockNoise(k.a, r, max(k.repeats[0], k.repeats[1]))
	for i, l := range []law{k.a, k.b} {
		h := header(8, k.workers, k.repeats[i])
		h.Design = k.design
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
		files := k.pair(uint64(i))
		a, errA := newSide("A", files[0], o)
		b, errB := newSide("B", files[1], o)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		c, err := judged([]*side{a, b}, o)
		if err != nil {
			t.Fatal(err)
		}
		if c.Pairs[0].Paired != k.interleaved {
			t.Fatalf("paired: %v", c.Pairs[0].Paired)
		}
		n.add(k, c, contrasts(a, b, o, k.interleaved))
	}
	return n
}

// add counts a comparison; the contrasts are those of its rows.
func (n *tally) add(k kind, c *Comparison, contrasts []contrast) {
	together, wrong := true, false
	for j, x := range contrasts {
		truth := k.truth(&x)
		holds := func(level float64) bool {
			at := x.bounds(level)
			return at.Lo <= truth && truth <= at.Hi
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
		if !k.always {
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

// writeTable writes what the docs show.
func writeTable(t *testing.T) {
	var out bytes.Buffer
	const comparisons = 2000
	fmt.Fprintf(&out, `# What the intervals of a comparison hold

Over %d simulated comparisons of each kind, in %% (standard error 0.5), written by
`+"`make compare-table`"+`. Single: an interval of 95 %% holds the truth, over all rows and
in the row where it does so least and most. Together: all intervals of a comparison
do, each at its row level. Wrong: a comparison has any verdict that is false. Decided:
rows with another verdict than "cannot tell".

| sweeps | single | least | most | together | wrong | decided: T(1) | T(8) | S | split |
|---|---|---|---|---|---|---|---|---|---|
`, comparisons)
	for _, k := range kinds {
		n := k.simulate(t, comparisons)
		quantities := slices.SortedFunc(maps.Keys(n.decided), func(a, b string) int { return n.held[a] - n.held[b] })
		least, most := quantities[0], quantities[len(quantities)-1]
		fmt.Fprintf(&out, "| %s | %.1f | %.1f, %s | %.1f, %s | %.1f | %.1f |", k.name, n.mean(n.held), n.percent(n.held[least]), least, n.percent(n.held[most]), most, n.percent(n.together), n.percent(n.wrong))
		for _, q := range []string{"T(1)", "T(8)", "S", "cause:split"} {
			if _, ok := n.decided[q]; !ok {
				out.WriteString(" – |")
				continue
			}
			fmt.Fprintf(&out, " %.0f |", n.percent(n.decided[q]))
		}
		out.WriteByte('\n')
	}
	if err := os.WriteFile(*table, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

package permtest

import (
	"fmt"
	"math"
	"strconv"

	"serialfraction/harness"
	"serialfraction/workloads/vector"
)

// A plan holds arrangements that all rows share.
type plan struct {
	count int
	width int // words of an arrangement
	every bool
	words []uint64
}

// of returns arrangement i.
func (p *plan) of(i int) arrangement { return p.words[i*p.width : (i+1)*p.width] }

func newPlan(count, width int) *plan {
	return &plan{count: count, width: width, words: make([]uint64, count*width)}
}

// mostArrangements bounds the number of arrangements that are enumerated.
const mostArrangements = 10_000_000

// share makes the plan, if all rows share their arrangements.
func (p *permuter) share(maxT bool, rows int) error {
	every := p.count == 0
	if !every && !maxT {
		return nil
	}
	count := p.count
	if every {
		ways := combinations(p.cols, p.few)
		if ways > mostArrangements {
			return &harness.FlagError{Flag: "permutations", Value: "0",
				Want: fmt.Sprintf("there are %.3g ways to choose %d of %d samples, and up to %d are enumerated: type how many to draw, such as 10000",
					ways, p.few, p.cols, mostArrangements)}
		}
		count = int(ways)
	}
	if !maxT {
		rows = 0
	}
	if err := p.room(rows, count); err != nil {
		return err
	}
	if every {
		p.plan = everyArrangement(count, p.chooser)
	} else {
		p.plan = randomArrangements(p.vectors, count, p.chooser, p.seed)
	}
	if maxT {
		p.maxima = newMaxima(rows, p.plan)
	}
	return nil
}

// mostMemory bounds the bytes of arrangements, and of t of each, that are kept.
const mostMemory = 2 << 30

// room refuses count arrangements where they would need more than mostMemory, together with
// t of each in the given number of rows.
func (p *permuter) room(rows, count int) error {
	each := 8 * (len(p.full) + rows)
	if count <= mostMemory/each {
		return nil
	}
	kept := ""
	if rows > 0 {
		kept = fmt.Sprintf(" and, for --adjust maxt, t of each in %d rows", rows)
	}
	return &harness.FlagError{Flag: "permutations", Value: strconv.Itoa(p.count),
		Want: fmt.Sprintf("%d arrangements of %d samples%s take %.3g GiB, and %d GiB are allowed: type a number from 1 to %d",
			count, p.cols, kept, float64(each)*float64(count)/(1<<30), mostMemory>>30, max(1, mostMemory/each))}
}

// combinations returns the number of ways to choose k of n.
func combinations(n, k int) float64 {
	ways := 1.0
	for i := range k {
		ways = math.Round(ways * float64(n-i) / float64(i+1))
	}
	return ways
}

// everyArrangement returns all choices of c in lexicographic order; count is their number.
func everyArrangement(count int, c *chooser) *plan {
	p := newPlan(count, len(c.full))
	p.every = true
	e := newEnumeration(c.few)
	e.start(c.cols, c.few)
	for i := range count {
		e.next(p.of(i))
	}
	return p
}

// randomArrangements returns count random choices. Each depends on the seed and its own number
// alone.
func randomArrangements(v vector.Set, count int, c *chooser, seed uint64) *plan {
	p := newPlan(count, len(c.full))
	s := stream{seed: seed, vectors: v}
	for i := range count {
		s.start(arrangementStream, uint64(i))
		c.draw(p.of(i), &s)
	}
	return p
}

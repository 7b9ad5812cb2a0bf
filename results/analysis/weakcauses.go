package analysis

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
)

// A WeakCause is what one cause, or owner, has of T(N) − T(1) at an N.
type WeakCause struct {
	Name    string       `json:"name"`
	Owner   string       `json:"owner"`                  // as in [Cause]
	Seconds fit.Interval `json:"seconds"`                // more than at N = 1
	Serial  float64      `json:"scaled_serial_fraction"` // its part of s(N)
	Parts   []WeakCause  `json:"parts,omitempty"`
}

// weakCauses returns what each cause has of the seconds that are lost at one N.
func (l *ledger) weakCauses(one, at fit.Point) []WeakCause {
	var all []WeakCause
	for k, col := range l.columns {
		c := l.weakCause(col.cause.name, col.cause.owner, func(l *ledger) []float64 { return l.columns[k].seconds }, one, at)
		for j, p := range col.parts {
			c.Parts = append(c.Parts, l.weakCause(p.name, p.owner, func(l *ledger) []float64 { return l.columns[k].parts[j].seconds }, one, at))
		}
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b WeakCause) int {
		return cmp.Compare(math.Abs(b.Seconds.Value), math.Abs(a.Seconds.Value))
	})
	return all
}

// weakOwners returns the same by owner. They add up to the same. It returns none where the
// program's part and the machine's cannot be told apart ([Queue]).
func (l *ledger) weakOwners(one, at fit.Point, turns bool) []WeakCause {
	owners := []WeakCause{}
	if l.header.Coordinated() {
		return owners
	}
	open := l.undividedTail(one, at)
	for _, owner := range []string{ownerProgram, ownerMachine, ownerNobody} {
		of := ownedBy(owner, turns)
		if of(l) == nil {
			continue
		}
		o := l.weakCause(cmp.Or(owner, "not known"), owner, of, one, at)
		switch owner {
		case ownerProgram:
			o.Seconds.Lo -= open
		case ownerMachine:
			o.Seconds.Hi += open
		}
		owners = append(owners, o)
	}
	return owners
}

// undividedTail returns the seconds of imbalance, more than at N = 1, that are called the program's
// and may be the machine's: all where the times of chunks do not divide them.
func (l *ledger) undividedTail(one, at fit.Point) float64 {
	col, ok := l.column("imbalance", ownerProgram)
	if !ok || l.even != nil || l.header.Simulated() {
		return 0
	}
	return max(0, at.Of(col.seconds)-one.Of(col.seconds))
}

// weakCause returns what seconds have of what is lost at one N. The interval has both ends between
// which the imbalance of the program lies.
func (l *ledger) weakCause(name, owner string, of secondsOf, one, at fit.Point) WeakCause {
	lost := l.between(of, func(seconds []float64) fit.Interval { return l.lost(seconds, one, at) })
	n := float64(at.Workers)
	return WeakCause{Name: name, Owner: owner, Seconds: lost, Serial: n / (n - 1) * lost.Value / at.Seconds.Value}
}

// lost returns how many seconds more than at N = 1 there are at another N, of seconds run by run.
// The interval is of the differences within a block, which hold what the machine did to all N
// alike.
func (l *ledger) lost(seconds []float64, one, at fit.Point) fit.Interval {
	type pair struct{ one, at *float64 }
	var blocks []int // in their order, so that the sum is the same every time
	pairs := map[int]*pair{}
	for i, e := range l.runs {
		p := pairs[e.Block]
		if p == nil {
			p = &pair{}
			pairs[e.Block], blocks = p, append(blocks, e.Block)
		}
		switch e.Workers {
		case at.Workers:
			p.at = &seconds[i]
		case 1:
			p.one = &seconds[i]
		}
	}
	var differences []float64
	for _, b := range blocks {
		if p := pairs[b]; p.one != nil && p.at != nil {
			differences = append(differences, *p.at-*p.one)
		}
	}
	value, half := at.Of(seconds)-one.Of(seconds), fit.MeanHalfWidth(differences, at.Seconds.Level)
	return fit.Interval{Value: value, Lo: value - half, Hi: value + half, Level: at.Seconds.Level}
}

package analysis

import (
	"slices"

	"serialfraction/fit"
)

// The owners of causes.
const (
	ownerProgram = "program"
	ownerMachine = "machine"
	ownerNobody  = "" // no measurement explains the time or assigns it to an owner
)

// An Owner is the share of S that one owner has: that of its causes, and of its parts of
// causes that are split. The owners add up to the same sum as the causes.
type Owner struct {
	Owner          string       `json:"owner"` // as in [Cause]
	SerialFraction float64      `json:"serial_fraction"`
	Interval       fit.Interval `json:"interval"` // of SerialFraction, as in [Cause]
	Seconds        float64      `json:"seconds"`  // its own time in a run at N = 1
	Causes         []Cause      `json:"causes"`   // each only as far as it is the owner's
}

// A PointOwner is the share of e(N) that one owner has. At a point whose workers take turns
// on the CPUs, spawn has no owner.
type PointOwner struct {
	Owner          string             `json:"owner"`
	SerialFraction float64            `json:"serial_fraction"`
	Causes         map[string]float64 `json:"causes"`
}

// A holding is the seconds of one cause that are one owner's, run by run.
type holding struct {
	cause, owner string
	parts        []part // of the cause, the owner's alone; nil = the cause is not split
	seconds      []float64
}

// holdings splits the causes among their owners, by leaf: a part belongs to its own owner,
// and a cause without parts to the owner of the cause. Every figure about an owner, in text
// and in JSON, is a sum of these. They are ordered by owner, then as in a run, and add up
// to the causes.
//
// Where workers take turns on the CPUs, the time to a worker's first claim includes the
// wait until another worker leaves its CPU. No measurement separates the two, and most
// workers may find no chunk left, so such spawn has no owner. docs/DESIGN.md has the
// figures.
func (l *ledger) holdings(turns bool) []holding {
	var all []holding
	for _, owner := range []string{ownerProgram, ownerMachine, ownerNobody} {
		for _, col := range l.columns {
			if turns && col.cause.waits {
				if owner == ownerNobody {
					all = append(all, holding{cause: col.cause.name, owner: owner, seconds: col.seconds})
				}
				continue
			}
			if h, ok := col.held(owner); ok {
				all = append(all, h)
			}
		}
	}
	return all
}

// held returns the holding of an owner in a cause; ok is false where it has none.
func (c *column) held(owner string) (_ holding, ok bool) {
	h := holding{cause: c.cause.name, owner: owner}
	if c.parts == nil {
		h.seconds = c.seconds
		return h, c.cause.owner == owner
	}
	for _, p := range c.parts {
		if p.owner == owner {
			h.parts = append(h.parts, p)
		}
	}
	h.seconds = summed(len(c.seconds), h.parts, func(p part) []float64 { return p.seconds })
	return h, len(h.parts) > 0
}

// summed adds up the seconds of each of n runs.
func summed[T any](n int, of []T, seconds func(T) []float64) []float64 {
	sum := make([]float64, n)
	for _, x := range of {
		for i, s := range seconds(x) {
			sum[i] += s
		}
	}
	return sum
}

// owned returns the seconds, run by run, of one owner; nil where it has none.
func owned(all []holding, owner string) []float64 {
	its := slices.DeleteFunc(slices.Clone(all), func(h holding) bool { return h.owner != owner })
	if len(its) == 0 {
		return nil
	}
	return summed(len(its[0].seconds), its, func(h holding) []float64 { return h.seconds })
}

// owners applies the linear operator of a fit to the seconds of each owner, as charge does
// to those of the causes.
func (l *ledger) owners(share func(secondsOf) fit.Interval, seconds func([]float64) float64) []Owner {
	out := []Owner{}
	for k, h := range l.holdings(false) {
		if len(out) == 0 || out[len(out)-1].Owner != h.owner {
			of := share(ownedBy(h.owner, false))
			out = append(out, Owner{Owner: h.owner, SerialFraction: of.Value, Interval: of, Seconds: seconds(ownedBy(h.owner, false)(l))})
		}
		c := newCause(h.cause, h.owner, share(heldIn(k)), seconds(h.seconds))
		for j, p := range h.parts {
			c.Parts = append(c.Parts, newCause(p.name, p.owner, share(partHeldIn(k, j)), seconds(p.seconds)))
		}
		last := &out[len(out)-1]
		last.Causes = append(last.Causes, c)
	}
	return out
}

// ownedBy selects the seconds of an owner.
func ownedBy(owner string, turns bool) secondsOf {
	return func(l *ledger) []float64 { return owned(l.holdings(turns), owner) }
}

// heldIn selects the seconds of the k-th holding, and partHeldIn those of its j-th part.
func heldIn(k int) secondsOf {
	return func(l *ledger) []float64 { return l.holdings(false)[k].seconds }
}

func partHeldIn(k, j int) secondsOf {
	return func(l *ledger) []float64 { return l.holdings(false)[k].parts[j].seconds }
}

// pointOwners returns what each owner has of e(N) at one point.
func (l *ledger) pointOwners(turns bool, share func([]float64) float64) []PointOwner {
	all, out := l.holdings(turns), []PointOwner{}
	for _, h := range all {
		if len(out) == 0 || out[len(out)-1].Owner != h.owner {
			out = append(out, PointOwner{h.owner, share(owned(all, h.owner)), map[string]float64{}})
		}
		out[len(out)-1].Causes[h.cause] = share(h.seconds)
	}
	return out
}

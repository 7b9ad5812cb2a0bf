package analysis

import "slices"

// The owners of causes.
const (
	ownerProgram = "program"
	ownerMachine = "machine"
	ownerNobody  = "" // time that no measurement explains, or says whose it is
)

// An Owner is what one owner has of S: the causes, and of a cause with parts those of
// its parts, that are its own. The owners add up to what the causes add up to.
type Owner struct {
	Owner          string  `json:"owner"` // as in [Cause]
	SerialFraction float64 `json:"serial_fraction"`
	Seconds        float64 `json:"seconds"` // its own time in a run at N = 1
	Causes         []Cause `json:"causes"`  // each no more than the owner has of it
}

// A PointOwner is what one owner has of e(N). At a point whose workers take turns on the
// CPUs, spawn is nobody's.
type PointOwner struct {
	Owner          string             `json:"owner"`
	SerialFraction float64            `json:"serial_fraction"`
	Causes         map[string]float64 `json:"causes"`
}

// A holding is what one owner has of one cause, in seconds, run by run.
type holding struct {
	cause, owner string
	parts        []part // those of the cause that it has; nil of a cause that is whole
	seconds      []float64
}

// holdings splits the causes among their owners, by leaf: a part is its own owner's, and
// a cause without parts that of the cause. All that is said of owners, in any face, is
// summed from these. They are in the order of owners, then of a run, and add up to the
// causes.
//
// Where workers take turns on the CPUs, the time to a worker's first claim is that until
// another worker leaves its CPU. Nothing tells that from its start, and most workers may
// find no chunk left: such spawn is nobody's. docs/DESIGN.md has the figures.
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

// held is what an owner has of a cause, if it has anything.
func (c *column) held(owner string) (holding, bool) {
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

// owners applies a linear operator to what each owner has, as charge does to the causes.
func (l *ledger) owners(share, seconds func([]float64) float64) []Owner {
	all, out := l.holdings(false), []Owner{}
	for _, h := range all {
		if len(out) == 0 || out[len(out)-1].Owner != h.owner {
			sum := owned(all, h.owner)
			out = append(out, Owner{Owner: h.owner, SerialFraction: share(sum), Seconds: seconds(sum)})
		}
		c := Cause{Name: h.cause, Owner: h.owner, SerialFraction: share(h.seconds), Seconds: seconds(h.seconds)}
		for _, p := range h.parts {
			c.Parts = append(c.Parts, Cause{Name: p.name, Owner: p.owner, SerialFraction: share(p.seconds), Seconds: seconds(p.seconds)})
		}
		last := &out[len(out)-1]
		last.Causes = append(last.Causes, c)
	}
	return out
}

// pointOwners does the same for e(N) of one point.
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

package compare

import (
	"fmt"
	"slices"
)

// An otherWork is what other work on busy sides could make of a contrast.
type otherWork struct {
	why     string     // which side is busy; "" = none, or the contrast is of the program alone
	unknown bool       // the runs of a side show nothing of the contrast
	without []contrast // the same, of one side or of both without what other work took
}

// allowForOtherWork sets what other work could make of every contrast of the sweeps of two sides.
// Compared returns the contrasts of such sweeps.
func allowForOtherWork(list []contrast, sides [2][]*sweep, compared func(a, b []*sweep) []contrast) {
	why := busySides(busiest(sides[0]), busiest(sides[1]))
	if why == "" {
		return
	}
	all := slices.Concat(sides[0], sides[1])
	unknown, slowed := slices.ContainsFunc(all, (*sweep).unknown), slices.ContainsFunc(all, (*sweep).slowed)
	var others [][]contrast
	for i, x := range quieter(sides[0]) {
		for k, y := range quieter(sides[1]) {
			if i > 0 || k > 0 {
				others = append(others, compared(x, y))
			}
		}
	}
	for i := range list {
		c := &list[i]
		if c.Quantity == "program" || c.Workers > 0 && !slowed {
			continue
		}
		c.other.why = why
		c.other.unknown = unknown
		for _, other := range others {
			if k := slices.IndexFunc(other, func(x contrast) bool { return x.Quantity == c.Quantity }); k >= 0 {
				c.other.without = append(c.other.without, other[k])
			}
		}
	}
}

// busiest returns the sweep of which other work took most; the first where it took of none.
func busiest(sweeps []*sweep) *sweep {
	most := sweeps[0]
	for _, s := range sweeps[1:] {
		if o := s.OtherWork; o != nil && (most.OtherWork == nil || o.Share > most.OtherWork.Share) {
			most = s
		}
	}
	return most
}

// busySides returns which of two sweeps is busy, as a reason why a row is open; "" = neither.
func busySides(a, b *sweep) string {
	x, y := a.OtherWork, b.OtherWork
	switch {
	case x != nil && y != nil && !x.Quota && !y.Quota:
		return "other work on both machines could make or hide it"
	case x != nil && y != nil:
		return fmt.Sprintf("%s, and %s, could make or hide it", x.TakerOf(quote(a.Name)), y.TakerOf(quote(b.Name)))
	case x != nil:
		return x.TakerOf(quote(a.Name)) + " could make or hide it"
	case y != nil:
		return y.TakerOf(quote(b.Name)) + " could make or hide it"
	}
	return ""
}

// effect returns what other work on a sweep of a side does to the comparison.
func (s *sweep) effect(side []*sweep) string {
	switch {
	case s.unknown() && !slices.Contains(rest(side, (*sweep).unknown), s):
		return "so of this sweep only the program's own S is compared, and times that were not slowed"
	case s.unknown():
		return "so only the program's own S is compared"
	}
	return "and what that could make is not called a difference"
}

// quieter returns the sweeps of a side, and the same without what other work took of them: what it
// took, and the most that it may have.
func quieter(sweeps []*sweep) [][]*sweep {
	list := [][]*sweep{sweeps}
	for way := 0; ; way++ {
		less, more := slices.Clone(sweeps), false
		for i, s := range sweeps {
			if n := len(s.quiet); n > 0 {
				less[i], more = s.quiet[min(way, n-1)], more || way < n
			}
		}
		if !more {
			return list
		}
		list = append(list, less)
	}
}

// slowed reports whether other work took more than hardly any of the time of a sweep, so that it is
// in the times too, and not in a small S alone.
func (s *sweep) slowed() bool { return s.OtherWork != nil && s.OtherWork.OfTime() }

// unknown reports whether nothing of a sweep can be told but the program's own S, and times that
// were not slowed.
func (s *sweep) unknown() bool {
	return s.OtherWork != nil && (s.OtherWork.Made || len(s.quiet) == 0)
}

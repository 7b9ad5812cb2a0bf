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

// allowForOtherWork sets what other work could make of every contrast of two sides.
func allowForOtherWork(list []contrast, a, b *side, o Options, interleaved bool) {
	why := busySides(a, b)
	if why == "" {
		return
	}
	var others [][]contrast
	for _, x := range a.quieter() {
		for _, y := range b.quieter() {
			if x != a || y != b {
				others = append(others, measured(x, y, o, interleaved))
			}
		}
	}
	for i := range list {
		c := &list[i]
		if c.Quantity == "program" || c.Workers > 0 && !a.slowed() && !b.slowed() {
			continue
		}
		c.other.why = why
		c.other.unknown = a.unknown() || b.unknown()
		for _, other := range others {
			if k := slices.IndexFunc(other, func(x contrast) bool { return x.Quantity == c.Quantity }); k >= 0 {
				c.other.without = append(c.other.without, other[k])
			}
		}
	}
}

// busySides returns which of two sides is busy, as a reason why a row is open; "" = neither.
func busySides(a, b *side) string {
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

// busy returns the words of a warning about other work.
func (s *side) busy() string {
	rest := "and what that could make is not called a difference"
	if s.unknown() {
		rest = "so only the program's own S is compared"
	}
	return fmt.Sprintf("%s, %s: %s", s.OtherWork.Sentence(), rest, s.OtherWork.Cure())
}

// quieter returns a side, and the same without what other work took of it.
func (s *side) quieter() []*side { return append([]*side{s}, s.quiet...) }

// slowed reports whether other work took more than hardly any of the time of a side, so that it is
// in the times too, and not in a small S alone.
func (s *side) slowed() bool { return s.OtherWork != nil && s.OtherWork.OfTime() }

// unknown reports whether nothing of a side can be told but the program's own S.
func (s *side) unknown() bool {
	return s.OtherWork != nil && (s.OtherWork.Made || len(s.quiet) == 0)
}

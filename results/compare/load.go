package compare

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A load is what other work on busy sides could make of a contrast.
type load struct {
	why     string     // which side is busy; "" = none, or the contrast is of the program alone
	made    bool       // other work made S of a side, so that the contrast is unknown
	without []contrast // the same, of one side or of both without what other work took
}

// allowForLoad sets the load of every contrast of two sides.
func allowForLoad(list []contrast, a, b *side, o Options, interleaved bool) {
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
		if c.Quantity == "program" {
			continue
		}
		c.load.why = why
		c.load.made = (a.unknown() || b.unknown()) && !slices.Contains(ownWork, c.cause())
		for _, other := range others {
			if k := slices.IndexFunc(other, func(x contrast) bool { return x.Quantity == c.Quantity }); k >= 0 {
				c.load.without = append(c.load.without, other[k])
			}
		}
	}
}

// ownWork are the causes that are work of the program, which are compared with and without the
// waits for a CPU, so that what load did to the unit of a share is in the interval.
var ownWork = []string{"load", "split", "merge", "store"}

// busySides returns which of two sides is busy, as a reason why a row is open; "" = neither.
func busySides(a, b *side) string {
	switch {
	case a.OtherWork != nil && b.OtherWork != nil:
		return "other work on both machines could make or hide it"
	case a.OtherWork != nil:
		return fmt.Sprintf("other work on the machine of %s could make or hide it", quote(a.Name))
	case b.OtherWork != nil:
		return fmt.Sprintf("other work on the machine of %s could make or hide it", quote(b.Name))
	}
	return ""
}

// busy returns the words of a warning about other work.
func busy(o *analysis.BusyMachine) string {
	rest := "what that could make is not called a difference"
	if o.Made {
		rest = "that made most of S, so only what is the program's own is compared"
	}
	return fmt.Sprintf("other work took the CPUs for %s of the runs at N = %d, and %s: sweep again on a quiet machine", number.Percent(o.Share), o.Workers, rest)
}

// quieter returns a side, and the same without what other work took of it.
func (s *side) quieter() []*side {
	if s.quiet == nil {
		return []*side{s}
	}
	return []*side{s, s.quiet}
}

// unknown reports whether nothing of a side can be told but what is the program's own.
func (s *side) unknown() bool {
	return s.OtherWork != nil && (s.OtherWork.Made || s.quiet == nil)
}

// cause returns the name of the cause that a contrast is of; "" = it is of no cause.
func (c *contrast) cause() string {
	if name, ok := strings.CutPrefix(c.Quantity, "cause:"); ok {
		return name
	}
	return ""
}

package compare

import (
	"strings"

	"serialfraction/results"
)

// A Longer is a sweep to make again with more repeats.
type Longer struct {
	Name    string          // of the sweep in the comparison
	Repeats int             // of every N
	Header  *results.Header // of the compared file, which the caller must not change
}

// longer returns the sweeps that would settle the rows of times and S with the verdict
// CannotTell: both sweeps again, with enough repeats. Other rows follow from those, or are
// causes, which alone are not worth hours of runs.
func longer(a, b *side, rows []Row) []Longer {
	repeats := 0
	for _, r := range rows {
		if strings.HasPrefix(r.Quantity, "T") || r.Quantity == "S" {
			repeats = max(repeats, r.Repeats)
		}
	}
	if repeats == 0 {
		return nil
	}
	ha, hb := &a.file.Header, &b.file.Header
	list := []Longer{{a.Name, repeats, ha}}
	if ha.Time.Equal(hb.Time) && ha.Machine.Hostname == hb.Machine.Hostname { // two halves of one sweep
		return list
	}
	return append(list, Longer{b.Name, repeats, hb})
}

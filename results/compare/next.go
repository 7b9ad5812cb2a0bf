package compare

import (
	"strings"

	"serialfraction/results"
)

// A Longer is a sweep to be made again, with more repeats.
type Longer struct {
	Name    string          // as in the comparison
	Repeats int             // of every N
	Header  *results.Header // of the sweep as it is; not the caller's to change
}

// longer returns the sweeps that would settle the rows of times and of S of which one
// cannot tell: both again, with enough repeats. What follows from those, and causes
// alone, is not worth hours of runs.
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

package compare

import (
	"strings"

	"serialfraction/results"
)

// A Longer is a sweep to make again, with more repeats or several times.
type Longer struct {
	Name    string          // of the side in the comparison
	Repeats int             // of every N; 0 = as they were
	Sweeps  int             // how many more to make; 0 = one, with more repeats
	Header  *results.Header // of a compared file, which the caller must not change
}

// longer returns the sweeps that would settle the rows of times and S with the verdict
// CannotTell: both again, with enough repeats, or more sweeps of each side. Other rows follow from those, or are
// causes, which alone are not worth hours of runs.
func longer(a, b *side, rows []Row) []Longer {
	repeats, sweeps := 0, 0
	for _, r := range rows {
		if strings.HasPrefix(r.Quantity, "T") || r.Quantity == "S" {
			repeats, sweeps = max(repeats, r.Repeats), max(sweeps, r.Sweeps)
		}
	}
	ha, hb := &a.sweeps[0].file.Header, &b.sweeps[0].file.Header
	switch {
	case sweeps > 0:
		return []Longer{{a.Name, 0, max(1, sweeps-len(a.sweeps)), ha}, {b.Name, 0, max(1, sweeps-len(b.sweeps)), hb}}
	case repeats == 0:
		return nil
	}
	list := []Longer{{a.Name, repeats, 0, ha}}
	if ha.Time.Equal(hb.Time) && ha.Machine.Same(&hb.Machine) { // two halves of one sweep
		return list
	}
	return append(list, Longer{b.Name, repeats, 0, hb})
}

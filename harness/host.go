package harness

// A Host is a machine with workers that get their rows as messages.
type Host struct {
	Name  string  `json:"name"`
	CPUs  float64 `json:"cpus"`                  // that its workers may use; 0 = unknown
	Slots int     `json:"slots"`                 // workers that joined from it, at least 1
	Here  bool    `json:"coordinator,omitempty"` // the coordinator runs on it too
}

// Slots returns how many workers joined from all hosts.
func Slots(hosts []Host) (n int) {
	for _, h := range hosts {
		n += h.Slots
	}
	return n
}

// Spread returns how many of n workers each host has in a run: one after the other from each
// that has a slot left, in the order of hosts. n is at most [Slots].
func Spread(hosts []Host, n int) []int {
	placed := make([]int, len(hosts))
	for n = min(n, Slots(hosts)); n > 0; {
		for i, h := range hosts {
			if n > 0 && placed[i] < h.Slots {
				placed[i]++
				n--
			}
		}
	}
	return placed
}

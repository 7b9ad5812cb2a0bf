package compare

import (
	"fmt"
	"slices"

	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
)

// wakings returns how the sweeps differ in waking their workers, which is a part of spawn, as
// warnings; none where spawn is not in the times that are compared.
func wakings(a, b *sweep) []string {
	if !slices.Contains(analysis.CauseNames(a.sample.Scope), "spawn") {
		return nil
	}
	var w []string
	if pa, pb := a.file.Header.Parking, b.file.Header.Parking; pa != pb && pa != "" && pb != "" {
		kernel, runtime := a, b
		if b.file.Header.KernelWakes() {
			kernel, runtime = b, a
		}
		w = append(w, "the system woke the workers of "+kernel.Name+", and the Go runtime those of "+runtime.Name+", which takes longer, most of all beside other work: a difference in spawn may be of that alone")
	}
	more, less := a, b
	if b.timed().count() > a.timed().count() {
		more, less = b, a
	}
	if what := more.timed().beyond(less.timed()); len(what) > 0 && a.ProgramSerialFraction != nil && b.ProgramSerialFraction != nil {
		w = append(w, fmt.Sprintf("%s has measured %s, and %s has not, so they divide that between program and machine in different ways: the program's own S of the two differs by that, too",
			more.Name, wording.And(what...), less.Name))
	}
	return w
}

// timed are the times, of those that divide S, that not every file has.
type timed struct {
	awake  bool // until each worker ran
	calls  bool // in which the coordinator woke the workers
	claims bool // that workers waited for a CPU between two chunks
}

// timed returns what every run of a side has.
func (s *sweep) timed() timed {
	has := timed{true, true, true}
	for _, r := range s.file.Runs {
		has.calls = has.calls && r.Timing.Waking != nil
		for _, w := range r.Timing.Workers {
			has.awake = has.awake && w.Awake != nil
			has.claims = has.claims && w.Sched != nil && w.Sched.ClaimDelay != nil
		}
	}
	return has
}

// beyond returns what t has and other has not, in words.
func (t timed) beyond(other timed) (words []string) {
	if t.awake && !other.awake {
		words = append(words, "how long its workers take to wake up")
	}
	if t.calls && !other.calls {
		words = append(words, "how long the calls take that wake its workers")
	}
	if t.claims && !other.claims {
		words = append(words, "how long its workers wait for a CPU between chunks")
	}
	return words
}

func (t timed) count() int { return len(t.beyond(timed{})) }

package compare

import (
	"fmt"
	"slices"

	"serialfraction/results/analysis"
)

// executions warns where the counters of the processor were read in one of two sweeps alone: there slower
// execution is divided between program and machine, and in the other it is all the machine's.
func executions(a, b *sweep) []string {
	if a.counted() == b.counted() || a.ProgramSerialFraction == nil || b.ProgramSerialFraction == nil {
		return nil
	}
	with, without := a, b
	if b.counted() {
		with, without = b, a
	}
	return []string{fmt.Sprintf("%s has the counters of the processor, and %s has not: what more instructions add to S is the program's own in %s and the machine's in %s",
		with.Name, without.Name, with.Name, without.Name)}
}

// counted reports whether the counters of the processor were read of every worker in every run.
func (s *sweep) counted() bool {
	workers := false
	for _, r := range s.file.Runs {
		for _, w := range r.Timing.Workers {
			if workers = true; w.Counts == nil || w.Counts.Hardware == nil {
				return false
			}
		}
	}
	return workers
}

// stores warns where writing the results was timed at each N in one of two sweeps alone, if it is in the times
// that are compared.
func stores(a, b *sweep) []string {
	if !slices.Contains(analysis.CauseNames(a.sample.Scope), "store") || a.file.Store == nil || b.file.Store == nil {
		return nil
	}
	each, once := a, b
	if a.file.Store.Again == nil {
		each, once = b, a
	}
	if each.file.Store.Again == nil || once.file.Store.Again != nil {
		return nil
	}
	return []string{fmt.Sprintf("the results of %s were written by each N, and those of %s once, by all CPUs, which counts at every N as serial: a difference in store and in S may be of that alone",
		each.Name, once.Name)}
}

package predict

import (
	"fmt"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// A Reason is why the law and the simulation differ at an N: the cause of which the longer of the
// two has the most more.
type Reason struct {
	Cause      string  `json:"cause"` // "handing out" is dispatch, serialize and transfer together; "overhead" what the law has of no cause
	Law        float64 `json:"law_seconds"`
	Simulation float64 `json:"simulation_seconds"`
	Words      string  `json:"words"`
}

const (
	handingOut = "handing out"
	overhead   = "overhead"
)

// reason compares the causes of the law with those of the simulation.
func (r *recording) reason(by *law, at played, p Prediction, m *model, j job, c *Changes) *Reason {
	n := float64(p.Workers)
	all := []Reason{
		{Cause: "split", Simulation: at.split},
		{Cause: "spawn", Simulation: at.spawn},
		{Cause: handingOut, Simulation: at.claim + at.wait, Law: by.of("dispatch", n) + by.of("serialize", n) + by.of("transfer", n)},
		{Cause: "imbalance", Simulation: at.imbalance},
		{Cause: "inflation", Simulation: at.busy},
		{Cause: "merge", Simulation: at.merge},
		{Cause: overhead, Law: p.Law.Value},
	}
	rest := &all[len(all)-1]
	for i := range all[:len(all)-1] {
		if all[i].Cause != handingOut {
			all[i].Law = by.of(all[i].Cause, n)
		}
		rest.Law -= all[i].Law
	}
	longer := p.Law.Value > p.Simulation.Value
	best := all[0]
	for _, one := range all[1:] {
		if d, most := one.Law-one.Simulation, best.Law-best.Simulation; longer && d > most || !longer && d < most {
			best = one
		}
	}
	if longer {
		best.Words = best.lawIsLonger(r, p.Workers, by.amdahl())
	} else {
		best.Words = best.simulationIsLonger(r, p.Workers, m, j, c)
	}
	return &best
}

// lawIsLonger returns what the law assumes of a cause, of which it has more.
func (b *Reason) lawIsLonger(r *recording, n int, amdahl bool) string {
	law, sim := number.Duration(b.Law), number.Duration(b.Simulation)
	largest := number.Workers(float64(r.ns[len(r.ns)-1]))
	switch b.Cause {
	case "inflation":
		return fmt.Sprintf("the law takes what the kernel took longer with more workers for serial work and has %s of kernel for each worker at N = %s; the simulation takes the kernel to be as slow as at N = %s, shared by all workers, %s each", law, number.Workers(float64(n)), largest, sim)
	case overhead:
		if amdahl {
			return fmt.Sprintf("the law lies %s above what its causes add up to, for it does not describe the points well", law)
		}
		return fmt.Sprintf("the law has %s that grows with every worker, as it bends at the N that were timed; none of the causes that the simulation is made of grows so", law)
	case "imbalance":
		return fmt.Sprintf("the law keeps the wait for the last worker as at the N that were timed, %s; in the simulation it is what the last chunks make of it, %s", law, sim)
	}
	return fmt.Sprintf("the law has %s of %s at any N, as it was up to N = %s; the simulation has %s", law, b.Cause, largest, sim)
}

// simulationIsLonger returns what the law leaves out of a cause, of which the simulation has more.
func (b *Reason) simulationIsLonger(r *recording, n int, m *model, j job, c *Changes) string {
	law, sim := number.Duration(b.Law), number.Duration(b.Simulation)
	workers := number.Workers(float64(n))
	switch {
	case b.Cause == handingOut:
		h := r.handing(m, n, j, c)
		if service := h.Service.Seconds(); service > 0 {
			cycle := h.Claim.Seconds() + service + m.phasesAt(n).busy/float64(r.header.Chunks)
			return fmt.Sprintf("the chunks are handed out one after the other, each in %s, so all %s take %s whatever N is, and workers wait from about N = %s on; the law has no such limit", number.Duration(service), wording.Grouped(j.chunks), number.Duration(service*float64(j.chunks)), number.Workers(float64(int(cycle/service))))
		}
		return fmt.Sprintf("claims take a worker %s in the simulation, and %s by the law", sim, law)
	case b.Cause == "imbalance" && j.chunks < n:
		return fmt.Sprintf("there are %s for %s workers, and those without one wait; the law shares the work evenly at any N", wording.Count(j.chunks, "chunk"), workers)
	case b.Cause == "imbalance":
		return fmt.Sprintf("workers have %s chunks each, and wait %s for the last in the simulation; the law shares the work evenly but for %s", number.Significant(float64(j.chunks)/float64(n), 2), sim, law)
	case b.Cause == "spawn":
		return fmt.Sprintf("starting %s workers, one after the other, takes %s in the mean; the law has %s, as it was at the N that were timed", workers, sim, law)
	}
	return fmt.Sprintf("the simulation has %s of %s, and the law %s", sim, b.Cause, law)
}

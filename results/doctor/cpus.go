package doctor

import (
	"fmt"
	"math"
	"strings"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// What N CPUs that do less than N times the work of one may add to S, for work that only
// computes. Jobs that share nothing have been measured to have S from 0.01 to 0.05: a
// smaller addition hardly shows beside that, and a larger one hides it. For two CPUs the
// bounds are 1.98 and 1.90 times the work of one.
const (
	addsSome = 0.01
	addsMuch = 0.05
)

// spinFindings judges whether N CPUs do the work of N.
func spinFindings(p *results.Probe, m machine.Description) (all []Finding) {
	for _, s := range p.Spin {
		if s.Threads < 2 || !(s.Speedup.Value > 0) {
			continue
		}
		least, e, most := seen(s.Threads, s.Speedup.Hi), seen(s.Threads, s.Speedup.Value), seen(s.Threads, s.Speedup.Lo)
		f := Finding{Check: fmt.Sprintf("%d CPUs", s.Threads), Verdict: grade(e, addsSome, math.Inf(1)),
			Measured: speedupText(s.Speedup, s.Threads) + " the arithmetic of one",
			Effect:   fmt.Sprintf("adds %s to S of work that only computes (%s–%s)", precisely(within(e)), precisely(within(least)), precisely(within(most)))}
		if least >= addsMuch { // even the best end of the interval is bad
			f.Verdict = GradeBad
		}
		if f.Verdict != GradeOK {
			f.Advice, f.Need = cpuAdvice(s.Threads, p, m)
		}
		all = append(all, f)
	}
	return all
}

// within returns a serial fraction within 0 and 1: what lies beyond comes from the noise of the
// clock, not from the CPUs.
func within(s float64) float64 { return min(max(s, 0), 1) }

// cpuFindings judges how much work the CPUs do together, and what limits it: SMT, a
// quota, slower cores, NUMA.
func cpuFindings(p *results.Probe, m machine.Description) []Finding {
	all := spinFindings(p, m)
	all = append(all, siblingFindings(p, m)...)
	if quota := m.QuotaCPUs; quota > 0 && quota < float64(m.AffinityCPUs) {
		raise, need := orFewer("raise the limit", int(quota))
		all = append(all, Finding{Check: "quota", Verdict: GradeLook,
			Measured: fmt.Sprintf("%.3g CPUs, on %d", quota, m.AffinityCPUs),
			Effect:   fmt.Sprintf("N above %.3g stands still for part of each 100 ms, as inflation", quota),
			Advice:   raise,
			Need:     need})
	}
	if len(m.CoreKinds) > 1 {
		fast := m.CoreKinds[0].CPUs
		all = append(all, Finding{Check: "core kinds", Verdict: GradeLook,
			Measured: fmt.Sprintf("%d kinds of cores, the fastest are CPUs %s", len(m.CoreKinds), fast),
			Effect:   "workers on slower cores add to S, as inflation or imbalance",
			Advice:   "sweep on the fast ones alone",
			Need:     advice.Need{CPUs: fast}})
	}
	if len(m.Nodes) > 1 {
		all = append(all, Finding{Check: "NUMA", Verdict: GradeLook,
			Measured: fmt.Sprintf("%d nodes", len(m.Nodes)),
			Effect:   "memory of another node is slower: inflation that depends on where threads run",
			Advice:   "bind the workers to nodes in turn, so that every run has the same; or numactl --cpunodebind=0 --membind=0 harness sweep …, and compare",
			Need:     advice.Need{Pin: string(machine.Spread)}})
	}
	return all
}

// orFewer adds to advice the sweep of N up to most, where S can be had of one.
func orFewer(what string, most int) (text string, need advice.Need) {
	if need = advice.UpTo(most); need.MaxWorkers == 0 {
		return what, need
	}
	return fmt.Sprintf("%s, or sweep up to N = %d", what, most), need
}

// cpuAdvice returns what to do about n CPUs that do too little work, by the most likely
// reason.
func cpuAdvice(n int, p *results.Probe, m machine.Description) (text string, need advice.Need) {
	in := p.Interference
	switch {
	case in != nil && lost(in) >= lostMuch:
		return "stop other programs, then measure again", need
	case m.SharesCores() && n > m.AffinityCores && m.AffinityCores > 1:
		return fmt.Sprintf("they are threads of %d cores: sweep up to N = %d", m.AffinityCores, m.AffinityCores), advice.UpTo(m.AffinityCores)
	case m.Clock.Boost != nil && *m.Clock.Boost:
		return "the clock falls as CPUs wake up: " + BoostOff(m), need
	case m.Hypervisor:
		return "the host may share its cores: get CPUs of your own, and measure again", need
	}
	return "stop other programs, and let the machine cool", need
}

// smtOff is the shell command that leaves each core one CPU.
const smtOff = "echo off | sudo tee /sys/devices/system/cpu/smt/control"

// siblingFindings judges CPUs that share a core.
func siblingFindings(p *results.Probe, m machine.Description) []Finding {
	if !m.SharesCores() {
		return nil
	}
	whole, need := smtOff, advice.UpTo(m.AffinityCores)
	if need.MaxWorkers > 0 {
		whole, need.Pin = fmt.Sprintf("sweep up to N = %d with each worker on a core of its own, or %s", m.AffinityCores, smtOff), string(machine.Cores)
	}
	f := Finding{Check: "SMT", Verdict: GradeLook,
		Measured: fmt.Sprintf("%d CPUs on %d cores", m.AffinityCPUs, m.AffinityCores),
		Effect:   fmt.Sprintf("N above %d shares cores, as inflation", m.AffinityCores),
		Advice:   whole,
		Need:     need}
	if s := p.Siblings; s != nil && s.OneCore.Value > 0 {
		f.Measured += fmt.Sprintf("; two of one core give %s, of two %s", speedupText(s.OneCore, 2), speedupText(s.TwoCore, 2))
		f.Effect = "a core shared by two " + adds(seen(2, s.OneCore.Value), addsSome, fmt.Sprintf("S at N above %d, as inflation", m.AffinityCores), "does no more than with one")
	}
	return []Finding{f}
}

// frequencyFindings judges how the clock of the CPUs is set.
func frequencyFindings(m machine.Description) (all []Finding) {
	c := m.Clock
	if c.Governor != "" {
		f := Finding{Check: "governor", Measured: c.Governor, Verdict: GradeOK, Effect: "the clock does not wait for load"}
		if c.Governor != "performance" {
			f.Verdict, f.Effect = GradeLook, "the clock follows the load: T(1) and T(N) are timed at different ones, which moves S up or down"
			f.Advice = "sudo cpupower frequency-set -g performance"
		}
		all = append(all, f)
	}
	if c.Boost != nil {
		f := Finding{Check: "turbo", Measured: "off", Verdict: GradeOK, Effect: "the clock does not depend on N"}
		if *c.Boost {
			f.Measured, f.Verdict, f.Effect = "on", GradeLook, "the clock falls as N rises: adds to S, as inflation"
			f.Advice = BoostOff(m)
		}
		all = append(all, f)
	}
	if c.Governor == "" && c.Boost == nil {
		f := Finding{Check: "frequency", Measured: "not reported by this system", Verdict: GradeOK, Effect: "its effect is included in what the CPUs do together"}
		if m.Hypervisor {
			f.Measured = "set by the host, which does not report it"
		}
		all = append(all, f)
	}
	return all
}

// BoostOff returns the shell command that turns turbo off.
func BoostOff(m machine.Description) string {
	if strings.HasPrefix(m.Clock.Driver, "intel") {
		return "echo 1 | sudo tee /sys/devices/system/cpu/intel_pstate/no_turbo"
	}
	return "echo 0 | sudo tee /sys/devices/system/cpu/cpufreq/boost"
}

// speedupText writes a speed-up of n threads: "1.97x (1.94–1.99)", or "1.70x (0.46 or more)"
// where the upper end is so far above n that it is noise.
func speedupText(i results.Middle, n int) string {
	if i.Hi > 1.5*float64(n) {
		return fmt.Sprintf("%.2fx (%.2f or more)", i.Value, i.Lo)
	}
	return fmt.Sprintf("%.2fx (%.2f–%.2f)", i.Value, i.Lo, i.Hi)
}

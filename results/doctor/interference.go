package doctor

import (
	"fmt"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/number"
)

// The share of its time that a busy thread loses from which on it matters. At N = 1 the
// system can move other threads to idle CPUs, at N = CPUs it cannot: there a share L makes
// the work take 1/(1−L) times as long, which adds L/(1−L)·N/(N−1) to S; for 0.2 % that is
// at most 0.004. From 2 % on runs are flagged too.
const (
	lostSome = 0.002
	lostMuch = InterferenceShare
)

// The share of the machine's CPUs that other processes use from which on they will take
// CPUs from the workers. An idle system uses less than 1 %.
const (
	othersSome = 0.01
	othersMuch = 0.05
)

// lost returns the share of their time that the busy threads lost.
func lost(in *results.InterferenceProbe) float64 {
	return float64(in.Lost) / float64(max(in.Watched, 1))
}

// shareOfAll returns a CPU time as a share of the time of all CPUs of the machine.
func shareOfAll(in *results.InterferenceProbe, ns int64, m machine.Description) float64 {
	each := float64(max(in.Watched, 1)) / float64(max(in.Threads, 1))
	return float64(ns) / each / float64(max(m.LogicalCPUs, 1))
}

// gapFinding judges the time that busy threads lost.
func gapFinding(in *results.InterferenceProbe) Finding {
	n := max(in.Threads, 2)
	f := Finding{Check: "interference", Verdict: grade(lost(in), lostSome, lostMuch),
		Measured: fmt.Sprintf("busy threads lost %s, at most %s at once", percent(lost(in)), number.Nanoseconds(in.Largest)),
		Effect:   adds(lost(in)/max(1-lost(in), 1e-9)*float64(n)/float64(n-1), lostSome*2, "S, as inflation, and widens its interval", notNow)}
	if in.RunDelay != nil {
		f.Measured += fmt.Sprintf("; on run queues %s", percent(float64(*in.RunDelay)/float64(max(in.Watched, 1))))
	}
	if f.Verdict != GradeOK {
		f.Advice = "stop other programs: top -o %CPU, systemctl stop …; or leave CPUs free, with fewer workers"
	}
	return f
}

// interferenceFindings judges what else uses the CPUs: other processes, other guests of
// the host, the quota.
func interferenceFindings(p *results.Probe, m machine.Description) (all []Finding) {
	in := p.Interference
	if in == nil {
		return nil
	}
	all = append(all, gapFinding(in))
	if in.Others != nil {
		share := min(1, shareOfAll(in, *in.Others, m)) // the ticks of the system make it more
		f := Finding{Check: "other processes", Verdict: grade(share, othersSome, othersMuch),
			Measured: percent(share) + " of the machine", Effect: "they leave the CPUs to the workers"}
		if f.Verdict != GradeOK {
			f.Effect, f.Advice = "they take CPUs from the workers: interference", "find them: top -o %CPU"
		}
		all = append(all, f)
	}
	if in.Steal != nil {
		share := min(1, shareOfAll(in, *in.Steal, m))
		f := Finding{Check: "steal", Verdict: grade(share, lostSome, StealShare),
			Measured: percent(share) + " of the CPUs taken by the host", Effect: "no other guest took a CPU while this was measured"}
		if f.Verdict != GradeOK {
			f.Effect, f.Advice = "other guests slow the runs: inflation", "sweep at a quieter hour, or on CPUs of your own"
		}
		all = append(all, f)
	}
	if in.Throttled != nil {
		f := Finding{Check: "throttling", Verdict: GradeOK, Measured: "none", Effect: "the CPU quota of the cgroup is not used up"}
		if *in.Throttled > 0 {
			f.Verdict, f.Measured = GradeBad, number.Nanoseconds(*in.Throttled)+" stopped by the quota of the cgroup"
			f.Effect = "workers stand still for parts of 100 ms: adds to S, as inflation"
			f.Advice, f.Need = orFewer("raise the limit", int(m.EffectiveCPUs))
		}
		all = append(all, f)
	}
	return all
}

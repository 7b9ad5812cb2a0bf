package webpage

import (
	"fmt"
	"strings"

	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/number"
)

// A ruleRow is one of the twelve rules of Hoefler and Belli and how this report meets it.
type ruleRow struct {
	Number int
	Rule   string
	Met    string // yes, no, in part
	Here   string
	Where  string // id of a section
}

// rulesOf holds a report against the twelve rules for reports of parallel performance (Hoefler & Belli,
// SC'15), from what its file has.
func rulesOf(f *results.File, a *analysis.Report) []ruleRow {
	return []ruleRow{
		baseRule(a), resourcesRule(a),
		{3, "Summarise times by a mean that fits them", "yes", "Times of a run are summarised by " + a.Estimator + "; " + meanWords(a), "speed"},
		{4, "Summarise times, not ratios of them", "yes", "Speed-up, efficiency and e(N) are quotients of summarised times.", "speed"},
		intervalsRule(a),
		{6, "Do not assume that times are normal", "yes", "Intervals are of a robust location in log time, with the quantile of Student’s t for the scatter of these runs" + slowWords(a) + ".", "runs"},
		{7, "Compare by sound statistics", "yes", "A difference is one where the interval leaves out 0, here for each cause; harness compare does it for sweeps, all rows together.", "causes"},
		{8, "Say whether the middle is what matters", met(a.MeanStanding.Known()), "S of the typical run and S of the mean time: " + standingWords(a) + ". Each run is drawn.", "runs"},
		setupRule(f, a),
		{10, "Say how time was measured and the runs were aligned", "yes", timingWords(f), "method"},
		boundsRule(a),
		{12, "Join points only where a trend is known", "yes", fmt.Sprintf("%s are drawn as dots and are not joined; the line is the law, dotted beyond N = %s.", count(len(a.Points), "point"), largestFitted(a)), "speed"},
	}
}

func met(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func baseRule(a *analysis.Report) ruleRow {
	one := a.Points[0]
	return ruleRow{1, "Give the base case and its absolute time", "yes", fmt.Sprintf("The base is one worker of the same engine, not another program: %s (%s).",
		number.Duration(one.Seconds.Value), count(one.Runs, "run")), "speed"}
}

func resourcesRule(a *analysis.Report) ruleRow {
	m := a.Machine
	r := ruleRow{2, "Say why not all of the machine was used", "yes", "", "speed"}
	largest := a.Points[len(a.Points)-1].Workers
	switch {
	case m.LogicalCPUs == 0:
		r.Met, r.Here = "no", "The file does not have the CPUs of the machine."
	case m.QuotaCPUs > 0 || m.AffinityCPUs != m.LogicalCPUs:
		r.Here = fmt.Sprintf("The process could use %s of %s (quota or affinity); N up to %d.", number.Workers(m.EffectiveCPUs), count(m.LogicalCPUs, "CPU"), largest)
	case largest < m.LogicalCPUs:
		r.Met, r.Here = "in part", fmt.Sprintf("N ends at %d of %s, and the file does not say why.", largest, count(m.LogicalCPUs, "CPU"))
	default:
		r.Here = fmt.Sprintf("All %s, N up to %d.", count(m.LogicalCPUs, "CPU"), largest)
	}
	for _, p := range a.Points {
		if p.Oversubscribed {
			r.Here += " N that need more CPUs are hollow and not fitted."
			break
		}
	}
	return r
}

func intervalsRule(a *analysis.Report) ruleRow {
	r := ruleRow{5, "Report intervals of what varies", "yes", "", "speed"}
	var once []int
	runs, level := 0, ""
	for _, p := range a.Points {
		runs += p.Runs
		if !p.Seconds.Bounded() {
			once = append(once, p.Workers)
		} else {
			level = number.Level(p.Seconds)
		}
	}
	switch {
	case a.Simulated:
		r.Met, r.Here = "in part", "The times were computed from a law: they are no measurement."
	case len(once) == len(a.Points):
		r.Met, r.Here = "no", "One run at each N shows no scatter, so there is no interval."
	case len(once) > 0:
		r.Met, r.Here = "in part", "No interval at N = "+number.List(once)+": one run."
	default:
		r.Here = fmt.Sprintf("Every time, speed-up, cause and S has its %s interval, from %s.", level, count(runs, "run"))
	}
	return r
}

func meanWords(a *analysis.Report) string {
	if a.MeanSerialFraction != nil {
		return "S of the arithmetic mean is " + serialWords(*a.MeanSerialFraction) + "."
	}
	return "the runs do not tell S of the arithmetic mean."
}

func slowWords(a *analysis.Report) string {
	slow := 0
	for _, r := range a.FlaggedRuns {
		for _, flag := range r.Flags {
			if flag == "slow runs" {
				slow++
			}
		}
	}
	if slow == 0 {
		return "; no run is slower than that scatter allows"
	}
	return "; " + count(slow, "run") + " slower than that scatter allows"
}

func standingWords(a *analysis.Report) string {
	switch a.MeanStanding {
	case advice.MeanApart:
		return "they differ, and both are given"
	case "":
		return "the runs do not tell"
	}
	return string(a.MeanStanding)
}

func setupRule(f *results.File, a *analysis.Report) ruleRow {
	var lacks []string
	for _, x := range []struct {
		has  bool
		what string
	}{{len(f.Header.Command) > 0 || f.Header.Request != nil, "the command"}, {a.Machine.CPUModel != "", "the model of the CPU"},
		{a.Data.SHA256 != "", "a checksum of the rows"}, {f.Header.Probe != nil, "a probe of the machine before the first run"}} {
		if !x.has {
			lacks = append(lacks, x.what)
		}
	}
	r := ruleRow{9, "Document the setup so that it can be made again", "yes", "Machine, program, settings, seed, checksum of the rows, and the command are below and in the file.", "method"}
	if len(lacks) > 0 {
		r.Met, r.Here = "in part", "The file lacks "+strings.Join(lacks, ", ")+"."
	}
	return r
}

func timingWords(f *results.File) string {
	h := &f.Header
	order := "each block shuffled by itself"
	if h.Balanced {
		order = "in an order in which each run follows each other equally often"
	}
	return fmt.Sprintf("The monotonic clock, from before the work is cut up to after the answers are collected; workers are released together; %s (seed %d); %s before the first block.", order, h.Seed, count(h.Warmup, "warm-up run"))
}

func boundsRule(a *analysis.Report) ruleRow {
	r := ruleRow{11, "Show upper bounds", "yes", "The ideal is drawn", "speed"}
	switch {
	case a.SerialFraction == nil:
		r.Met, r.Here = "in part", r.Here+"; there is no law, so no ceiling."
	case a.MadeByLoad() != nil:
		r.Here += "; no ceiling, for it would be that of other work."
	case a.SerialFraction.Lo <= 0:
		r.Here += "; no ceiling, for S may be 0."
	default:
		r.Here += ", and so is the ceiling of the law."
	}
	return r
}

func largestFitted(a *analysis.Report) string {
	if n := len(a.FittedWorkers); n > 0 {
		return fmt.Sprint(a.FittedWorkers[n-1])
	}
	return number.None
}

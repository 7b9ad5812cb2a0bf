package doctor

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// A Grade is how much a finding disturbs the measuring of S.
type Grade string

// The grades, from the best.
const (
	GradeOK   Grade = "ok"
	GradeLook Grade = "look" // it may change S visibly
	GradeBad  Grade = "bad"  // it changes S visibly
)

// A Finding is the judgement of one property of the machine, in words for people.
type Finding struct {
	Check    string `json:"check"`
	Measured string `json:"measured"`
	Verdict  Grade  `json:"verdict"`
	Effect   string `json:"effect"`            // what it does to S
	Advice   string `json:"advice"`            // what to do about it; "" = nothing
	Command  string `json:"command,omitempty"` // makes a sweep that avoids it; filled in by the caller, who knows the command line

	Need advice.Need `json:"-"` // the settings of that sweep
}

// A Diagnosis is the judgement of a machine: whether S can be measured on it, and why.
type Diagnosis struct {
	Schema   int       `json:"schema"` // 1
	Verdict  string    `json:"verdict"`
	Fit      bool      `json:"fit_to_measure"` // nothing is bad, the noise of the machine included
	Findings []Finding `json:"findings"`

	// HalfWidth is half the width of the 95 % interval of S to expect after Blocks
	// blocks of runs at N = Workers, by the noise of the probe; nil = unknown.
	HalfWidth *float64 `json:"serial_fraction_half_width"`
	Blocks    int      `json:"blocks"`
	Workers   []int    `json:"workers"`

	Command string      `json:"command,omitempty"` // makes a sweep that this machine is good for all the same
	Need    advice.Need `json:"-"`                 // the settings of that sweep

	Machine machine.Description `json:"machine"`
	Probe   *results.Probe      `json:"probe"`
}

// schema is the version of the JSON of a Diagnosis.
const schema = 1

// expectBlocks is the number of blocks that HalfWidth is computed for.
const expectBlocks = 10

// Diagnose judges a machine by its description, which the system reports, and by its
// probe, which was measured. The Diagnosis refers to p.
func Diagnose(m machine.Description, p *results.Probe) *Diagnosis {
	d := &Diagnosis{Schema: schema, Machine: m, Probe: p, Blocks: expectBlocks}
	d.Findings = append(d.Findings, clockFindings(p, m)...)
	d.Findings = append(d.Findings, cpuFindings(p, m)...)
	d.Findings = append(d.Findings, frequencyFindings(m)...)
	d.Findings = append(d.Findings, countersFindings(p, m)...)
	d.Findings = append(d.Findings, interferenceFindings(p, m)...)
	d.Findings = append(d.Findings, memoryFindings(p, m)...)
	for _, s := range p.Spin {
		d.Workers = append(d.Workers, s.Threads)
	}
	d.HalfWidth = halfWidth(p, expectBlocks)
	d.judge()
	return d
}

// judge sums the findings up in Fit and Verdict.
func (d *Diagnosis) judge() {
	var bad, look []string
	for _, f := range d.Findings {
		switch f.Verdict {
		case GradeBad:
			bad = append(bad, f.Check)
		case GradeLook:
			look = append(look, f.Check)
		}
	}
	noisy := d.HalfWidth != nil && *d.HalfWidth >= 0.5 // the interval is as wide as all that S can be
	if noisy {
		bad = append(bad, "noise")
	}
	d.Fit = len(bad) == 0
	switch {
	case !d.Fit:
		d.Verdict = "Not good enough to measure S on: " + strings.Join(bad, ", ")
	case len(look) > 0:
		d.Verdict = "Good enough to measure S on; look at " + strings.Join(look, ", ")
	default:
		d.Verdict = "Good enough to measure S on"
	}
	switch {
	case noisy:
		d.Verdict += ". " + strings.ToUpper(notNow[:1]) + notNow[1:] + ": stop what else runs, and measure again."
	case d.HalfWidth != nil:
		d.Verdict += fmt.Sprintf(". With the noise measured here, expect S to within ±%s after %d blocks of N = %s.", precisely(*d.HalfWidth), d.Blocks, number.List(d.Workers))
	case len(d.Workers) == 1:
		d.Need = advice.Need{Pace: time.Millisecond, MaxWorkers: PacedWorkers}
		d.Verdict += fmt.Sprintf(". With one CPU, S can only be measured with paced rows: rows paced to %s, N = 1 to %d.", number.Setting(d.Need.Pace), d.Need.MaxWorkers)
	default:
		d.Verdict += "."
	}
}

// halfWidth returns half the width of the interval of S after so many blocks. It puts the
// relative deviations of the probe's runs from the median of their N on the curve of a
// perfect speed-up, T(n) = 1/n, and fits that as a sweep is fitted. The width falls with
// the root of the number of blocks. It returns nil for too few runs or a single N.
func halfWidth(p *results.Probe, blocks int) *float64 {
	if len(p.Spin) < 2 || len(p.Spin[0].Slowest) < 4 {
		return nil
	}
	var obs []fit.Observation
	for _, s := range p.Spin {
		for _, ns := range s.Slowest {
			obs = append(obs, fit.Observation{Workers: s.Threads, Seconds: float64(ns) / median(s) / float64(s.Threads)})
		}
	}
	f, err := fit.Amdahl(obs, fit.TrimmedMean, 0.95)
	if err != nil {
		return nil
	}
	i := f.SerialFraction
	half := (i.Hi - i.Lo) / 2 * math.Sqrt(float64(len(p.Spin[0].Slowest))/float64(blocks))
	if !(half > 0) || math.IsInf(half, 0) { // without any noise the clock is too coarse to measure it
		return nil
	}
	return &half
}

// seen returns the serial fraction that a speed-up at n looks like (Karp & Flatt 1990).
func seen(n int, speedup float64) float64 { return fit.KarpFlatt(n, 1/speedup, 1) }

// grade returns GradeBad for x from bad on, else GradeLook from look on, else GradeOK.
func grade(x, look, bad float64) Grade {
	switch {
	case x >= bad:
		return GradeBad
	case x >= look:
		return GradeLook
	}
	return GradeOK
}

// median returns the median time of the slowest thread of each run, in nanoseconds.
func median(s results.SpinProbe) float64 {
	sorted := slices.Sorted(slices.Values(s.Slowest))
	n := len(sorted)
	return float64(sorted[(n-1)/2]+sorted[n/2]) / 2
}

// notNow is what a machine does to S that adds as much as S can be.
const notNow = "S cannot be measured here now"

// adds describes what adds up to x to S, or to S of some work. Below least, and below 0, it is
// nothing that matters. From 1 on, all that S can be, it is what gainless describes.
func adds(x, least float64, to, gainless string) string {
	switch {
	case x >= 1:
		return gainless
	case x < least:
		return "adds nothing that matters to " + to
	}
	return "adds up to " + precisely(x) + " to " + to
}

// precisely writes x with two significant digits.
func precisely(x float64) string { return number.Significant(x, 2) }

// percent writes a share: "47 %", "0.13 %".
func percent(x float64) string {
	if x > 0.1 {
		return fmt.Sprintf("%.0f %%", 100*x)
	}
	return precisely(100*x) + " %"
}

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

// A Grade says what a finding means for the measuring of S.
type Grade string

// The grades, from the best.
const (
	GradeOK   Grade = "ok"
	GradeLook Grade = "look" // it may be seen in S
	GradeBad  Grade = "bad"  // it will be seen in S
)

// A Finding is one thing that was looked at.
type Finding struct {
	Check    string `json:"check"`
	Measured string `json:"measured"`
	Verdict  Grade  `json:"verdict"`
	Effect   string `json:"effect"`            // what it does to S
	Advice   string `json:"advice"`            // what to do about it; "" = nothing
	Command  string `json:"command,omitempty"` // of a sweep that leaves it out, of those who know the command line

	Need advice.Need `json:"-"` // of such a sweep
}

// A Diagnosis says whether a machine is fit to measure S on.
type Diagnosis struct {
	Schema   int       `json:"schema"` // 1
	Verdict  string    `json:"verdict"`
	Fit      bool      `json:"fit_to_measure"` // nothing is bad
	Findings []Finding `json:"findings"`

	// HalfWidth is that of the 95 % interval of S to expect after so many blocks of
	// these workers, by the noise that was seen; nil where it cannot be told.
	HalfWidth *float64 `json:"serial_fraction_half_width"`
	Blocks    int      `json:"blocks"`
	Workers   []int    `json:"workers"`

	Command string      `json:"command,omitempty"` // of a sweep that can be made here all the same
	Need    advice.Need `json:"-"`                 // of such a sweep

	Machine machine.Description `json:"machine"`
	Probe   *results.Probe      `json:"probe"`
}

// schema is the version of the JSON of a Diagnosis.
const schema = 1

// expectBlocks is the number of blocks that HalfWidth is of.
const expectBlocks = 10

// Diagnose judges a machine by what it says of itself and by what was measured.
func Diagnose(m machine.Description, p *results.Probe) *Diagnosis {
	d := &Diagnosis{Schema: schema, Machine: m, Probe: p, Blocks: expectBlocks}
	d.Findings = append(d.Findings, clockFindings(p, m)...)
	d.Findings = append(d.Findings, cpuFindings(p, m)...)
	d.Findings = append(d.Findings, frequencyFindings(m)...)
	d.Findings = append(d.Findings, interferenceFindings(p, m)...)
	d.Findings = append(d.Findings, memoryFindings(p, m)...)
	for _, s := range p.Spin {
		d.Workers = append(d.Workers, s.Threads)
	}
	d.HalfWidth = halfWidth(p, expectBlocks)
	d.judge()
	return d
}

// judge sums up.
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
	d.Fit = len(bad) == 0
	switch {
	case !d.Fit:
		d.Verdict = "Not fit to measure S on: " + strings.Join(bad, ", ")
	case len(look) > 0:
		d.Verdict = "Fit to measure S on; look at " + strings.Join(look, ", ")
	default:
		d.Verdict = "Fit to measure S on"
	}
	switch {
	case d.HalfWidth != nil:
		d.Verdict += fmt.Sprintf(". By the noise seen, expect S within ±%s after %d blocks of N = %s.", precisely(*d.HalfWidth), d.Blocks, number.List(d.Workers))
	case len(d.Workers) == 1:
		d.Need = advice.Need{Pace: time.Millisecond, MaxWorkers: PacedWorkers}
		d.Verdict += fmt.Sprintf(". With one CPU S can be measured of paced rows alone: rows paced to %v, N = 1 to %d.", d.Need.Pace, d.Need.MaxWorkers)
	default:
		d.Verdict += "."
	}
}

// halfWidth returns half the width of the interval of S after so many blocks: the
// runs' relative deviations from the median of their N are put on a perfect line,
// T(n) = 1/n, and fitted as a sweep is. The width falls with the root of the number
// of blocks. nil where there are too few runs, or one N.
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
	if !(half > 0) || math.IsInf(half, 0) { // no noise at all is a clock too coarse to see it
		return nil
	}
	return &half
}

// seen is the serial fraction that a speed-up at n looks like (Karp & Flatt 1990).
func seen(n int, speedup float64) float64 { return fit.KarpFlatt(n, 1/speedup, 1) }

// grade is look from one value on, and bad from another.
func grade(x, look, bad float64) Grade {
	switch {
	case x >= bad:
		return GradeBad
	case x >= look:
		return GradeLook
	}
	return GradeOK
}

// median is that of the slowest threads, in nanoseconds.
func median(s results.SpinProbe) float64 {
	sorted := slices.Sorted(slices.Values(s.Slowest))
	n := len(sorted)
	return float64(sorted[(n-1)/2]+sorted[n/2]) / 2
}

// precisely writes a number with two significant digits.
func precisely(x float64) string { return number.Significant(x, 2) }

// percent writes a share: "47 %", "0.13 %".
func percent(x float64) string {
	if x > 0.1 {
		return fmt.Sprintf("%.0f %%", 100*x)
	}
	return precisely(100*x) + " %"
}

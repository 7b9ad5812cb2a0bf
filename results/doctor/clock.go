package doctor

import (
	"fmt"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/number"
)

// The time of one reading of the clock, in nanoseconds, from which on it is slow. Each
// chunk is at least 100 µs long and takes two readings: 200 ns are 0.4 % of it, charged to
// dispatch and the same at every N; 1 µs is 2 %.
const (
	slowRead     = 200
	verySlowRead = 1000
	leastChunk   = 100e3
)

// The time in nanoseconds that a paced worker oversleeps from which on it matters. The
// worker makes up for it in its next row, so only the last row of a run counts; 100 µs are
// 0.2 % of a run of 50 ms.
const (
	lateSleep     = 100e3
	veryLateSleep = 1e6
)

// The time to wake a parked thread from which on it matters, as a share of a run of
// WorthTiming seconds. That share is added to S, as spawn.
const (
	lateWake     = 0.001
	veryLateWake = 0.01
)

// clockFindings judges the clock, sleeping and waking up.
func clockFindings(p *results.Probe, m machine.Description) (all []Finding) {
	if t := p.Timer; t != nil {
		f := Finding{Check: "clock", Verdict: grade(t.Read, slowRead, verySlowRead),
			Measured: fmt.Sprintf("%s a reading, steps of %s", number.Nanoseconds(t.Read), number.Nanoseconds(t.Step)),
			Effect:   fmt.Sprintf("two readings are %s of a chunk of 100 µs, charged to dispatch", percent(2*t.Read/leastChunk))}
		if source := m.KernelSettings.Clocksource; f.Verdict != GradeOK && source != "" && source != "tsc" && m.Arch == "amd64" {
			f.Advice = "the kernel's clock is " + source + ": echo tsc | sudo tee /sys/devices/system/clocksource/clocksource0/current_clocksource"
		} else if f.Verdict != GradeOK {
			f.Advice = "hand out more rows at a time"
		}
		all = append(all, f)
	}
	all = append(all, sleepFindings(p)...)
	if w := p.Wake; w != nil {
		share := float64(w.Median) / 1e9 / WorthTiming
		f := Finding{Check: "wake-up", Verdict: grade(share, lateWake, veryLateWake),
			Measured: fmt.Sprintf("%s for a parked thread, 99 %% within %s", number.Nanoseconds(w.Median), number.Nanoseconds(w.P99)),
			Effect:   fmt.Sprintf("adds %s to S of a run of %s, as spawn", precisely(share), number.Nanoseconds(WorthTiming*1e9))}
		if f.Verdict != GradeOK {
			f.Advice = "time longer runs: repeat the rows, or take more of them"
		}
		all = append(all, f)
	}
	return all
}

// sleepFindings judges the timers that paced workers sleep with.
func sleepFindings(p *results.Probe) []Finding {
	i := p.Idle
	if i == nil {
		return nil
	}
	f := Finding{Check: "sleep", Verdict: grade(float64(i.Median), lateSleep, veryLateSleep),
		Measured: fmt.Sprintf("a sleep of 1 ms is %s too long, 99 %% within %s", number.Nanoseconds(i.Median), number.Nanoseconds(i.P99)),
		Effect:   "paced workers end late, which widens the interval of S; each run measures it"}
	if f.Verdict == GradeOK && float64(i.P99) >= veryLateSleep {
		f.Verdict = GradeLook
	}
	if g := p.GoSleep; g != nil {
		f.Measured += fmt.Sprintf("; time.Sleep %s", number.Nanoseconds(g.Median))
	}
	if f.Verdict != GradeOK {
		f.Advice = "pace rows longer, and stop other programs"
	}
	return []Finding{f}
}

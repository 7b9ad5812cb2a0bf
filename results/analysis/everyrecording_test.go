//go:build !race

package analysis

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// Without the waits for a CPU the causes still add up to the time of every run, no run is
// longer than it was, and S is that which the report has beside a busy machine.
func TestWithoutWaits(t *testing.T) {
	busy := 0
	for _, r := range recorded(t) {
		if !r.inDocs() {
			continue
		}
		path, s := r.path, r.sample
		all := s.WithoutWaits()
		if s.OtherWork() == nil {
			if all != nil {
				t.Errorf("%s: a sample without load, of which there was none", path)
			}
			continue
		}
		if len(all) == 0 {
			t.Errorf("%s: other work %+v, and no sample without it", path, s.OtherWork())
			continue
		}
		if s.study.fitted.knownWaits()[0] == fromAbove {
			continue
		}
		rest := all[0]
		busy++
		for k, times := range []Times{rest.All, rest.Fitted} {
			whole := []Times{s.All, s.Fitted}[k]
			shorter := 0
			for i, r := range times.Runs {
				sum := 0.0
				for _, c := range times.Causes {
					sum += c.Seconds[i]
				}
				if was := whole.Runs[i].Seconds; math.Abs(sum-r.Seconds) > 1e-9*was || r.Seconds > was {
					t.Errorf("%s: run %d at N = %d of %v s has %v s without load, its causes %v s", path, i, r.Workers, was, r.Seconds, sum)
				} else if r.Seconds < was {
					shorter++
				}
			}
			if shorter == 0 {
				t.Errorf("%s: no run is shorter", path)
			}
		}
		if (s.Fit == nil) != (s.OtherWork().Without == nil) || s.Fit != nil && *s.OtherWork().Without != rest.Fit.SerialFraction {
			t.Errorf("%s: without load S = %v, in the report %v", path, rest.Fit.SerialFraction, s.OtherWork().Without)
		}
	}
	if busy < 3 {
		t.Errorf("%d busy sweeps", busy)
	}
}

// In every recorded sweep the ceiling without a cause is 1/(S − its share), or no bound, and
// never below that with it; removals and reasons exclude each other but for the law.
func TestRemovalsOfRecordedSweeps(t *testing.T) {
	seen := 0
	for _, r := range recorded(t) {
		if !r.inDocs() {
			continue
		}
		path, a := r.path, r.report
		if (len(a.Without) == 0) == (a.WithoutUnknown == Promised || a.WithoutUnknown == NoLaw) {
			t.Errorf("%s: %d removals, and %q", path, len(a.Without), a.WithoutUnknown)
		}
		for _, r := range a.Without {
			seen++
			if r.Part == "interference" || r.Part == "run-queue delay" {
				t.Errorf("%s: other work on the machine, %s, is among the causes that the job could be rid of", path, r.Part)
			}
			share := removedShare(a, r)
			at := a.Points[slices.IndexFunc(a.Points, func(p Point) bool { return p.Workers == r.Workers })]
			if !(r.Speedup.Value > at.Speedup.Value) || math.IsInf(r.Speedup.Value, 0) {
				t.Errorf("%s: without %s (%s) %+v at N = %d, where it is %+v with it", path, r.Cause, r.Part, r.Speedup, r.Workers, at.Speedup)
			}
			if r.MaxSpeedup == nil {
				continue
			}
			rest := a.SerialFraction.Value - share
			if want := 1 / rest; rest > 0 && math.Abs(r.MaxSpeedup.Value/want-1) > 1e-6 || rest <= 0 && !math.IsInf(r.MaxSpeedup.Value, 1) || r.MaxSpeedup.Value < a.MaxSpeedup.Value || r.MaxSpeedup.Lo < a.MaxSpeedup.Lo {
				t.Errorf("%s: without %s (%s) %+v; S = %v, share %v", path, r.Cause, r.Part, r.MaxSpeedup, a.SerialFraction.Value, share)
			}
		}
	}
	if seen < 12 {
		t.Errorf("%d removals", seen)
	}
}

// In every recorded sweep the two numbers are S, and the machine's parts are its own.
func TestTwoNumbersAreS(t *testing.T) {
	divided := 0
	for _, r := range recorded(t) {
		a := r.report
		if a.ProgramSerialFraction == nil {
			continue
		}
		divided++
		own, machine, parts := a.ProgramSerialFraction.Value, a.MachineSerialFraction.Value, 0.0
		for _, p := range a.MachineParts {
			parts += p.SerialFraction
		}
		if math.Abs(own+machine-a.SerialFraction.Value) > 1e-9 || math.Abs(parts-machine) > 1e-9 {
			t.Errorf("%s: S %v, program %v, machine %v, its parts %v", r.path, a.SerialFraction.Value, own, machine, parts)
		}
	}
	if divided < 15 {
		t.Errorf("S of %d files is divided", divided)
	}
}

// The verdict leaves the law open where, and only where, that of a fit of the same runs does.
func TestOpenLawIsInTheVerdict(t *testing.T) {
	var open, settled int
	for _, r := range recorded(t) {
		s, a := r.sample, r.report
		if s.study.choice == nil {
			continue
		}
		cannot := strings.Contains(strings.ToLower(a.Verdict), "cannot tell the law") || strings.Contains(a.Verdict, "which these N cannot show") || a.OtherWork != nil && a.OtherWork.Made || strings.HasPrefix(a.Verdict, "cannot tell: ")
		switch {
		case s.study.choice.Open == nil:
			settled++
			if cannot && !strings.HasPrefix(a.Verdict, "cannot tell: ") {
				t.Errorf("%s: the law is settled: %s", r.path, a.Verdict)
			}
		case s.study.fit.SerialFraction.Hi <= 0: // no law of these has a ceiling
		case !cannot && !strings.Contains(a.Verdict, "one worker is fastest"):
			t.Errorf("%s: the law is open: %s", r.path, a.Verdict)
		default:
			open++
		}
	}
	if open < 3 || settled < 3 {
		t.Errorf("%d files leave the law open, %d settle it", open, settled)
	}
}

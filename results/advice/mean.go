package advice

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// A MeanStanding is what S of the mean time is to that of the typical run, as JSON has it.
type MeanStanding string

// The standings.
const (
	MeanUnknown      MeanStanding = ""             // nothing determines the noise of a mean: no repeats, or no fit
	MeanAlike        MeanStanding = "alike"        // no difference that matters is seen, or left possible
	MeanApart        MeanStanding = "apart"        // they differ, or may, and the mean is known
	MeanUndetermined MeanStanding = "undetermined" // they may differ, and too few runs were slow to know the mean
)

// StandingOf is that of a fit; m may be nil.
func StandingOf(m *fit.MeanTime) MeanStanding {
	switch {
	case m == nil:
		return MeanUnknown
	case m.Standing == fit.MeanApart:
		return MeanApart
	case m.Standing == fit.MeanUndetermined:
		return MeanUndetermined
	}
	return MeanAlike
}

// Known reports whether the mean is known.
func (s MeanStanding) Known() bool { return s == MeanAlike || s == MeanApart }

// Differs reports whether the mean is another question than the typical run.
func (s MeanStanding) Differs() bool { return s == MeanApart || s == MeanUndetermined }

// SlowRuns are runs that make S of the mean time another than that of the typical run.
type SlowRuns struct {
	nothing
	Slow          []fit.SlowRuns // by N; nil where no single runs stand out
	Runs          int            // that were fitted
	Typical, Mean fit.Interval   // S of either
}

// Code returns Slow.
func (SlowRuns) Code() Code { return Slow }

// Message names the runs and their cost.
func (s SlowRuns) Message() string {
	return fmt.Sprintf("%s; the trimmed mean leaves them out: S is %s in the typical run and %s of the mean time; find what makes runs slow, or plan with the mean",
		slowRuns(s.Slow, s.Runs), short(s.Typical), short(s.Mean))
}

// NoMean is the fact that too few runs were slow to know the mean time.
type NoMean struct {
	Slow    []fit.SlowRuns // by N; nil where no single runs stand out
	Runs    int            // that were fitted
	Repeats int            // of each N that would show some more
}

// Code returns MeanNeedsRuns.
func (NoMean) Code() Code { return MeanNeedsRuns }

// Message counts them, and the repeats that would determine the mean.
func (n NoMean) Message() string {
	few := slowRuns(n.Slow, n.Runs) + ", too few to know the mean"
	if n.Slow == nil {
		few = slowRuns(nil, n.Runs) + " by too few runs to know the mean"
	}
	return fmt.Sprintf("%s; make %s of each N", few, wording.Count(n.Repeats, "repeat"))
}

// Need is the repeats.
func (n NoMean) Need() Need { return Need{Repeats: n.Repeats} }

// slowRuns counts the slow runs at each N, with the seconds that they add to the mean.
func slowRuns(slow []fit.SlowRuns, runs int) string {
	if slow == nil {
		return "the times are spread to the slow side"
	}
	total := 0
	var at []string
	for _, s := range slow {
		total += s.Slow
		at = append(at, fmt.Sprintf("by %s at N = %.4g (%s of %s)", number.Duration(s.Seconds), s.Workers, wording.Grouped(s.Slow), wording.Count(s.Runs, "run")))
	}
	were := "were slow and make"
	if total == 1 {
		were = "was slow and makes"
	}
	return fmt.Sprintf("%s of %s %s the mean longer: %s", wording.Grouped(total), wording.Count(runs, "run"), were, strings.Join(at, ", "))
}

// short writes S with the digits that its interval deserves, and its ends.
func short(s fit.Interval) string {
	return strings.TrimPrefix(number.Serial(s), "= ")
}

package analysis

import (
	"fmt"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/number"
)

// reportMean adds the mean time to a report: its S, the points whose slow runs make it
// another than the typical time, and what they cost. s.mean may be nil.
func (s *study) reportMean(a *Report) {
	m := s.mean
	a.MeanStanding = advice.StandingOf(m)
	if a.MeanStanding.Known() {
		a.MeanSerialFraction, a.MeanMaxSpeedup = &m.SerialFraction, &m.MaxSpeedup
	}
	if a.MeanStanding == advice.MeanApart {
		a.warn(slowRuns(m, s.fit))
	}
	if !a.MeanStanding.Differs() {
		return
	}
	for i := range a.Points {
		p := &a.Points[i]
		for _, slow := range m.Slow {
			if float64(p.Workers) == slow.Workers {
				p.SlowRuns, p.Flags = slow.Slow, append(p.Flags, flagSlow)
			}
		}
		if mean, ok := m.PointSeconds(p.Workers); ok {
			p.MeanSeconds = &mean
		}
	}
}

// typicalRun returns the sentence about S, under a condition. It names the typical run where
// the mean time is another question.
func (s *study) typicalRun(a *Report, law *fit.Condition) string {
	sentence := s.serialFraction(a, law)
	if a.MeanStanding.Differs() {
		return "In the typical run: " + sentence
	}
	return sentence
}

// meanTime returns the sentence about S of the mean time; it is empty where that is S of the
// typical run.
func (s *study) meanTime(a *Report, law *fit.Condition) string {
	switch a.MeanStanding {
	case advice.MeanApart:
		sentence := "Over many runs, slow ones among them: S of the mean time " + number.SerialAt(s.mean.SerialFraction)
		switch most := s.mean.MaxSpeedup; {
		case s.mean.SerialFraction.Lo <= 0:
		case gains(most.Value):
			sentence += fmt.Sprintf(", and the mean becomes no more than %s faster%s", number.Ceiling(most), law.End())
		case gains(most.Hi):
			sentence += fmt.Sprintf(", and on the mean one worker is probably fastest, for no number of workers is more than %s faster%s", number.Factor(most.Hi), law.End())
		default:
			sentence += ", and on the mean one worker is fastest"
		}
		return sentence + "."
	case advice.MeanUndetermined:
		return "Cannot tell S of the mean time: " + a.settle(noMean(s.mean, s.fit.Runs)) + "."
	}
	return ""
}

// Slow returns the slow runs that make the mean time another than the typical one; nil where
// they do not.
func (s *Sample) Slow() advice.Fact {
	switch advice.StandingOf(s.Mean) {
	case advice.MeanApart:
		return slowRuns(s.Mean, s.Fit)
	case advice.MeanUndetermined:
		return noMean(s.Mean, s.Fit.Runs)
	}
	return nil
}

func slowRuns(m *fit.MeanTime, f *fit.Fit) advice.SlowRuns {
	return advice.SlowRuns{Slow: m.Slow, Runs: f.Runs, Typical: f.SerialFraction, Mean: m.SerialFraction}
}

func noMean(m *fit.MeanTime, runs int) advice.NoMean {
	return advice.NoMean{Slow: m.Slow, Runs: runs, Repeats: m.Need.Runs}
}

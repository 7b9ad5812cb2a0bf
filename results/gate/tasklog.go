package gate

import (
	"errors"
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results/analysis"
	"serialfraction/results/tasklog/study"
)

// ofLog are the quantities that the log of one run tells; what it tells of is a reading of the study.
var ofLog = map[string]func(s *study.Study, n int) (fit.Interval, error){
	"S": func(s *study.Study, _ int) (fit.Interval, error) {
		if !s.Tells || s.Fraction == nil {
			return fit.Interval{}, errors.New(s.Verdict)
		}
		return fit.Interval{Value: s.Fraction.Value, Lo: s.Fraction.Lo, Hi: s.Fraction.Hi}, nil
	},
	"T1": func(s *study.Study, _ int) (fit.Interval, error) {
		if err := holdsAll(s); err != nil {
			return fit.Interval{}, err
		}
		return fit.Interval{Value: s.T1Seconds, Lo: s.T1Seconds, Hi: s.T1Seconds}, nil
	},
	"T": timeInSlots,
	"speedup": func(s *study.Study, n int) (fit.Interval, error) {
		t, err := timeInSlots(s, n)
		return fit.Interval{Value: s.T1Seconds / t.Value, Lo: s.T1Seconds / t.Hi, Hi: s.T1Seconds / t.Lo}, err
	},
	"efficiency": func(s *study.Study, n int) (fit.Interval, error) {
		t, err := timeInSlots(s, n)
		most := s.T1Seconds / float64(n)
		return fit.Interval{Value: most / t.Value, Lo: most / t.Hi, Hi: most / t.Lo}, err
	},
}

// holdsAll returns an error where the tasks of the log are not those of one job in one pool of slots, or none was
// of use, so that no time that they add up to is the job's.
func holdsAll(s *study.Study) error {
	for _, d := range s.Doubts {
		if d == study.LostEvents || d == study.SeveralPools || d == study.NoWork {
			return errors.New(s.Verdict)
		}
	}
	return nil
}

// timeInSlots is the time of the replay in so many slots.
func timeInSlots(s *study.Study, n int) (fit.Interval, error) {
	if err := holdsAll(s); err != nil {
		return fit.Interval{}, err
	}
	for _, f := range s.Replay {
		switch {
		case f.Slots != n:
		case f.Doubt != "":
			return fit.Interval{}, fmt.Errorf("%d slots: %s", n, f.Doubt.Words())
		case f.Seconds > 0:
			return fit.Interval{Value: f.Seconds, Lo: f.Lo, Hi: f.Hi}, nil
		}
	}
	return fit.Interval{}, fmt.Errorf("the log was not replayed in %d slots", n)
}

// FitsLog returns an error for a condition that no log of a run can settle.
func (c Condition) FitsLog() error {
	if _, ok := ofLog[c.quantity.name]; !ok {
		return fmt.Errorf("a log does not tell %s: choose S, T1, T@N, speedup@N or efficiency@N", c.name())
	}
	return nil
}

// Slots returns the number of slots that a condition is about; 0 where it is about none.
func (c Condition) Slots() int { return c.n }

// JudgeLog judges the log of a run by gates whose conditions [ParseValue] returned and [Condition.FitsLog]
// accepts, and returns an outcome for each, in their order. The interval of a quantity is what the log leaves
// open of it. Each holds as far as tasks take as long alone as they did in the run.
func JudgeLog(gates []Gate, s *study.Study) []analysis.Gate {
	out := make([]analysis.Gate, len(gates))
	for i, g := range gates {
		c := g.Condition
		r := analysis.Gate{Kind: g.Kind, Condition: c.String(), Quantity: c.name(), Outcome: analysis.CannotTell}
		value, err := ofLog[c.quantity.name](s, c.n)
		if err != nil {
			r.Why = err.Error()
			r.Interval = fit.Interval{Value: math.NaN(), Lo: math.Inf(-1), Hi: math.Inf(1)}
			out[i] = r
			continue
		}
		write := c.plain(value)
		r.Interval, r.Text = value, fmt.Sprintf("%s = %s", c.name(), write(value.Value))
		if value.Lo < value.Hi {
			r.Text += fmt.Sprintf(", %s to %s", write(value.Lo), write(value.Hi))
		}
		switch proved, disproved := c.proved(value), c.disproved(value); {
		case proved && g.Kind == Check, disproved && g.Kind == FailIf:
			r.Outcome = analysis.Passes
		case proved, disproved:
			r.Outcome = analysis.Fails
		default:
			r.Why = "the log leaves both open"
		}
		out[i] = r
	}
	return out
}

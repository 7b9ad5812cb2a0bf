package study

import (
	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/sweep"
	"serialfraction/results/timings/curves"
)

// sweep says what all logs tell together.
func (s *Study) sweep(r *tasklog.Run, all *sweep.Sweep) {
	s.Sources = []string{r.Source}
	s.Sweep = &Sweep{T1Seconds: all.T1, T1Measured: all.Measured, WorkSeconds: all.Work, Negative: append([]int{}, all.Dearer()...)}
	for _, run := range all.Runs {
		s.Sweep.Runs = append(s.Sweep.Runs, SweepRun(run))
		if run.Source != r.Source {
			s.Sources = append(s.Sources, run.Source)
		}
	}
	for _, p := range all.Points {
		row := SweepRow{Slots: p.Slots, Runs: p.Runs, WallSeconds: p.Seconds, BusySeconds: p.Busy, Causes: []CausePart{}}
		if p.Slots > 1 && all.T1 > 0 {
			row.SerialFraction, row.OfWork = &p.Fraction, &p.OfWork
			for c, e := range p.Causes {
				if e != 0 {
					row.Causes = append(row.Causes, CausePart{tasklog.Cause(c).String(), e})
				}
			}
		}
		s.Sweep.Points = append(s.Sweep.Points, row)
	}
	if noise, ok := all.Noise(); ok {
		s.NoiseOfRuns = &noise
	}
	if series, ok := s.Series(); ok {
		s.Fit, _ = curves.Analyze(series, curves.Options{Method: fit.Default}) // none where no law can be fitted
	}
}

// measured reports whether a log has that many slots.
func (s *Study) measured(slots int) bool {
	if s.Sweep == nil {
		return slots == s.Slots
	}
	for _, p := range s.Sweep.Points {
		if p.Slots == slots {
			return true
		}
	}
	return false
}

// inflation returns the point with the most slots, and what inflation adds to its serial fraction;
// nil where there is no sweep, or no serial fraction.
func (s *Study) inflation() (*SweepRow, float64) {
	if s.Sweep == nil {
		return nil, 0
	}
	p := &s.Sweep.Points[len(s.Sweep.Points)-1]
	if p.SerialFraction == nil {
		return nil, 0
	}
	for _, c := range p.Causes {
		if c.Name == tasklog.Inflation.String() {
			return p, c.SerialFraction
		}
	}
	return p, 0
}

// Series returns the times of all logs as the curve that package curves fits laws to; false where
// there is no sweep.
func (s *Study) Series() (curves.Series, bool) {
	if s.Sweep == nil {
		return curves.Series{}, false
	}
	series := curves.Series{Name: "logs", Source: wording.Count(len(s.Sweep.Runs), "log") + " of " + s.Format, Quantity: curves.Time, Unit: "s", Sure: true}
	for _, run := range s.Sweep.Runs {
		if run.Seconds > 0 {
			series.Readings = append(series.Readings, fit.Reading{Load: float64(run.Slots), Seconds: run.Seconds})
		}
	}
	return series, true
}

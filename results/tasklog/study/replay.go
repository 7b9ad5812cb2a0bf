package study

import (
	"fmt"
	"math"
	"slices"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/playback"
)

// mostSeconds is how long a run may take that is played: twice that is the last time of an int64.
const mostSeconds = math.MaxInt64 / 2e9

// mostParts is how many tasks a job may have once its long tasks are cut.
const mostParts = 1 << 27

// Noise returns how far runs of one N lie from the middle of them, as a share of it: as the logs show, else as is
// assumed.
func (s *Study) Noise() float64 {
	if s.NoiseOfRuns != nil {
		return *s.NoiseOfRuns
	}
	return playback.AssumedNoise
}

// replay plays the run in other numbers of slots.
func (s *Study) replay(r *tasklog.Run, a *tasklog.Account, q Question) error {
	asIs := playback.Of(r, a.Slots)
	s.OwnSeconds, s.OwnError = asIs.Own()
	s.SlotsLeft = asIs.Left()
	seconds, path := asIs.Critical()
	s.CriticalSeconds, s.Path = seconds, []string{}
	for _, stage := range path {
		s.Path = append(s.Path, r.Stages[stage].Name)
	}
	if knee, ok := asIs.Knee(); ok {
		s.Knee = &knee
	}
	if seen := asIs.Observed(); seen.Gap.Count > 0 || seen.Spacing.Count > 0 {
		s.Dispatcher = &Dispatcher{Gap: times(seen.Gap), Hidden: seen.Hidden}
		if seen.Measured() {
			spacing := times(seen.Spacing)
			s.Dispatcher.Spacing = &spacing
		}
	}

	job, err := q.changed(asIs, a)
	if err != nil {
		return err
	}
	s.Changed = len(q.Without) > 0 || q.AtMost > 0
	apart := s.Noise()
	s.Replay = []Forecast{}
	for _, slots := range q.asked(a.Slots) {
		if a.T1().Seconds()/float64(slots) > mostSeconds {
			if len(q.Ask) == 0 && !slices.Contains(q.Also, slots) {
				continue // nobody asked about it
			}
			return fmt.Errorf("a run in %d slots: it takes more than %.0f years, and no such run can be played; ask about more slots", slots, mostSeconds/(365*86400))
		}
		f := job.Forecast(slots, apart)
		s.Replay = append(s.Replay, Forecast{Slots: f.Slots, Seconds: f.Seconds, Lo: f.Lo, Hi: f.Hi, AtLeast: f.AtLeast, Beyond: f.Beyond, Measured: s.measured(slots), Doubt: s.DoubtOf(f, job)})
	}
	return nil
}

// DoubtOf returns why a forecast of a job is not to be relied on.
func (s *Study) DoubtOf(f playback.Forecast, job *playback.Job) Doubt {
	switch {
	case f.Slots < job.Widest():
		return TooNarrow
	case f.Slots == s.Slots:
		return ""
	case job.Unordered() && f.Slots > s.Slots:
		return NoOrder
	case f.Beyond:
		return BeyondLog
	case s.Knee != nil && float64(max(f.Slots, s.Slots)) >= nearKnee**s.Knee:
		return DispatcherBound
	case s.Dispatcher != nil && s.Dispatcher.Hidden > 0:
		return HiddenAttempts
	case math.Abs(s.OwnError) > playback.AssumedNoise:
		return ReplayOff
	}
	return ""
}

// changed returns the job that the question asks about.
func (q Question) changed(job *playback.Job, a *tasklog.Account) (*playback.Job, error) {
	job = job.Without(q.Without...)
	if q.AtMost > 0 {
		if parts := float64(a.Tasks) + a.Busy.Seconds()/q.AtMost.Seconds(); parts > mostParts {
			return nil, fmt.Errorf("no task may take longer than %v: that cuts the tasks into %.3g, and at most %d can be played; allow longer ones", q.AtMost, parts, mostParts)
		}
		job = job.AtMost(int64(q.AtMost))
	}
	return job, nil
}

// asked returns the numbers of slots to play, ascending.
func (q Question) asked(slots int) []int {
	all := slices.Clone(q.Ask)
	if len(all) == 0 {
		slots = min(slots, mostSlots/8)
		all = []int{max(1, slots/2), slots, 2 * slots, 4 * slots, 8 * slots}
	}
	all = append(all, q.Also...)
	slices.Sort(all)
	return slices.Compact(all)
}

// times returns quartiles in seconds.
func times(q playback.Quartiles) Bounds {
	return Bounds{seconds(q.Mid), seconds(q.Lo), seconds(q.Hi)}
}

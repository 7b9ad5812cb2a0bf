package study

import (
	"slices"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/playback"
)

const (
	lostAtMost      = 0.01 // of the tasks that a log announces; beyond, S is not told
	mostOverlap     = 0.1  // of the time of tasks; with more beyond the slots that were seen, that number is wrong
	nearKnee        = 0.9  // of the knee, from which what starts tasks may set the pace
	wideFrom        = 0.01 // of S: bounds below it are an answer however far they are apart
	nearlyAllSlots  = 0.7  // mean slots over N, below which N hardly ever was
	littleSerial    = 0.02 // S, below which a little time outside the log is more than all that is in it
	worthSplitting  = 0.3  // of S, from which the longest task is the first thing to change
	worthShortening = 0.3  // of S, from which a cause is
)

// conclude says what can be told, in a sentence, what must be known of the log, and what to do.
func (s *Study) conclude(r *tasklog.Run, a *tasklog.Account, q Question) {
	s.Doubts = s.doubts(r, a)
	s.Tells = len(s.Doubts) == 0
	s.Warnings = []string{}
	for _, m := range append(slices.Clone(r.Remarks), s.found(r)...) {
		s.Warnings = append(s.Warnings, remark(m, r))
	}
	s.Warnings = append(s.Warnings, s.warnings(r, a, q)...)
	s.Next = s.next(r, a, q)
	s.Verdict = s.verdict()
}

// found returns what is to be known of the log that no reader can know, because it takes the
// whole run.
func (s *Study) found(r *tasklog.Run) []tasklog.Remark {
	var all []tasklog.Remark
	if s.Dispatcher != nil && s.Dispatcher.Hidden > 0 {
		all = append(all, tasklog.Remark{Kind: tasklog.Hidden, Count: int64(s.Dispatcher.Hidden)})
	}
	if n := playback.Together(r); n > 0 {
		all = append(all, tasklog.Remark{Kind: tasklog.Together, Count: int64(n), Of: int64(len(r.Tasks))})
	}
	return all
}

// doubts returns why S cannot be told.
func (s *Study) doubts(r *tasklog.Run, a *tasklog.Account) []Doubt {
	doubts := []Doubt{}
	add := func(d Doubt, is bool) {
		if is {
			doubts = append(doubts, d)
		}
	}
	add(SeveralPools, len(r.Pools) > 1)
	add(CoarseClock, s.SlotsInferred && s.OverlapSeconds > mostOverlap*(s.BusySeconds+s.OverlapSeconds))
	add(OneSlot, a.Slots == 1)
	add(NoWork, s.Fraction == nil && a.Slots > 1)
	for _, m := range r.Remarks {
		add(LostEvents, m.Kind == tasklog.Lost && float64(m.Count) > lostAtMost*float64(m.Of))
	}
	if s.Fraction != nil {
		add(DispatcherBound, s.SlotsInferred && s.dispatcherBound())
		add(WideBounds, s.Sweep == nil && s.Fraction.Hi > wideFrom && s.Fraction.Lo < s.Fraction.Hi/3)
	}
	return slices.Compact(doubts)
}

// dispatcherBound reports whether what starts the tasks, rather than the slots, may have set the
// pace: the knee is hardly beyond N.
func (s *Study) dispatcherBound() bool { return s.Knee != nil && float64(s.Slots) >= nearKnee**s.Knee }

// next returns the step that would tell most.
func (s *Study) next(r *tasklog.Run, a *tasklog.Account, q Question) Next {
	has := func(d Doubt) bool { return slices.Contains(s.Doubts, d) }
	switch {
	case has(SeveralPools):
		return Next{PickPool: r.Pools[0]}
	case has(LostEvents), has(NoWork):
		return Next{}
	case has(CoarseClock), has(OneSlot) && s.SlotsInferred && s.OverlapSeconds > 0:
		return Next{TellSlots: true}
	case has(OneSlot):
		return Next{LogAt: 4}
	case s.SlotsInferred && has(DispatcherBound):
		return Next{TellSlots: true}
	case s.dispatcherBound():
		return Next{Bundle: true}
	case has(WideBounds):
		return Next{LogAt: max(1, a.Slots/2)}
	}
	if r.Unordered {
		return Next{Stages: true}
	}
	if cause := s.largest(); cause != nil && *cause.SerialFraction > worthShortening*s.Fraction.Value {
		if by := s.byLongest(); cause.Cause == tasklog.Imbalance && by > worthSplitting*cause.SlotSeconds {
			return Next{Split: s.LongestSeconds / 2}
		}
		if cause.Cause == tasklog.Imbalance && s.bySkew() > worthSplitting*cause.SlotSeconds {
			return Next{First: true}
		}
		if cause.Cause.Serial() && *cause.SerialFraction > worthShortening {
			return Next{Shorten: cause.Name}
		}
	}
	if s.Fraction.Value < littleSerial && spansOnlyTasks(r) && q.Wall == 0 {
		return Next{TellWall: true}
	}
	return Next{LogAt: 2 * a.Slots}
}

// largest returns the cause that lost most; nil where nothing was lost or there is no S.
func (s *Study) largest() *Cause {
	var most *Cause
	for i := range s.Causes {
		c := &s.Causes[i]
		if c.SerialFraction != nil && *c.SerialFraction > 0 && (most == nil || *c.SerialFraction > *most.SerialFraction) {
			most = c
		}
	}
	return most
}

// bySkew returns the slot-seconds that were lost because tasks of unlike lengths came in an order that
// left long ones to the end.
func (s *Study) bySkew() float64 {
	var sum float64
	for _, c := range s.Costly {
		sum += c.Imbalance - c.Quantised - c.ByLongest
	}
	return sum
}

// byLongest returns the slot-seconds that were lost because the longest task of a stage took more
// than an even share.
func (s *Study) byLongest() float64 {
	var sum float64
	for _, c := range s.Costly {
		sum += c.ByLongest
	}
	return sum
}

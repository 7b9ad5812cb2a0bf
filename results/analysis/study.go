package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness"
)

// solve fits the times of the ledgers.
func (s *study) solve() (err error) {
	room := s.capacity.room(&s.file.Header)
	if s.points, err = s.all.fitPoints(s.level); err != nil {
		return err
	}
	if n := s.fitted.workers(); len(n) < 2 {
		s.why = room.TooFew(s.all.workers(), n)
		return nil
	}
	if s.curve, err = s.fitted.fitPoints(s.level); err != nil {
		return err
	}
	if s.fit, s.choice, err = fit.SerialInBlocks(s.fitted.obs, s.fitted.punctual(), s.fitted.blocks(), estimator, s.level); err != nil {
		s.why = room.Unfit(err)
		return nil
	}
	if s.spread, err = fit.NewSpread(s.fitted.obs); err != nil {
		return err
	}
	s.choice.Beside(s.best())
	s.fit.MaxSpeedup = s.choice.MaxSpeedup(s.choice.Curve)
	s.mean = s.fit.MeanTime()
	return nil
}

// best returns the largest speed-up of a point, also of one that is not fitted, so that no
// ceiling lies below what was measured; zero where no N is faster than one worker.
func (s *study) best() fit.Interval {
	var best fit.Interval
	for _, p := range s.points {
		if up := quotient(s.points[0].Seconds, p.Seconds); p.Workers > 1 && up.Value > best.Value {
			best = up
		}
	}
	best.Lo = max(0, best.Lo)
	return best
}

// within returns the runs whose workers really ran at once.
func (c capacity) within(runs []harness.Run) []harness.Run {
	beyond := func(r harness.Run) bool { return !c.fits(r.Workers) }
	if !slices.ContainsFunc(runs, beyond) {
		return slices.Clip(runs)
	}
	return slices.DeleteFunc(slices.Clone(runs), beyond)
}

// workers returns the N of a ledger, ascending.
func (l *ledger) workers() []int {
	var ns []int
	for _, o := range l.obs {
		ns = append(ns, o.Workers)
	}
	slices.Sort(ns)
	return slices.Compact(ns)
}

// accounted returns the serial fraction that the measured times account for at the
// largest fitted N, without any model. It is the Karp–Flatt
//
//	e(N) = Σ_c (N·A_c(N) − A_c(1)) / ((N−1)·T(1))
//
// which is S at every N if the program obeys Amdahl's law. A coordinator that works beside
// the workers costs nothing until it is the bottleneck. No N makes a run shorter than its
// measured serial work, (split + coordinator + merge)/T(1), so with a coordinator that is
// returned if it is more.
func (s *study) accounted() float64 {
	one, most := s.ends()
	e := fit.KarpFlatt(most.Workers, most.Seconds.Value, one.Seconds.Value)
	busy, ok := s.coordinator(most)
	if !ok {
		return e
	}
	for _, col := range s.fitted.columns {
		if col.cause.name == "split" || col.cause.name == "merge" {
			busy += most.Of(col.seconds)
		}
	}
	return math.Max(e, busy/one.Seconds.Value)
}

// ends returns the points of the smallest fitted N, which is 1, and of the largest.
func (s *study) ends() (one, most fit.Point) { return s.curve[0], s.curve[len(s.curve)-1] }

// coordinator returns the seconds for which the coordinator was busy in a run at a point;
// ok is false where there was none.
func (s *study) coordinator(at fit.Point) (seconds float64, ok bool) {
	values := make([]float64, len(s.fitted.runs))
	for i, e := range s.fitted.runs {
		values[i] = e.Timing.Coordinator.Seconds()
	}
	busy := at.Of(values)
	return busy, busy > 0
}

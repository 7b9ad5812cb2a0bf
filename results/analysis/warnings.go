package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/doctor"
)

// tooSmall is the time at N = 1, in seconds, below which a run is too short to time well.
// The advice is to repeat the rows until it takes [doctor.WorthTiming].
const tooSmall = 0.010

// A difference of serial fractions matters if it is more than matterShare of the larger
// one, and more than matterLeast.
const (
	matterShare = 0.2
	matterLeast = 0.002
)

// collectorShare is the share of a fitted run above which garbage collection matters.
const collectorShare = 0.01

// warnings returns what is wrong with the runs and the fit.
func (s *study) warnings() []advice.Fact {
	w := append(s.faults(), resumed(s.file)...)
	w = append(w, s.programWarnings()...)
	w = append(w, s.disturbed()...)
	w = append(w, s.slowHosts()...)
	w = append(w, s.machineWarnings()...)
	w = append(w, s.probeWarnings()...)
	if s.fit != nil {
		w = append(w, s.lawWarnings()...)
		w = append(w, s.disagreement()...)
		w = append(w, s.carryOver()...)
		if b := s.fit.Blocks; b != nil && b.P < dependLevel {
			w = append(w, advice.VariesByBlock{Blocks: b.Blocks, P: b.P})
		}
	}
	return w
}

// faults warns of what the file lacks, and of runs that are too short.
func (s *study) faults() (w []advice.Fact) {
	h, end := &s.file.Header, s.file.End
	switch {
	case end == nil:
		w = append(w, advice.NoEnd{Runs: len(s.file.Runs) + s.file.Left.Runs})
	case end.Failed != "":
		w = append(w, advice.Failure{What: end.Failed})
	}
	if t1 := s.points[0].Seconds.Value; t1 < tooSmall && !h.Simulated() && !h.WholePrograms() {
		w = append(w, advice.TooSmall{T1: t1, Tile: max(h.Tile, 1) * int(math.Ceil(doctor.WorthTiming/t1)), Whole: h.WholeFunctions()})
	}
	if s.all.scope == EndToEnd {
		if h.Load == nil {
			w = append(w, advice.NotLoaded{})
		}
		if s.file.Store == nil {
			w = append(w, advice.NotStored{})
		}
		w = append(w, s.storing()...)
	}
	if s.file.Store != nil {
		for _, u := range s.file.Store.Unanswered {
			w = append(w, Unanswered(u, h.Data.Rows))
		}
	}
	if s.capacity.unmeasured {
		w = append(w, advice.NoShare{})
	}
	return w
}

// lawWarnings warns of what the fit leaves open.
func (s *study) lawWarnings() (w []advice.Fact) {
	room := s.capacity.room(&s.file.Header)
	for _, warning := range s.fit.Warnings {
		if warning.Kind == fit.NoRepeats && !s.fit.SerialFraction.Bounded() {
			continue // the verdict has the repeats that an interval needs
		}
		w = append(w, room.Curve(warning))
	}
	if open := s.choice.Open; open != nil && len(s.fit.Workers) > 2 {
		w = append(w, room.Law(s.lawSentence(), *open))
	}
	return w
}

// lawSentence returns the sentence of the law that was chosen. It states no ceiling where other work
// made S, as the verdict does not.
func (s *study) lawSentence() string {
	if s.other.madeS() != nil {
		return s.choice.Within
	}
	return s.choice.Sentence
}

// disturbed warns of other work that the fitted runs shared the machine with.
func (s *study) disturbed() (w []advice.Fact) {
	var waited, stolen, collected []int
	for _, n := range s.fitted.workers() {
		flags := s.fitted.evidence(n)
		if slices.Contains(flags, flagInterference) {
			waited = append(waited, n)
		}
		if slices.Contains(flags, flagSteal) {
			stolen = append(stolen, n)
		}
		if s.fitted.every(hasGC) && s.collectorShare(n) > collectorShare {
			collected = append(collected, n)
		}
	}
	if s.capacity.paced { // with enough CPUs a paced worker catches up after a late start
		waited = nil
		for _, n := range s.all.workers() {
			if !s.capacity.fits(n) && slices.Contains(s.all.evidence(n), flagInterference) {
				waited = append(waited, n)
			}
		}
	}
	if len(waited) > 0 {
		w = append(w, advice.Waited{Share: doctor.InterferenceShare, Workers: waited})
	}
	if len(stolen) > 0 {
		w = append(w, advice.Stolen{Share: doctor.StealShare, Workers: stolen})
	}
	if len(collected) > 0 {
		w = append(w, advice.Collected{Share: collectorShare, Workers: collected})
	}
	return w
}

// collectorShare returns the share of the runs at n workers that the collector took.
func (s *study) collectorShare(n int) float64 {
	var gc, wall float64
	for _, e := range s.fitted.runs {
		if e.Workers == n {
			gc += gcSeconds(e)
			wall += e.Timing.Wall.Seconds()
		}
	}
	return gc / wall
}

// disagreement warns where the fitted S differs from the S that the causes account for.
func (s *study) disagreement() (w []advice.Fact) {
	i, accounted := s.fit.SerialFraction, s.accounted()
	one, most := s.ends()
	n := most.Workers
	fitted := fit.KarpFlatt(n, s.fit.Seconds(float64(n)).Value, s.fit.T1.Value) // S, if the law is Amdahl's
	gap := math.Abs(accounted - fitted)
	matters := gap > matterLeast && gap > matterShare*max(math.Abs(accounted), math.Abs(fitted))
	if outside := accounted < i.Lo || accounted > i.Hi; matters && (outside || s.fit.Widened) {
		w = append(w, advice.Disagree{Workers: n, Fitted: fitted, Accounted: accounted})
	}
	if busy, ok := s.coordinator(most); ok {
		t1 := one.Seconds.Value
		if share := busy / t1; share > i.Value && share > matterLeast {
			w = append(w, s.limit(busy, one, n))
		}
	}
	return w
}

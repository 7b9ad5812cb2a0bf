package analysis

import (
	"cmp"
	"math"
	"slices"

	"serialfraction/fit"
)

// A Removal is what the job would gain if one cause of S were removed.
//
// S is the sum of its causes, so without a cause of share c it is S − c, and the ceiling is
// 1/(S − c). A time is the sum of its causes too. What the cause took of one worker, A_c(1),
// would take A_c(1)/N of N workers that lose nothing by it, so without the cause the speed-up
// at a measured N is T(1)/(T(N) − A_c(N) + A_c(1)/N), whatever the law.
type Removal struct {
	Cause      string        `json:"cause"`
	Part       string        `json:"part,omitempty"`  // of the cause; "" = all of it
	Owner      string        `json:"owner"`           // as in [Cause]
	Serial     fit.Interval  `json:"serial_fraction"` // c, its share of S
	MaxSpeedup *fit.Interval `json:"max_speedup"`     // without it, unbounded where the rest of S may be 0; nil where the law is in doubt
	Workers    int           `json:"workers"`         // the largest N that was fitted
	Speedup    fit.Interval  `json:"speedup"`         // at that N, without it
	Cure       Cure          `json:"cure,omitempty"`
}

// Unpromised is why a report has no removals, or removals without ceilings.
type Unpromised string

// The reasons.
const (
	Promised   Unpromised = ""            // it has removals and their ceilings
	NoS        Unpromised = "unknown"     // S is unknown
	NoLaw      Unpromised = "law"         // no ceilings: Amdahl's law does not hold, or is in doubt
	NoSerial   Unpromised = "may be 0"    // S may be 0
	OtherWork  Unpromised = "other work"  // at least half of S was waits for a CPU, or other work had the CPUs for much of the time
	NoLargest  Unpromised = "no one"      // no cause is large enough, beyond its noise
	NoInterior Unpromised = "not divided" // nothing was measured inside the program
)

// leastRemoval is the share of S from which a cause is worth its removal.
const leastRemoval = 0.05

// removals returns what the removal of each cause would gain, the largest cause first, or
// why that cannot be told.
func (s *study) removals() ([]Removal, Unpromised) {
	f := s.fit
	switch {
	case !s.determined():
		return []Removal{}, NoS
	case s.other.madeS() != nil:
		return []Removal{}, OtherWork
	case f.SerialFraction.Lo <= 0:
		return []Removal{}, NoSerial
	}
	why := Promised
	if f.Model != fit.AmdahlLaw.Name || otherLaw(s.choice) || s.choice.OverheadOpen() {
		why = NoLaw
	}
	leaves := s.leaves()
	owned := slices.ContainsFunc(leaves, func(l leaf) bool {
		return l.owner != ownerNobody && l.share.Value > leastRemoval*f.SerialFraction.Value
	})
	switch {
	case s.ofLoad(max(0, s.loadPart()), mostLoad): // also at N beyond the CPUs
		return []Removal{}, OtherWork
	case !owned:
		return []Removal{}, NoInterior
	}
	one, most := s.ends()
	now, list := one.Seconds.Value/most.Seconds.Value, []Removal{}
	for _, l := range leaves {
		if l.owner != ownerNobody && !l.isLoad() && l.share.Value >= leastRemoval*f.SerialFraction.Value && (l.share.Lo > 0 || measuredOnce(l.seconds(s.fitted))) {
			if r := s.without(l, why); r.Speedup.Value > now { // not one that is gone at the largest N
				list = append(list, r)
			}
		}
	}
	if len(list) == 0 {
		return list, NoLargest
	}
	return list, why
}

// A leaf is a cause that is not split, or a part of one that is.
type leaf struct {
	cause, part, owner, way string
	seconds                 secondsOf
	share                   fit.Interval
}

// isLoad reports whether other work on the machine makes a leaf. Its removal is nothing that
// can be done to the job.
func (l leaf) isLoad() bool {
	return l.way == byWaiting
}

// leaves returns the leaves of the fitted runs, the largest share first.
func (s *study) leaves() []leaf {
	var all []leaf
	for k, h := range s.fitted.holdings(false) {
		if h.parts == nil {
			all = append(all, leaf{h.cause, "", h.owner, "", heldIn(k), s.share(heldIn(k))})
		}
		for j, p := range h.parts {
			all = append(all, leaf{h.cause, p.name, h.owner, p.way, partHeldIn(k, j), s.share(partHeldIn(k, j))})
		}
	}
	slices.SortStableFunc(all, func(a, b leaf) int { return cmp.Compare(b.share.Value, a.share.Value) })
	return all
}

// without returns the removal of a leaf, with a ceiling unless something speaks against it. What its
// share is between the ends of the imbalance, ceiling and speed-up are too.
func (s *study) without(l leaf, why Unpromised) Removal {
	_, most := s.ends()
	r := Removal{Cause: l.cause, Part: l.part, Owner: l.owner, Serial: l.share, Workers: most.Workers, Cure: CureOf(l.cause, l.part, &s.file.Header),
		Speedup: s.fitted.between(l.seconds, s.speedupWithout)}
	if why == Promised {
		r.MaxSpeedup = new(s.ceilingWithout(l.seconds))
	}
	return r
}

// speedupWithout returns the speed-up at the largest fitted N of the runs less the seconds of a cause.
func (s *study) speedupWithout(seconds []float64) fit.Interval {
	one, rest := s.curve[0], slices.Clone(s.fitted.obs)
	alone := one.Of(seconds)
	for i, o := range rest {
		if o.Workers > 1 {
			rest[i].Seconds -= seconds[i] - alone/float64(o.Workers)
		}
	}
	points, err := fit.Points(rest, estimator, s.level)
	if err != nil { // nothing is left of a run
		return fit.Interval{Value: math.Inf(1), Lo: 1, Hi: math.Inf(1), Level: s.level}
	}
	return quotient(one.Seconds, points[len(points)-1].Seconds)
}

// ceilingWithout returns the ceiling of the runs less the seconds of a cause.
func (s *study) ceilingWithout(of secondsOf) fit.Interval {
	i := s.fitted.between(of, s.serialWithout)
	best := s.best() // no ceiling is below what was measured with the cause
	most := i.Reciprocal()
	most.Lo = max(1, most.Lo, best.Lo, s.fit.MaxSpeedup.Lo) // nor does a removal lower it
	most.Value = max(most.Lo, most.Value, best.Value)
	most.Hi = max(most.Hi, most.Value)
	return most
}

// serialWithout returns S of the runs less the seconds of a cause. What makes the interval of S wider
// than the scatter of repeats, as blocks that differ or a law in doubt, makes this one wider in
// proportion.
func (s *study) serialWithout(seconds []float64) fit.Interval {
	whole, rest := make([]float64, len(seconds)), make([]float64, len(seconds))
	for i, o := range s.fitted.obs {
		whole[i], rest[i] = o.Seconds, o.Seconds-seconds[i]
	}
	i, noise, all := s.charged(rest), s.charged(whole), s.fit.SerialFraction
	i.Lo = i.Value - (i.Value-i.Lo)*wider(all.Value-all.Lo, noise.Value-noise.Lo)
	i.Hi = i.Value + (i.Hi-i.Value)*wider(all.Hi-all.Value, noise.Hi-noise.Value)
	return i
}

// wider returns the factor by which a side of an interval exceeds its noise, at least 1.
func wider(side, noise float64) float64 {
	if !(noise > 0) || math.IsInf(noise, 0) || math.IsInf(side, 0) {
		return 1
	}
	return max(1, side/noise)
}

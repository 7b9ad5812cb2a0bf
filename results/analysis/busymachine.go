package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/results/doctor"
)

// A BusyMachine is what other work on the machine took of the runs: workers were ready to run,
// and others had the CPUs. Its times are those of the N that have a CPU for each worker, for
// beyond them the workers of the program wait for each other.
type BusyMachine struct {
	Workers        int     `json:"workers"`         // the N at which it took most
	Share          float64 `json:"share"`           // of the time of the runs there
	SerialFraction float64 `json:"serial_fraction"` // what it adds to S, below 0 what it hides of it; 0 where there is no S
	Quota          bool    `json:"quota,omitempty"` // most of it was no other work, but the quota of the cgroup

	// Made reports whether S is no property of the job: it adds at least half of S or hides as
	// much, had the CPUs for so much of the time ([BusyMachine.Much]) that S shows nothing, as where all N are
	// slowed alike, or is all that makes more workers slower. Without is S of the same runs less what it took, nil
	// where these determine none, or the waits are not known so well.
	Made    bool          `json:"made"`
	Without *fit.Interval `json:"without"`

	// Ceiling holds the largest speed-up of the runs, and that of the same runs less what it took, as a
	// gate on it has them; nil where there is no S, or the rest determines none.
	Ceiling *fit.Interval `json:"max_speedup"`

	shares    map[int]float64 // of the time of the runs at each N, from above where they are estimated
	most      float64         // the largest of these
	estimated bool            // the waits were not measured thread by thread
	turns     bool            // workers are processes that may have waited for each other
}

const (
	mostLoad  = 0.5  // share of S from which other work leaves nothing to promise
	leastLoad = 0.1  // share of S from which it counts, however little of the time it is
	mostTaken = 0.25 // share of the time from which S, and what depends on it, shows nothing of the job
)

// madeS returns b where it made S; nil where it did not, or b is nil.
func (b *BusyMachine) madeS() *BusyMachine {
	if b == nil || !b.Made {
		return nil
	}
	return b
}

// Much reports whether a share of the time of runs is so large that without it they would have
// been others, and not the same runs less their waits: workers that take turns with other work
// are not in each other's way in caches and memory as they are on a quiet machine. Of workers
// that are processes it never is, for they take turns with each other on a quiet machine too.
func (b *BusyMachine) Much(share float64) bool { return share >= mostTaken && !b.turns }

// ShareAt returns the largest share of the time of the runs at n that it may have had the CPUs
// for: that which was measured, or the estimate from above. At an N beyond the CPUs, and for 0,
// it is that of the N where it took most.
func (b *BusyMachine) ShareAt(n int) float64 {
	if share, ok := b.shares[n]; ok {
		return share
	}
	return max(b.Share, b.most)
}

// OfTime reports whether it took more than hardly any of the time, so that slow runs may be its.
// Else it counts for S alone.
func (b *BusyMachine) OfTime() bool { return max(b.Share, b.most) >= doctor.InterferenceShare }

// otherWork returns what other work took of the runs whose workers really ran at once, also
// where they are too few for a fit; nil where that was not measured, or is hardly anything.
// That a program waits is no sign of it.
func (s *study) otherWork() *BusyMachine {
	if t := s.fitted.taken(); t != nil {
		return s.otherPrograms(t)
	}
	waits := s.fitted.waits()
	if waits == nil {
		return nil
	}
	o := s.busiest(waits)
	if o == nil {
		return nil
	}
	o.Quota, o.turns = s.fitted.stoppedFor(waits), s.file.Header.Processes()
	if s.fit != nil {
		o.SerialFraction = s.loadPart()
	}
	return s.counted(o, o.SerialFraction)
}

// counted returns o with whether it made S, where load is what it adds to S at most. It returns
// nil where o is hardly anything, of the time and of S: of an S that is small a little of the
// time may be most. A little that processes wait is their own. S is hidden by what took most at
// N = 1 alone: waits at other N make it smaller only by the law that it is read from.
func (s *study) counted(o *BusyMachine, load float64) *BusyMachine {
	if load < 0 && o.Workers > 1 || o.turns && !o.OfTime() {
		load = 0
	}
	o.Made = o.Much(o.most) || s.ofLoad(load, mostLoad)
	if !o.OfTime() && !o.Made && !s.ofLoad(load, leastLoad) {
		return nil
	}
	return o
}

// slowedByLoad reports whether the runs show an N from which more workers are slower, or no faster, and the
// same runs less what other work took show none, or support no fit: then it is no property of the job. A law
// with a peak or a knee has these in parameters of its own, of which S, which is held against load by
// itself, has nothing.
func (s *study) slowedByLoad() bool {
	if s.fit == nil || !turns(s.choice) {
		return false
	}
	return len(s.quiet) == 0 || slices.ContainsFunc(s.quiet, func(q *study) bool { return !turns(q.choice) })
}

// turns reports whether a choice states an N from which more workers are slower, or no faster.
func turns(choice *fit.Choice) bool {
	return slices.ContainsFunc(choice.Claims, func(c fit.Claim) bool {
		return c.Kind == fit.PeaksAt || c.Kind == fit.NoneFaster || c.Kind == fit.StopsAt
	})
}

// loadPart returns what the waits for a CPU add to S. There must be a fit.
func (s *study) loadPart() float64 {
	if s.division != nil {
		return s.division.part(byWaiting)
	}
	if waits := s.fitted.waits(); waits != nil {
		return s.fit.Charge(waits)
	}
	return 0
}

// otherPrograms returns what other work took of programs that are timed whole. Whether there was
// any, and whether it made S, is decided by what it may have taken at most.
func (s *study) otherPrograms(t *takenTime) *BusyMachine {
	o := s.busiest(t.most)
	if o == nil {
		return nil
	}
	o.Quota, o.estimated = t.byQuota, true
	likely := t.about
	if likely == nil {
		likely = t.most
	}
	for _, p := range s.curveOfRuns() {
		if p.Workers == o.Workers {
			o.Share = p.Of(likely) / p.Seconds.Value
		}
	}
	load := 0.0 // by whichever is further from none
	if s.fit != nil {
		for _, seconds := range [][]float64{t.most, likely} {
			rest := s.less(seconds)
			if rest == nil {
				continue
			}
			o.SerialFraction = s.fit.SerialFraction.Value - rest.Value
			if math.Abs(o.SerialFraction) > math.Abs(load) {
				load = o.SerialFraction
			}
		}
	}
	return s.counted(o, load)
}

// curveOfRuns returns the points of the runs whose workers really ran at once; nil where there
// are none.
func (s *study) curveOfRuns() []fit.Point {
	curve, err := s.fitted.fitPoints(s.level)
	if err != nil {
		return nil
	}
	return curve
}

// busiest returns the N at which waits are the largest share of the runs, among those with a
// CPU for each worker; nil where they are nothing.
func (s *study) busiest(waits []float64) *BusyMachine {
	o := &BusyMachine{shares: map[int]float64{}}
	for _, p := range s.curveOfRuns() {
		if cpus := s.capacity.cpus; cpus > 0 && float64(p.Workers) > cpus {
			continue
		}
		share := p.Of(waits) / p.Seconds.Value
		if o.shares[p.Workers] = share; share > o.most {
			o.Workers, o.Share, o.most = p.Workers, share, share
		}
	}
	if o.most == 0 {
		return nil
	}
	return o
}

// ofLoad reports whether a part of S that is load's is at least a share of S, whether it adds to
// S or hides some of it. Of an S that may be 0 no part counts that adds to it, and one that hides
// some only if that is more than the noise.
func (s *study) ofLoad(part, share float64) bool {
	if s.fit == nil {
		return false
	}
	i := s.fit.SerialFraction
	if i.Lo > 0 {
		return math.Abs(part) >= share*i.Value
	}
	return -part >= max(share*math.Abs(i.Value), i.Hi-i.Value)
}

// less returns S of the runs without some of their seconds; nil where these determine none.
func (s *study) less(seconds []float64) *fit.Interval {
	rest := make([]fit.Observation, len(s.fitted.obs))
	for i, r := range s.fitted.obs {
		rest[i] = fit.Observation{Workers: r.Workers, Seconds: r.Seconds - seconds[i]}
	}
	f, _, err := fit.SerialInBlocks(rest, nil, s.fitted.blocks(), estimator, s.level)
	if err != nil {
		return nil
	}
	return &f.SerialFraction
}

// stoppedFor reports whether most of the waits of all runs was the quota of the cgroup, which
// stops a thread that is ready to run.
func (l *ledger) stoppedFor(waits []float64) bool {
	all, stopped := 0.0, 0.0
	for i, e := range l.runs {
		if all += waits[i]; e.System.Throttled != nil {
			stopped += min(waits[i], e.System.Throttled.Seconds()/float64(e.Workers))
		}
	}
	return stopped > all/2
}

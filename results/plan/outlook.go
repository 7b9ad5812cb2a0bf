package plan

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// An Answer is whether a target is reachable, at the level of the intervals.
type Answer string

// The answers.
const (
	Yes        Answer = "yes"         // one N reaches it by every law that is open, to the end of every interval
	No         Answer = "no"          // no N does by any law
	CannotTell Answer = "cannot tell" // all else
)

// An Outlook is the answer for one program on one machine. Numbers of workers are whole. An
// interval of N has an end of +Inf where no N is enough, in JSON null.
type Outlook struct {
	On     string  `json:"on"`   // "here", or "ideal machine": one that takes nothing from the program
	Code   Gain    `json:"code"` // what better code made faster
	Faster float64 `json:"faster"`

	Reachable Answer       `json:"reachable"`
	ByLaw     []LawAnswer  `json:"by_law"`
	Serial    fit.Interval `json:"serial_fraction"` // of the program as it then is

	Workers     *fit.Interval `json:"workers"` // the fewest that reach the target; nil where none does
	WorkerHours *fit.Interval `json:"worker_hours"`
	Price       *fit.Interval `json:"price"` // of these; nil without a price

	BestSeconds fit.Interval `json:"best_seconds"` // the shortest time of any N
	BestWorkers *float64     `json:"best_workers"` // N where the law of S has that time; nil where ever more workers make it shorter
	Knee        fit.Interval `json:"knee_workers"` // N from which one more worker adds less than [KneeGain]

	beyond    bool    // N reach the target, but none that the log can tell of
	ofTypical bool    // the typical run reaches the target, but what the mean time does is not known
	near      float64 // N whose runs perhaps reach the target, though no law does; 0 = there is none
	course    *course
}

// Seconds returns the time of the job at n workers, n from 1 on: by the law of S, with an interval that holds what
// every law gives that the runs leave open.
func (o *Outlook) Seconds(n float64) fit.Interval { return o.course.at(n) }

// A LawAnswer is the answer by one law alone.
type LawAnswer struct {
	Law       string `json:"law"`
	Reachable Answer `json:"reachable"`
}

// A law is the time of a job at n workers as a share of that of one, where the parallel work
// alone is kernel times as fast; kernel 1 leaves the program as it is.
type law struct {
	name  string
	share func(n, kernel float64) fit.Interval
	with  func(s, n, kernel float64) float64 // the value of share with S of the law replaced by s
	knee  float64                            // N beyond which more do not help; +Inf = none

	uneven float64 // N up to which the share goes from point to point; 0 = it is smooth

	whole bool  // the interval of share is all that is not known of the time: with it goes the value of that on one worker
	grain grain // of its N
}

// lawOf returns a prospect as a law of the job that it is of.
func lawOf(p fit.Prospect) law {
	return law{name: p.Model, share: p.Share, with: p.ShareOf, knee: p.Knee(), grain: smooth}
}

// A setting is a program on a machine whose outlook is wanted.
type setting struct {
	on      string
	laws    []law
	serial  fit.Interval // S over all laws
	removed fit.Interval // share of T(1) that is serial by the laws, and is not here
	one     fit.Interval // seconds on one worker
	log     *Log         // that the law plays; nil = it is another
	gain    Gain
	faster  float64
}

// seconds returns the time at n by one law.
func (s setting) seconds(by law, n float64) fit.Interval {
	kernel, all := s.factors()
	share := by.share(n, kernel)
	if by.whole {
		return times(share, s.one.Value/all)
	}
	ideal := 1 / (kernel * n)
	at := func(one, share, removed float64) float64 {
		return one * max(ideal, share-removed*(1-ideal)) / all
	}
	t := at(s.one.Value, share.Value, s.removed.Value)
	return fit.Interval{
		Value: t,
		Lo:    min(t, at(s.one.Lo, share.Lo, s.removed.Hi)),
		Hi:    max(t, at(s.one.Hi, share.Hi, s.removed.Lo)),
		Level: share.Level,
	}
}

// factors returns how many times as fast the parallel work is by itself, and all code
// together.
func (s setting) factors() (kernel, all float64) {
	switch s.gain {
	case Kernel:
		return s.faster, 1
	case All:
		return 1, s.faster
	}
	return 1, 1
}

// serialAfter returns S of the program with better code.
func (s setting) serialAfter() fit.Interval {
	kernel, _ := s.factors()
	at := func(x float64) float64 { return x / (x + (1-x)/kernel) }
	if kernel == 1 {
		return s.serial
	}
	if s.log != nil {
		return s.log.serialAfter(kernel)
	}
	clip := func(x float64) float64 { return max(0, min(1, x)) }
	return fit.Interval{Value: at(clip(s.serial.Value)), Lo: at(clip(s.serial.Lo)), Hi: at(clip(s.serial.Hi)), Level: s.serial.Level}
}

// look makes the outlook of a setting within a limit of workers.
func (s setting) look(target, limit, price float64, measured []Measured) Outlook {
	o := Outlook{On: s.on, Code: s.gain, Faster: s.faster, Serial: s.serialAfter()}
	if s.gain == AsItIs {
		o.Faster = 1
	}
	var own []*course
	for _, law := range s.laws {
		alone := newCourse(limit, law.grain, func(n float64) fit.Interval { return s.seconds(law, n) })
		own = append(own, alone)
		o.ByLaw = append(o.ByLaw, LawAnswer{law.name, alone.answer(target)})
	}
	c := hull(own)
	o.course, o.Reachable = c, c.answer(target)
	n, shortest := c.least(value)
	if o.BestSeconds.Value = shortest; n < MostWorkers/10 {
		o.BestWorkers = &n
	}
	_, o.BestSeconds.Lo = c.least(lower)
	_, o.BestSeconds.Hi = c.least(upper)
	o.BestSeconds.Level = s.serial.Level
	first := fit.Interval{Value: c.first(value, target), Lo: c.first(lower, target), Hi: c.first(upper, target), Level: s.serial.Level}
	if s.gain == AsItIs {
		first = s.done(&o, first, target, limit, measured)
	}
	if s.log != nil && o.Reachable == Yes && first.Hi > s.log.Tells {
		o.Reachable, o.beyond = CannotTell, true
	}
	if o.Reachable != No {
		o.Workers = &first
		o.WorkerHours = c.hours(first, target)
		if price > 0 {
			h := *o.WorkerHours
			o.Price = &fit.Interval{Value: price * h.Value, Lo: price * h.Lo, Hi: price * h.Hi, Level: h.Level}
		}
	}
	uneven := s.laws[0].uneven
	o.Knee = fit.Interval{Value: c.knee(value, uneven), Lo: c.knee(upper, uneven), Hi: c.knee(lower, uneven), Level: s.serial.Level}
	o.Knee.Lo, o.Knee.Hi = min(o.Knee.Lo, o.Knee.Value), max(o.Knee.Hi, o.Knee.Value)
	return o
}

// kernelNeeded returns how many times as fast the kernel must be for an end of the time to be
// within the target at some of the N, to a thousandth; nil where no factor is enough.
func (s setting) kernelNeeded(of end, ns []float64, target float64) *float64 {
	const most, steps = 1e6, 14
	s.gain = Kernel
	within := func(n float64) bool {
		t := s.seconds(s.laws[0], n)
		for _, other := range s.laws[1:] {
			t = t.Hull(s.seconds(other, n))
		}
		return of(t) <= target
	}
	enough := func(faster float64) bool {
		s.faster = faster
		for i := 0; i < len(ns); i += 1 + i/16 { // sparser at large N
			if within(ns[i]) {
				return true
			}
		}
		return within(ns[len(ns)-1])
	}
	if !enough(most) {
		return nil
	}
	lo, hi := 0.0, math.Log(most)
	for range steps {
		if middle := (lo + hi) / 2; enough(math.Exp(middle)) {
			hi = middle
		} else {
			lo = middle
		}
	}
	return new(math.Exp(hi))
}

// done lets what was measured count: no answer contradicts a measured point. One whose whole
// interval is within the target shows that it is reachable, and one whose value is leaves at
// least open that it is. One whose value is not does not surely reach it.
func (s setting) done(o *Outlook, n fit.Interval, target, limit float64, measured []Measured) fit.Interval {
	for _, m := range measured {
		switch {
		case m.Workers > limit:
		case m.Speedup.Lo > 0 && s.one.Hi/m.Speedup.Lo <= target: // it was done
			o.Reachable, o.near, n.Hi = Yes, 0, min(n.Hi, m.Workers)
			n.Value, n.Lo = min(n.Value, n.Hi), min(n.Lo, n.Hi)
		case s.one.Value/m.Speedup.Value <= target:
			n.Lo = min(n.Lo, m.Workers)
			if o.Reachable == No {
				o.Reachable, o.near = CannotTell, m.Workers
			}
		}
	}
	if s.misses(n.Hi, target, measured) {
		n.Hi = s.nextSure(o.course, n.Hi, target, measured)
		if o.Reachable == Yes && !finite(n.Hi) {
			o.Reachable = CannotTell
		}
	}
	return n
}

// misses reports whether n was measured and took longer than target.
func (s setting) misses(n, target float64, measured []Measured) bool {
	return slices.ContainsFunc(measured, func(m Measured) bool {
		return m.Workers == n && s.one.Value/m.Speedup.Value > target*(1+1e-12)
	})
}

// nextSure returns an N above n that surely reaches the target, +Inf where there is none.
func (s setting) nextSure(c *course, n, target float64, measured []Measured) float64 {
	sure := func(n float64) bool { return upper(c.at(n)) <= target*(1+1e-12) && !s.misses(n, target, measured) }
	limit := c.ns[len(c.ns)-1]
	for range len(measured) { // each may miss
		if n++; n <= limit && sure(n) {
			return n
		}
	}
	for _, at := range c.ns {
		if at > n && sure(at) {
			return at
		}
	}
	return math.Inf(1)
}

// hours returns the worker-hours at the fewest workers that reach a target.
func (c *course) hours(n fit.Interval, target float64) *fit.Interval {
	const hour = 3600
	h := fit.Interval{Value: math.Inf(1), Lo: n.Lo * c.at(n.Lo).Lo / hour, Hi: math.Inf(1), Level: n.Level}
	if finite(n.Value) {
		h.Value = n.Value * min(target, c.at(n.Value).Value) / hour
	}
	if finite(n.Hi) {
		h.Hi = n.Hi * min(target, c.at(n.Hi).Hi) / hour
	}
	h.Lo, h.Hi = min(h.Lo, h.Value), max(h.Hi, h.Value)
	return &h
}

// answer decides by one course.
func (c *course) answer(target float64) Answer {
	target *= 1 + 1e-12
	if _, t := c.least(upper); t <= target {
		return Yes
	}
	if _, t := c.least(lower); t > target {
		return No
	}
	return CannotTell
}

func finite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

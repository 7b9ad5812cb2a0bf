package analysis

import (
	"serialfraction/fit"
	"serialfraction/results/doctor"
)

// A BusyMachine is what other work on the machine took of the runs: workers were ready to run,
// and others had the CPUs.
type BusyMachine struct {
	Workers        int     `json:"workers"`         // the N at which it took most
	Share          float64 `json:"share"`           // of the time of the runs there
	SerialFraction float64 `json:"serial_fraction"` // what it adds to S; 0 where S cannot be divided
	Quota          bool    `json:"quota,omitempty"` // most of it was no other work, but the quota of the cgroup

	// Made reports whether it adds at least half of S, so that S is no property of the job.
	// Without is S of the same runs less what it took, nil where these determine none,
	// or the waits are not known so well.
	Made    bool          `json:"made"`
	Without *fit.Interval `json:"without"`
}

// Taker returns what took the CPUs, in words.
func (b *BusyMachine) Taker() string {
	if b.Quota {
		return "the CPU quota"
	}
	return "other work"
}

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
	if o == nil || s.fit == nil {
		return o
	}
	o.SerialFraction = s.loadPart()
	o.Made = s.mostlyLoad(o.SerialFraction)
	return o
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

// otherPrograms returns what other work took of programs that are timed whole. It made S where
// it may have taken so much that half of S goes without.
func (s *study) otherPrograms(t *takenTime) *BusyMachine {
	likely := t.about
	if likely == nil {
		likely = t.most
	}
	o := s.busiest(likely)
	if o == nil {
		return nil
	}
	o.Quota = t.byQuota
	if s.fit == nil {
		return o
	}
	if rest := s.less(likely); rest != nil {
		o.SerialFraction = s.fit.SerialFraction.Value - rest.Value
	}
	if rest := s.less(t.most); rest != nil {
		o.Made = s.mostlyLoad(s.fit.SerialFraction.Value - rest.Value)
	}
	return o
}

// busiest returns the N at which waits are the largest share of the runs; nil where they are
// hardly anything.
func (s *study) busiest(waits []float64) *BusyMachine {
	curve, err := s.fitted.fitPoints(s.level)
	if err != nil {
		return nil
	}
	o := &BusyMachine{}
	for _, p := range curve {
		if share := p.Of(waits) / p.Seconds.Value; share > o.Share {
			o.Workers, o.Share = p.Workers, share
		}
	}
	if o.Share < doctor.InterferenceShare {
		return nil
	}
	return o
}

// mostlyLoad reports whether a part of S that is load's makes the rest no property of the job.
func (s *study) mostlyLoad(part float64) bool {
	return s.fit.SerialFraction.Lo > 0 && part >= mostLoad*s.fit.SerialFraction.Value
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

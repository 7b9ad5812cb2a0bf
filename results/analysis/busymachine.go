package analysis

import (
	"serialfraction/fit"
	"serialfraction/results/doctor"
)

// A BusyMachine is what other work on the machine took of the runs: workers were ready to run,
// and others had the CPUs. Its times are those of the N that have a CPU for each worker, for
// beyond them the workers of the program wait for each other.
type BusyMachine struct {
	Workers        int     `json:"workers"`         // the N at which it took most
	Share          float64 `json:"share"`           // of the time of the runs there
	SerialFraction float64 `json:"serial_fraction"` // what it adds to S; 0 where S cannot be divided
	Quota          bool    `json:"quota,omitempty"` // most of it was no other work, but the quota of the cgroup

	// Made reports whether S is no property of the job: it adds at least half of S, or had the
	// CPUs for so much of the time ([BusyMachine.Much]) that S shows nothing, as where all N are
	// slowed alike. Without is S of the same runs less what it took, nil where these determine
	// none, or the waits are not known so well.
	Made    bool          `json:"made"`
	Without *fit.Interval `json:"without"`

	shares    map[int]float64 // of the time of the runs at each N that the figures are of
	estimated bool            // the waits were not measured thread by thread
}

const (
	mostLoad  = 0.5  // share of S from which other work leaves nothing to promise
	mostTaken = 0.25 // share of the time from which S, and what depends on it, shows nothing of the job
)

// Much reports whether a share of the time of runs is so large that without it they would have
// been others, and not the same runs less their waits: workers that take turns with other work
// are not in each other's way in caches and memory as they are on a quiet machine.
func (*BusyMachine) Much(share float64) bool { return share >= mostTaken }

// ShareAt returns the share of the time of the runs at n that it had the CPUs for. At an N
// beyond the CPUs it is taken to be that of the N where it took most.
func (b *BusyMachine) ShareAt(n int) float64 {
	if share, ok := b.shares[n]; ok {
		return share
	}
	return b.Share
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
	if o == nil {
		return nil
	}
	o.Quota = s.fitted.stoppedFor(waits)
	o.Made = o.Much(o.Share) && !s.file.Header.Processes() // whose processes take turns with their workers
	if s.fit != nil {
		o.SerialFraction = s.loadPart()
		o.Made = o.Made || s.mostlyLoad(o.SerialFraction)
	}
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
	o.Quota, o.estimated = t.byQuota, true
	o.Made = o.Much(o.Share)
	if s.fit == nil {
		return o
	}
	if rest := s.less(likely); rest != nil {
		o.SerialFraction = s.fit.SerialFraction.Value - rest.Value
	}
	if rest := s.less(t.most); rest != nil {
		o.Made = o.Made || s.mostlyLoad(s.fit.SerialFraction.Value-rest.Value)
	}
	return o
}

// busiest returns the N at which waits are the largest share of the runs, among those with a
// CPU for each worker; nil where they are hardly anything.
func (s *study) busiest(waits []float64) *BusyMachine {
	curve, err := s.fitted.fitPoints(s.level)
	if err != nil {
		return nil
	}
	o := &BusyMachine{shares: map[int]float64{}}
	for _, p := range curve {
		if cpus := s.capacity.cpus; cpus > 0 && float64(p.Workers) > cpus {
			continue
		}
		share := p.Of(waits) / p.Seconds.Value
		if o.shares[p.Workers] = share; share > o.Share {
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
	return s.fit != nil && s.fit.SerialFraction.Lo > 0 && part >= mostLoad*s.fit.SerialFraction.Value
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

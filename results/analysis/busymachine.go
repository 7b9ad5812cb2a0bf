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

	// Made reports whether it adds at least half of S, so that S is no property of the job.
	// Without is S of the same runs less what it took, nil where these determine none.
	Made    bool          `json:"made"`
	Without *fit.Interval `json:"without"`
}

// otherWork returns what other work took of the runs whose workers really ran at once, also
// where they are too few for a fit; nil where that was not measured, or is hardly anything.
// That a program waits is no sign of it.
func (s *study) otherWork() *BusyMachine {
	waits := s.fitted.machineSeconds()[byWaiting]
	if waits == nil {
		return nil
	}
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
	if s.division == nil {
		return o
	}
	for _, p := range s.division.parts {
		if p.Name == byWaiting {
			o.SerialFraction = p.SerialFraction
		}
	}
	o.Made = s.fit.SerialFraction.Lo > 0 && o.SerialFraction >= mostLoad*s.fit.SerialFraction.Value
	return o
}

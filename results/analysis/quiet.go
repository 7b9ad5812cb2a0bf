package analysis

import (
	"slices"

	"serialfraction/fit"
)

// OtherWork returns what other work on the machine took of the runs; nil where that is hardly
// anything, or unknown. The caller must not change it.
func (s *Sample) OtherWork() *BusyMachine { return s.study.other }

// Open are the ends of an interval that more repeats hardly move.
type Open struct{ Lo, Hi bool }

// Program returns the program's own S with intervals at a level, and the ends of that of S which
// allow for a large part that is the program's or the machine's. Where the two cannot be told
// apart, own is nil, and ProgramUnknown returns why.
func (s *Sample) Program(level float64) (own *fit.OwnSerial, open Open) {
	d := s.study.division
	if d == nil {
		return nil, open
	}
	own, doubts := d.program, d.doubts
	if level != s.study.level {
		var err error
		if own, doubts, err = s.study.programAt(d, level); err != nil {
			return nil, open
		}
	}
	ends := s.study.mostlyBetweenEnds(own)
	lo, hi := own.Serial().MostlyOpen()
	open.Lo = ends || lo
	open.Hi = ends || hi && !own.OpenLaw() || doubts != nil // which raise this end alone
	return own, open
}

// IfNothingShared reports whether the program's own S is under the condition of [NothingShared].
func (s *Sample) IfNothingShared() bool { return s.study.ifNothingShared() }

// OpenProgram is why more repeats hardly narrow the interval of the program's own S at an open end.
const OpenProgram = "most of the interval is what may be the program's or the machine's, which more repeats do not show"

// ProgramUnknown returns why the program's own S is not known; Divided where it is, or the
// runs support no S at all.
func (s *Sample) ProgramUnknown() Undivided { return s.study.undivided }

// WithoutWaits returns samples of the same runs less the time that other work took of them,
// whole and by cause: one where that was measured, and where it is estimated also one less the
// most that it may have taken. Of a run at an N beyond the CPUs, whose workers also wait for each
// other, it is the share that was taken at the N where most was. What is known from above alone
// may have no causes. There is none where OtherWork returns nil, or where the rest supports no
// fit although the runs do.
func (s *Sample) WithoutWaits() []*Sample {
	var all []*Sample
	for _, q := range s.study.quiet {
		all = append(all, &Sample{Scope: s.Scope, All: q.all.times(), Points: q.points, Fitted: q.fitted.times(),
			Fit: q.fit, Mean: q.mean, CPUs: s.CPUs, study: q, level: s.level})
	}
	return all
}

// withoutWaits returns studies of the same runs less what other work took of them, the likeliest
// first, without the division of their S; none where one of them supports no fit.
func (s *study) withoutWaits() []*study {
	fits := func(e timedRun) bool { return s.capacity.fits(e.Workers) }
	var all []*study
	for _, known := range s.fitted.knownWaits() {
		q := &study{file: s.file, capacity: s.capacity, level: s.level, undivided: s.undivided,
			all: s.all.withoutWaits(known, fits, s.other.ShareAt(0)), fitted: s.fitted.withoutWaits(known, fits, s.other.ShareAt(0))}
		if err := q.solve(); err != nil || (q.fit == nil) != (s.fit == nil) {
			return nil
		}
		all = append(all, q)
	}
	return all
}

// ceilingBeside returns the hull of the largest speed-up of the runs and those of the same runs less what
// other work took; nil where they determine none.
func (s *study) ceilingBeside() *fit.Interval {
	if s.fit == nil || len(s.quiet) == 0 {
		return nil
	}
	most := s.fit.MaxSpeedup
	for _, q := range s.quiet {
		most = most.Hull(q.fit.MaxSpeedup)
	}
	return &most
}

// A waitsKnown is how the waits of a ledger's runs for a CPU are known.
type waitsKnown int

const (
	byCause   waitsKnown = iota // each is a part of a cause
	nearly                      // of programs that are timed whole, estimated
	fromAbove                   // of them, or of workers that a coordinator lets wait: no more than this
)

// knownWaits returns how the waits are known, the likeliest first.
func (l *ledger) knownWaits() []waitsKnown {
	switch t := l.taken(); {
	case t == nil && l.hidesWaits(), t != nil && t.about == nil:
		return []waitsKnown{fromAbove}
	case t == nil:
		return []waitsKnown{byCause}
	case slices.Equal(t.about, t.most):
		return []waitsKnown{nearly}
	}
	return []waitsKnown{nearly, fromAbove}
}

// withoutWaits returns a ledger without the waits for a CPU. Those of the runs that measured
// does not select are taken to be a share of all their seconds. It has no causes where it is not
// known of which the waits are.
func (l *ledger) withoutWaits(known waitsKnown, measured func(timedRun) bool, share float64) *ledger {
	rest := *l
	rest.ends = nil
	for _, end := range l.ends {
		rest.ends = append(rest.ends, end.withoutWaits(known, measured, share))
	}
	rest.obs = slices.Clone(l.obs)
	columns := l.columns
	waits := l.machineSeconds()[byWaiting]
	var taken []float64 // of programs that are timed whole
	if t := l.taken(); t != nil && known == nearly {
		taken = t.about
	} else if t != nil {
		taken = t.most
	} else if known == fromAbove {
		waits, columns = l.waits(), nil
	}
	for i, waited := range waits {
		rest.obs[i].Seconds -= waited
	}
	for i, waited := range taken {
		rest.obs[i].Seconds -= waited
	}
	stolen := l.stolen()
	rest.columns = nil
	for _, col := range columns {
		less := column{cause: col.cause, seconds: slices.Clone(col.seconds)}
		if col.cause.name == "idle" {
			for i, waited := range taken {
				less.seconds[i] -= waited
			}
		}
		for _, p := range col.parts {
			lost := make([]float64, len(p.seconds))
			switch {
			case p.owner != ownerMachine:
			case p.way == byWaiting:
				lost = p.seconds
			case p.way == byBlocking:
				lost = stolen
			}
			kept := part{name: p.name, owner: p.owner, way: p.way, seconds: slices.Clone(p.seconds)}
			for i, s := range lost {
				kept.seconds[i] -= s
				less.seconds[i] -= s
			}
			less.parts = append(less.parts, kept)
		}
		rest.columns = append(rest.columns, less)
	}
	for i, e := range l.runs {
		if measured(e) {
			continue
		}
		rest.obs[i].Seconds = l.obs[i].Seconds * (1 - share)
		for k, col := range columns {
			rest.columns[k].seconds[i] = col.seconds[i] * (1 - share)
			for j, p := range col.parts {
				rest.columns[k].parts[j].seconds[i] = p.seconds[i] * (1 - share)
			}
		}
	}
	return &rest
}

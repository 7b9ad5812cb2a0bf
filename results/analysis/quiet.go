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
	if s.study.division == nil {
		return nil, open
	}
	own, doubts, err := s.study.programAt(s.study.division, level)
	if err != nil {
		return nil, open
	}
	open.Lo = s.study.betweenEnds(own) > (own.SerialFraction.Hi-own.SerialFraction.Lo)/2
	open.Hi = open.Lo || doubts != nil // which raise this end alone
	return own, open
}

// OpenProgram is why more repeats hardly narrow the interval of the program's own S at an open end.
const OpenProgram = "most of the interval is what may be the program's or the machine's, which more repeats do not show"

// ProgramUnknown returns why the program's own S is not known; Divided where it is, or the
// runs support no S at all.
func (s *Sample) ProgramUnknown() Undivided { return s.study.undivided }

// WithoutWaits returns the sample of the same runs less the time that other work took of them,
// whole and by cause. Of a run at an N beyond the CPUs, whose workers also wait for each
// other, it is the share that was taken at the N where most was. WithoutWaits returns nil
// where OtherWork does, or where the rest supports no fit although the runs do.
func (s *Sample) WithoutWaits() *Sample {
	q := s.study.quiet
	if q == nil {
		return nil
	}
	return &Sample{Scope: s.Scope, All: q.all.times(), Points: q.points, Fitted: q.fitted.times(),
		Fit: q.fit, Mean: q.mean, CPUs: s.CPUs, study: q, level: s.level}
}

// withoutWaits returns a study of the same runs less what other work took of them, without
// the division of its S; nil where they support no fit.
func (s *study) withoutWaits() *study {
	if t := s.fitted.taken(); t != nil && t.about == nil {
		return nil // only a bound is known
	}
	if s.fitted.hidesWaits() {
		return nil
	}
	fits := func(e timedRun) bool { return s.capacity.fits(e.Workers) }
	q := &study{file: s.file, capacity: s.capacity, level: s.level, undivided: s.undivided,
		all: s.all.withoutWaits(fits, s.other.Share), fitted: s.fitted.withoutWaits(fits, s.other.Share)}
	if err := q.solve(); err != nil || (q.fit == nil) != (s.fit == nil) {
		return nil
	}
	return q
}

// withoutWaits returns a ledger without the waits for a CPU. Those of the runs that measured
// does not select are taken to be a share of all their seconds.
func (l *ledger) withoutWaits(measured func(timedRun) bool, share float64) *ledger {
	rest := *l
	rest.obs = slices.Clone(l.obs)
	for i, waited := range l.machineSeconds()[byWaiting] {
		rest.obs[i].Seconds -= waited
	}
	var taken []float64 // of programs that are timed whole
	if t := l.taken(); t != nil {
		taken = t.about
	}
	for i, waited := range taken {
		rest.obs[i].Seconds -= waited
	}
	stolen := l.stolen()
	rest.columns = nil
	for _, col := range l.columns {
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
		for k, col := range l.columns {
			rest.columns[k].seconds[i] = col.seconds[i] * (1 - share)
			for j, p := range col.parts {
				rest.columns[k].parts[j].seconds[i] = p.seconds[i] * (1 - share)
			}
		}
	}
	return &rest
}

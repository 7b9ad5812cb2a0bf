package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
)

// Some of what slows rows down may be the program's or the machine's, and no account of the
// system shows which:
//
//   - threads that are blocked within rows, by a lock of the program's or by the machine;
//   - the collector, which works for what rows allocate, and which a busy machine stretches;
//   - slower execution. Rows that write what others read or write, as a counter that all of them
//     increment, slow each other down as busy memory does.
//
// The value of the program's own S has none of it, and the upper end of its interval has the
// first two. Of the third it has what a control shows: independent copies share no rows, so what
// execution has beyond theirs may be the program's. Without that the program's S is under a
// condition ([study.ifNothingShared]). A control is no proof of it, for copies share what
// belongs to the code and not to its rows.

// A doubt is a part of S that may be the program's or the machine's.
type doubt struct {
	way   string
	share fit.Interval // of S, in units of the program's own time at N = 1
}

// allowForDoubts raises the upper end of own's S to where all that is in doubt is the program's,
// and returns the doubts that are worth a word. plain is own's S by the scatter of the runs alone.
func (s *study) allowForDoubts(own *fit.OwnSerial, plain fit.Interval, d *division) (worth []doubt, err error) {
	var slept fit.Interval // what threads that slept and the collector add to S
	if d.taken[byBlocking] != nil || d.taken[byCollector] != nil {
		with, err := fit.OwnSerialOf(s.fitted.splitRuns(s.offCPU(d)), nil, nil, plain.Level)
		if err != nil {
			return nil, err
		}
		slept = raisedBy(with.SerialFraction, plain)
	}
	raised, beyond := slept.Hi, s.beyondCopies(own.T1, plain.Level)
	if beyond.Lo > 0 {
		raised += beyond.Hi
	}
	own.SerialFraction.Hi, own.Most = own.SerialFraction.Hi+raised, own.Most+raised
	own.MaxSpeedup.Lo = max(1, 1/(1/own.MaxSpeedup.Lo+raised))

	if isLarge(slept, own) {
		worth = append(worth, doubt{d.mostOffCPU(own), slept})
	}
	if beyond.Lo > 0 && isLarge(beyond, own) {
		worth = append(worth, doubt{byExecution, beyond})
	}
	return worth, nil
}

// raisedBy returns what a doubt adds to S, of which most is the interval with it and plain that
// without it. Its upper end is what it raises that of S by, at least 0: how far the upper end of
// plain reaches by itself is no part of the doubt.
func raisedBy(most, plain fit.Interval) fit.Interval {
	raised := max(0, most.Value-plain.Value)
	if !math.IsInf(plain.Hi, 1) {
		raised = max(raised, most.Hi-plain.Hi)
	}
	return fit.Interval{Value: most.Value - plain.Value, Lo: most.Lo - plain.Value, Hi: raised, Level: plain.Level}
}

// offCPU returns the program's seconds of every run if it is the program that blocks its threads and
// calls the collector.
func (s *study) offCPU(d *division) (overhead, work []float64) {
	overhead, work = slices.Clone(d.seconds.overhead), slices.Clone(d.seconds.work)
	for i, blocked := range d.taken[byBlocking] {
		overhead[i] += blocked
		work[i] = max(0, work[i]-blocked)
	}
	for i, collected := range d.taken[byCollector] { // it is not in work
		overhead[i] += collected
	}
	return overhead, work
}

// doubted returns the seconds of every run of l that may be the program's or the machine's: those off
// the CPU and, where independent copies are slowed down less than rows, the share of those on it that
// makes the difference. It is nil where there are none.
func (s *study) doubted(l *ledger) []float64 {
	by := l.machineSeconds()
	of := [][]float64{by[byBlocking], by[byCollector]}
	if share := s.shareBeyondCopies(); share > 0 {
		_, own := l.execution()
		own = slices.Clone(own)
		for i := range own {
			own[i] *= share
		}
		of = append(of, own)
	}
	of = slices.DeleteFunc(of, func(seconds []float64) bool { return seconds == nil })
	if len(of) == 0 {
		return nil
	}
	return summed(len(l.runs), of, func(seconds []float64) []float64 { return seconds })
}

// mostOffCPU returns which of the two took more.
func (d *division) mostOffCPU(own *fit.OwnSerial) string {
	if d.taken[byBlocking] == nil || d.taken[byCollector] != nil && own.Charge(d.taken[byCollector]) > own.Charge(d.taken[byBlocking]) {
		return byCollector
	}
	return byBlocking
}

// largeDoubt is the share of the program's S from which a doubt is large.
const largeDoubt = 0.1

// isLarge reports whether a doubt is large, or leaves the upper end of own far off.
func isLarge(share fit.Interval, program *fit.OwnSerial) bool {
	own := program.SerialFraction
	large, half := largeDoubt*own.Value, own.Value-own.Lo-program.Beside()
	known := share.Lo > 0 && share.Value > large
	return known || own.Hi-own.Value > 2*half && share.Hi > max(large, half)
}

// beyondCopies returns what slower execution adds to the program's S beyond what independent
// copies of the work add to theirs, in units of t1, the program's time at N = 1; the zero Interval where
// no control was made, or the copies do not show it.
func (s *study) beyondCopies(t1, level float64) (none fit.Interval) {
	rows, copies, ok := s.slowed(level)
	if !ok {
		return none
	}
	_, own := s.fitted.execution()
	return times(rows.Minus(copies), s.curve[0].Of(own)/t1)
}

// shareBeyondCopies returns the largest share of slower execution that is beyond that of independent
// copies, at most 1; 0 where it may be none of it, or no control was made.
func (s *study) shareBeyondCopies() float64 {
	rows, copies, ok := s.slowed(s.level)
	beyond := rows.Minus(copies)
	switch {
	case !ok, beyond.Lo <= 0:
		return 0
	case beyond.Hi >= rows.Value:
		return 1
	}
	return beyond.Hi / rows.Value
}

// slowed returns S of what rows take on a CPU, and that of independent copies of the work. ok is false
// where no control was made, or one of the two is not determined.
func (s *study) slowed(level float64) (rows, copies fit.Interval, ok bool) {
	_, control, _ := s.file.Timed()
	l, err := newControlLedger(s.file, capacityOf(&s.file.Header, true, control).within(control))
	if err != nil {
		return rows, copies, false
	}
	mine, _ := s.fitted.execution()
	theirs, _ := l.execution()
	slower, err := fit.Amdahl(mine, estimator, level)
	if err != nil {
		return rows, copies, false
	}
	slowed, err := fit.Amdahl(theirs, estimator, level)
	if err != nil {
		return rows, copies, false
	}
	return slower.SerialFraction, slowed.SerialFraction, true
}

// execution returns the time that rows took on a CPU, as readings and run by run; nil where it was
// not measured apart from waits.
func (l *ledger) execution() (readings []fit.Observation, seconds []float64) {
	col, _ := l.column("inflation", ownerMachine)
	i := slices.IndexFunc(col.parts, func(p part) bool { return p.name == "execution" })
	if i < 0 {
		return nil, nil
	}
	seconds = col.parts[i].seconds
	for i, s := range seconds {
		readings = append(readings, fit.Observation{Workers: l.runs[i].Workers, Seconds: s})
	}
	return readings, seconds
}

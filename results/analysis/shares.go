package analysis

import (
	"slices"

	"serialfraction/fit"
)

// The two numbers of a sweep. S of its runs is that of program and machine together, and
// changes with what else the machine does. The program's own S is that of the same job on
// a machine that takes nothing from it, so that it is the same under load.
//
// With the seconds p of a run that are the program's by leaf (holdings), and the time x(1) in
// the kernel at N = 1 less what the machine took of it, the program alone needs
//
//	y(N) = p + x(1)/N
//
// S of that series is the program's own, and what S of the runs has beyond it is the
// machine's. T(1) is no unit for the program: a busy loop on every CPU doubles it.

// A division is S of the runs, divided between the program and the machine.
type division struct {
	program *fit.OwnSerial
	machine fit.Interval // S of the runs less the program's
	parts   []MachinePart
	start   float64 // what the start of the workers is of the program's S: it is the same for any number of rows
	doubts  []doubt // that are worth a word; the intervals of program allow for all

	seconds splitSeconds
	taken   map[string][]float64 // by the machine in seconds of every run, by way
}

// splitSeconds are the seconds of every run that the program's own S is read from: beside its
// work, and in the kernel.
type splitSeconds struct{ overhead, work []float64 }

// part returns what the machine adds to S in one way.
func (d *division) part(way string) float64 {
	for _, p := range d.parts {
		if p.Name == way {
			return p.SerialFraction
		}
	}
	return 0
}

// A MachinePart is what the machine adds to S in one way. The parts add up to what it adds.
type MachinePart struct {
	Name           string  `json:"name"`
	SerialFraction float64 `json:"serial_fraction"`
}

// Undivided is why the program's part of S and the machine's cannot be told apart.
type Undivided string

// The reasons.
const (
	Divided      Undivided = ""              // they can
	WholeProgram Undivided = "whole program" // only its CPU time against the rest is seen
	NoWorkers    Undivided = "no workers"    // the workers of a run were not timed one by one
	NoMachine    Undivided = "simulated"     // no machine made the runs
	Queue        Undivided = "queue"         // what its coordinator waited for a CPU was not measured
	NoOwnFit     Undivided = "no fit"        // the program's seconds do not determine S
)

// undividedWords has the reasons, of the program's own S.
var undividedWords = map[Undivided]string{
	WholeProgram: "of a whole program only CPU time is seen",
	NoWorkers:    "its workers were not timed one by one",
	NoMachine:    "it was simulated",
	Queue:        "what its coordinator waited for a CPU was not measured",
	NoOwnFit:     "its runs do not determine it",
}

// Words returns the reason, of the program's own S; "" where it is known.
func (u Undivided) Words() string { return undividedWords[u] }

// divide divides S of the fitted runs; why is the reason where it does not.
func (s *study) divide() (d *division, why Undivided) {
	l := s.fitted
	kernel, ok := l.kernel()
	switch {
	case l.header.WholePrograms():
		return nil, WholeProgram
	case l.header.Simulated():
		return nil, NoMachine
	case !ok || !l.every(hasWorkers):
		return nil, NoWorkers
	case l.header.Coordinated():
		return nil, Queue
	}
	d = &division{seconds: splitSeconds{owned(l.holdings(false), ownerProgram), kernel}, taken: l.machineSeconds()}
	var err error
	if d.program, d.doubts, err = s.programAt(d, s.fit.SerialFraction.Level); err != nil {
		return nil, NoOwnFit
	}
	d.machine = s.fit.Beyond(d.program, s.level).Interval
	d.start = d.program.Charge(l.startSeconds())
	d.parts = s.machineParts(d)
	return d, Divided
}

// programAt returns S of the program with intervals at a level. They allow for what may be the
// program's or the machine's; doubts are the parts of that which are worth a word.
func (s *study) programAt(d *division, level float64) (own *fit.OwnSerial, doubts []doubt, err error) {
	if own, err = s.ownSerial(d.seconds.overhead, d.seconds.work, level); err != nil {
		return nil, nil, err
	}
	plain := own.SerialFraction
	if err = s.allowForCosts(own, d.seconds.overhead, d.seconds.work); err != nil {
		return nil, nil, err
	}
	doubts, err = s.allowForDoubts(own, plain, d)
	return own, doubts, err
}

// ownSerial returns S of the program, from its own seconds and those in the kernel of every
// run.
func (s *study) ownSerial(program, kernel []float64, level float64) (*fit.OwnSerial, error) {
	return fit.OwnSerialOf(s.fitted.splitRuns(program, kernel), nil, s.fitted.blocks(), level)
}

// splitRuns returns the runs with the seconds of the program and those in the kernel.
func (l *ledger) splitRuns(program, kernel []float64) []fit.SplitRun {
	runs := make([]fit.SplitRun, len(l.runs))
	for i, e := range l.runs {
		runs[i] = fit.SplitRun{Workers: e.Workers, Overhead: program[i]}
		if e.Workers == 1 {
			runs[i].Work = kernel[i]
		}
	}
	return runs
}

// allowForCosts widens the intervals of own to those of both ends between which the imbalance of
// the program lies, with their errors: these are the same in every run, so that the scatter of
// the runs does not have them.
func (s *study) allowForCosts(own *fit.OwnSerial, program, kernel []float64) error {
	l := s.fitted
	if l.even == nil {
		return nil
	}
	for _, end := range []tails{l.even.least, l.even.most} {
		overhead := slices.Clone(program)
		for i, e := range l.runs {
			overhead[i] += end.all[e.Workers] - l.even.middle(e.Workers)
		}
		other, err := fit.OwnSerialOf(l.splitRuns(overhead, kernel), end.groups, l.blocks(), own.SerialFraction.Level)
		if err != nil {
			return err
		}
		own.SerialFraction = own.SerialFraction.Hull(other.SerialFraction)
		own.Least, own.Most = min(own.Least, other.Least), max(own.Most, other.Most)
		own.MaxSpeedup = own.MaxSpeedup.Hull(other.MaxSpeedup)
	}
	return nil
}

// startSeconds returns what the program takes to start its workers, in every run.
func (l *ledger) startSeconds() []float64 {
	if col, ok := l.column("spawn", ownerProgram); ok {
		if h, ok := col.held(ownerProgram); ok {
			return h.seconds
		}
	}
	return make([]float64, len(l.runs))
}

// kernel returns the seconds of every run in the kernel, without what is an overhead of the program's
// and without the delays that the machine added and that were measured. A thread that is blocked while the hypervisor runs another
// guest is delayed by it; one that waits for data is at work. ok is false where the time
// in the kernel was not measured.
func (l *ledger) kernel() (seconds []float64, ok bool) {
	col, ok := l.column("inflation", ownerMachine)
	if !ok {
		return nil, false
	}
	seconds = slices.Clone(col.seconds)
	for _, p := range col.parts {
		if p.owner == ownerProgram || p.way == byWaiting || p.way == byCollector {
			for i, lost := range p.seconds {
				seconds[i] -= lost
			}
		}
	}
	for i, lost := range l.stolen() {
		seconds[i] = max(0, seconds[i]-lost)
	}
	return seconds, true
}

// column returns the column of a cause by its name and owner.
func (l *ledger) column(name, owner string) (column, bool) {
	i := slices.IndexFunc(l.columns, func(c column) bool { return c.cause.name == name && c.cause.owner == owner })
	if i < 0 {
		return column{}, false
	}
	return l.columns[i], true
}

// stolen returns the seconds that the hypervisor took from a worker of each run, as far as
// the worker's thread was blocked: a stolen CPU is neither used nor waited for.
func (l *ledger) stolen() []float64 {
	lost := make([]float64, len(l.runs))
	col, _ := l.column("inflation", ownerMachine)
	for _, p := range col.parts {
		if p.way != byBlocking {
			continue
		}
		for i, e := range l.runs {
			if e.System.Steal != nil {
				lost[i] = max(0, min(p.seconds[i], e.System.Steal.Seconds()/float64(e.Workers)/l.divisor(e)))
			}
		}
	}
	return lost
}

package plan

import (
	"fmt"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/timings/curves"
)

// A Basis is what is known of a job before the question.
type Basis struct {
	Source  string         // where it comes from, for people
	Rows    float64        // that were timed; 0 = not known
	Seconds *fit.Interval  // on one worker; nil = nothing was timed
	Serial  *fit.Interval  // S of this program on this machine, over all laws; nil = nothing is known
	Laws    []fit.Prospect // that the data leave open, the one that S is read from first; nil with Log
	Program *fit.Interval  // S of the program on a machine that takes nothing from it; nil = not known
	Own     float64        // part of Seconds that the program needs there; 0 = all

	Busy *analysis.BusyMachine // what other work took of the runs; nil = hardly anything, or unknown

	Causes []Cause // of S, the largest first; nil = not measured
	Fixed  float64 // part of what is lost at the largest N that does not grow with the rows, assumed as of causes

	Assumes *fit.Assumption // what its forecasts of larger N assume; nil where the runs check the law

	Removals []analysis.Removal  // what may be promised of causes, the largest first; nil = nothing
	Doubt    analysis.Unpromised // why Removals is empty, or says nothing for sure beyond the N measured

	Measured []Measured // points whose speed-up no law may contradict
	Misfit   *Misfit    // nil where the points lie on the law, or nothing shows that they do not
	Fitted   []float64  // the N that gave S, ascending; nil = none
	Room     advice.Room

	Log *Log // that accounts for S, and is played at other N; nil = S is of no log

	Mean        bool // Seconds and Serial are of the mean time, where that of the typical run is another
	MeanUnknown bool // slow runs make the mean time another, and too few were seen to know it
	Simulated   bool // no machine was timed
	Interrupted bool // the sweep was
	LeftOut     int  // other sizes of the same sweep, whose S other work made
	Repeats     int  // runs at an N that was fitted, on average

	choice *fit.Choice // that the laws are of; nil where S is assumed
}

// A Cause is a part of S.
type Cause struct {
	Name   string
	Serial fit.Interval // its part of S
	Own    float64      // of that, the program's
	Fixed  bool         // it does not grow with the rows: assumed, by what the cause is
}

// Measured is the speed-up at one N.
type Measured struct {
	Workers float64
	Speedup fit.Interval
}

// Assumed returns the basis of an S that nobody measured.
func Assumed(s float64) (Basis, error) {
	if !(s >= 0 && s <= 1) {
		return Basis{}, bad("serial_fraction", "S lies between 0 and 1")
	}
	exactly := fit.Interval{Value: s, Lo: s, Hi: s, Level: 1}
	return Basis{Source: "assumed", Serial: &exactly, Laws: []fit.Prospect{fit.Assumed(exactly)}}, nil
}

// fixed names the causes that depend on the number of workers and not on that of the rows.
var fixed = map[string]bool{"spawn": true}

// OfSweep returns the basis of a sweep, as its report has it. The error is the reason why the
// runs do not give S.
func OfSweep(source string, a *analysis.Report) (Basis, error) {
	if a.SerialFraction == nil || a.Choice == nil || !a.SerialFraction.Determined() {
		return Basis{}, noFit(source, a.Verdict, a.Advice)
	}
	b := Basis{Source: source, Rows: float64(a.Data.Rows), Seconds: a.T1Seconds, Serial: rounded(*a.SerialFraction), Laws: a.Choice.Prospects(),
		Removals: a.Without, Doubt: a.WithoutUnknown, Room: a.Room, Simulated: a.Simulated, Interrupted: a.Interrupted,
		Busy: a.OtherWork}
	b.Assumes = a.AssumedLaw
	if own := a.ProgramSerialFraction; own != nil && own.Determined() {
		b.Program, b.Own = rounded(*own), a.ProgramSeconds/a.T1Seconds.Value
	}
	for _, c := range a.Causes {
		b.Causes = append(b.Causes, Cause{Name: c.Name, Serial: c.Interval, Own: ownPart(c), Fixed: fixed[c.Name]})
	}
	for _, p := range a.Points {
		if p.Workers > 1 {
			b.Measured = append(b.Measured, Measured{float64(p.Workers), p.Speedup})
		}
		if p.KarpFlatt != nil && p.Fitted {
			b.Fixed = 0
			for name := range fixed {
				if c := p.Causes[name]; c > 0 {
					b.Fixed += c / max(*p.KarpFlatt, c)
				}
			}
		}
	}
	for _, n := range a.FittedWorkers {
		b.Fitted = append(b.Fitted, float64(n))
	}
	b.Repeats = a.Runs / len(a.FittedWorkers)
	b.choice = a.Choice
	var one *fit.Interval
	if a.Points[0].Workers == 1 {
		one = &a.Points[0].Seconds
	}
	if b = b.offLaw(one, b.Measured); b.loaded() { // its slow runs are those of other work
		return b, nil
	}
	return b.weighMean(a.MeanStanding), nil
}

// laws returns the laws of the job that was timed.
func (b Basis) laws() []law {
	if b.Log != nil {
		return []law{b.Log.law()}
	}
	var all []law
	for _, p := range b.Laws {
		if by := lawOf(p); b.Misfit != nil {
			all = append(all, b.Misfit.moved(by))
		} else {
			all = append(all, by)
		}
	}
	return all
}

// ownPart returns what the program owns of a cause.
func ownPart(c analysis.Cause) float64 {
	if len(c.Parts) == 0 {
		if c.Owner == "program" {
			return c.Interval.Value
		}
		return 0
	}
	own := 0.0
	for _, p := range c.Parts {
		own += ownPart(p)
	}
	return own
}

// OfTimings returns the basis of a series of timings.
func OfTimings(source string, a *curves.Analysis) (Basis, error) {
	if a.Weak {
		return Basis{}, &NoFit{Source: source, Why: "its work grows with N (weak scaling), where no N makes the same job shorter; time one job at several N"}
	}
	if a.SerialFraction == nil || a.Choice == nil || !a.SerialFraction.Determined() {
		return Basis{}, noFit(source, a.Verdict, a.Advice)
	}
	b := Basis{Source: source, Serial: rounded(*a.SerialFraction), Laws: a.Choice.Prospects(), Fitted: a.FittedWorkers, Room: a.Room, Simulated: a.Simulated}
	if a.Quantity == curves.Time {
		b.Seconds = a.T1Seconds
	}
	for _, p := range a.Points {
		if p.Workers > 1 {
			b.Measured = append(b.Measured, Measured{p.Workers, p.Speedup})
		}
	}
	b.Assumes, b.choice = a.AssumedLaw, a.Choice
	var one *fit.Interval
	if a.Points[0].Workers == 1 {
		one = &a.Points[0].Seconds
	}
	b = b.offLaw(one, b.Measured)
	return b.weighMean(a.MeanStanding), nil
}

// rounded returns an S that may be 0 where only rounding keeps it above.
func rounded(s fit.Interval) *fit.Interval {
	const rounding = 1e-9
	if s.Lo < rounding {
		s.Lo = min(0, s.Lo)
	}
	return &s
}

// A NoFit is the error of a source that does not give S.
type NoFit struct {
	Source string
	Why    string      // and what would settle it
	Need   advice.Need // the sweep that would

	SlotsUnknown bool // of a log that does not tell how many slots there were, which would
}

func (e *NoFit) Error() string { return fmt.Sprintf("%s gives no S: %s", e.Source, e.Why) }

// noFit returns the error of a verdict that cannot tell S, with the fact that is the reason. A
// sweep of paced rows, which are slower, gives S of another job.
func noFit(source, verdict string, all []advice.Advice) error {
	if facts := advice.At(advice.Verdict, all); len(facts) > 0 {
		why := advice.Unpaced(facts[0].Fact)
		return &NoFit{Source: source, Why: why.Message(), Need: why.Need()}
	}
	return &NoFit{Source: source, Why: strings.TrimSuffix(verdict, ".")}
}

package compare

import (
	"fmt"
	"math"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A sweep is compared, alone or as one of several of its side, with the noise of all its quantities.
type sweep struct {
	Side
	file   *results.File
	sample *analysis.Sample
	own    *analysis.Sample // with the program's own S: sample, or that of which it lacks the waits
	level  float64
	rated  []int       // N of which the largest with a CPU for each worker has the rate: those of all sweeps of its side
	all    *fit.Spread // of all runs
	fitted *fit.Spread // of those that were fitted; nil without a fit
	quiet  []*sweep    // without what other work took, and without the most it may have; none where none did, or the rest supports no fit
}

func newSweep(name string, sample *analysis.Sample, level float64) (*sweep, error) {
	sample, err := sample.At(level)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s, err := sweepOf(name, sample, sample, level)
	if err != nil {
		return nil, err
	}
	s.OtherWork, s.ProgramUnknown = sample.OtherWork(), sample.ProgramUnknown()
	for _, rest := range sample.WithoutWaits() {
		quiet, err := sweepOf(name, rest, sample, level)
		if err != nil {
			return nil, err
		}
		s.quiet = append(s.quiet, quiet)
	}
	return s, nil
}

// sweepOf returns the side of a sample. Own is the sample of which the program's own S is.
func sweepOf(name string, sample, own *analysis.Sample, level float64) (*sweep, error) {
	f := own.File
	s := &sweep{file: f, sample: sample, own: own, level: level, Side: Side{Name: name, Machine: f.Header.Machine, Fitted: []int{}}}
	var err error
	if s.all, err = fit.NewSpread(s.sample.All.Runs); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, p := range s.sample.Points {
		s.Workers = append(s.Workers, p.Workers)
	}
	s.rated = s.Workers
	seen := map[int]bool{}
	for _, b := range s.sample.All.Blocks {
		seen[b] = true
	}
	s.Repeats = len(seen)
	if s.sample.Fit == nil {
		return s, nil
	}
	s.Model, s.Fitted, s.AssumedLaw = s.sample.Fit.Model, s.sample.Fit.Workers, s.sample.Fit.Assumes()
	if p, _ := own.Program(level); p != nil {
		s.ProgramSerialFraction, s.MachineSerialFraction = &p.SerialFraction, new(sample.Fit.Beyond(p, level).Interval)
	}
	s.fitted, err = fit.NewSpread(s.sample.Fitted.Runs)
	return s, err
}

// A reading is a quantity of one side on the scale on which it is compared: its logarithm
// if it is compared as a ratio.
type reading struct {
	fit.Estimate
	open         bool              // more repeats do not narrow below and above
	below, above float64           // how much further than noise explains the truth may be, at the level of the side
	terms        []float64         // contribution of every run; nil if the noise does not come from the runs
	runs         []fit.Observation // parallel to terms, as blocks is
	blocks       []int
	locations    map[int]float64 // of the terms at each N
	measured     bool            // a quantity of a few N; else of the fit
	repeats      int             // of every N that are worth as much as the runs
	shown        fit.Interval    // in the unit of the row
	share        *float64        // of S, for a cause
}

// at returns the point of n workers, which the side must have.
func (s *sweep) at(n int) fit.Point {
	for _, p := range s.sample.Points {
		if p.Workers == n {
			return p
		}
	}
	panic("compare: no such N")
}

// logTime adds sign·log T of every run at n to terms, which are parallel to all runs.
func (s *sweep) logTime(terms []float64, n int, sign float64) {
	for i, r := range s.sample.All.Runs {
		if r.Workers == n {
			terms[i] += sign * math.Log(r.Seconds)
		}
	}
}

// measured returns the reading of a quantity whose logarithm is log, a sum over points;
// terms are the contributions of the runs, and ns the N of those that contribute.
func (s *sweep) measured(log float64, terms []float64, ns ...int) reading {
	r := reading{Estimate: s.all.Estimate(log, terms), terms: terms, locations: s.all.Locations(terms), measured: true,
		runs: s.sample.All.Runs, blocks: s.sample.All.Blocks}
	noise := 0.0 // of the sum, that of a run being 1
	for _, n := range ns {
		noise += 1 / float64(s.at(n).Runs)
	}
	r.repeats = int(math.Round(float64(len(ns)) / noise))
	r.shown = exp(r.Interval(s.level))
	return r
}

// seconds returns T(n).
func (s *sweep) seconds(n int) reading {
	terms := make([]float64, len(s.sample.All.Runs))
	s.logTime(terms, n, 1)
	return s.measured(math.Log(s.at(n).Seconds.Value), terms, n)
}

// speedup returns T(1)/T(n).
func (s *sweep) speedup(n int) reading {
	terms := make([]float64, len(s.sample.All.Runs))
	s.logTime(terms, 1, 1)
	s.logTime(terms, n, -1)
	return s.measured(math.Log(s.at(1).Seconds.Value/s.at(n).Seconds.Value), terms, 1, n)
}

// full returns the largest N of the rate whose workers each had a CPU.
func (s *sweep) full() int {
	most := 1
	for _, n := range s.rated {
		if s.sample.Fits(n) {
			most = n
		}
	}
	return most
}

// rate returns the rows per second and worker at N = full.
func (s *sweep) rate() reading {
	n := s.full()
	terms := make([]float64, len(s.sample.All.Runs))
	s.logTime(terms, n, -1)
	rows := float64(s.file.Header.Data.Rows)
	return s.measured(math.Log(rows/float64(n)/s.at(n).Seconds.Value), terms, n)
}

// fromFit returns the reading of a quantity of the fitted law. It has terms only if its
// noise comes from the repeats: not if the law does not fit the runs, nor if it has a knee,
// which the terms take as known though it was estimated.
func (s *sweep) fromFit(e fit.Estimate, terms []float64) reading {
	r := reading{Estimate: e, repeats: s.sample.Fit.Repeats()}
	if f := s.sample.Fit; !f.Widened && f.Model != fit.Capped.Name {
		r.terms, r.locations = terms, s.fitted.Locations(terms)
		r.runs, r.blocks = s.sample.Fitted.Runs, s.sample.Fitted.Blocks
	}
	return r
}

func (s *sweep) t1() reading {
	t1, _, _, _ := s.sample.Fit.Estimates()
	r := s.fromFit(t1, s.sample.Fit.T1Terms())
	r.shown = s.sample.Fit.T1
	return r
}

func (s *sweep) serial() reading {
	_, serial, below, above := s.sample.Fit.Estimates()
	seconds := make([]float64, len(s.sample.Fitted.Runs))
	for i, o := range s.sample.Fitted.Runs {
		seconds[i] = o.Seconds
	}
	r := s.fromFit(serial, s.sample.Fit.Terms(seconds))
	r.below, r.above, r.shown = below, above, s.sample.Fit.SerialFraction
	lo, hi := s.sample.Fit.Open()
	r.open = lo || hi
	return r
}

// cause returns the part of S that is charged to a cause; ok is false if the cause was not
// measured.
func (s *sweep) cause(name string) (r reading, ok bool) {
	f := s.sample.Fit
	for _, c := range s.sample.Fitted.Causes {
		if c.Name != name {
			continue
		}
		r.terms, r.runs, r.blocks = f.Terms(c.Seconds), s.sample.Fitted.Runs, s.sample.Fitted.Blocks
		r.locations, r.repeats = s.fitted.Locations(r.terms), f.Repeats()
		r.Estimate = s.fitted.Estimate(f.Charge(c.Seconds), r.terms)
		switch first := c.Seconds[0]; {
		case !same(c.Seconds):
		case first == 0:
			r.Estimate = fit.Exactly(0)
		default: // measured once, as loading is: its noise is unknown
			r.Estimate, r.terms = fit.Estimate{Value: r.Value}, nil
		}
		r.shown = r.Interval(s.level)
		if f.SerialFraction.Lo > 0 {
			r.share = new(r.Value / f.SerialFraction.Value)
		}
		return r, true
	}
	return r, false
}

// same reports whether all numbers are equal.
func same(x []float64) bool {
	for _, v := range x {
		if v != x[0] {
			return false
		}
	}
	return true
}

// ceiling returns the greatest speed-up of any N, with its interval at level.
func (s *sweep) ceiling(level float64) fit.Interval {
	f := s.sample.Fit
	_, serial, _, _ := f.Estimates()
	c := f.MaxSpeedup
	switch {
	case !(serial.DF > 0):
		return fit.Interval{Value: c.Value, Lo: math.Inf(-1), Hi: math.Inf(1), Level: level}
	case s.ceilingOfS():
		return f.Serial(level).Reciprocal()
	}
	wider := serial.Widening(level, s.level)
	scale := func(end float64) float64 { return c.Value * math.Pow(end/c.Value, wider) }
	return fit.Interval{Value: c.Value, Lo: scale(c.Lo), Hi: scale(c.Hi), Level: level}
}

// ceilingOfS reports whether the ceiling is 1/S.
func (s *sweep) ceilingOfS() bool {
	f := s.sample.Fit
	return f.Model == fit.AmdahlLaw.Name && math.Abs(f.MaxSpeedup.Value*f.SerialFraction.Value-1) < 1e-9
}

// ceilingReading returns the reading of the ceiling. Where it is 1/S it may be as far off as S is;
// that of another law is a number of its own, whose interval has all that may be off.
func (s *sweep) ceilingReading() reading {
	f := s.sample.Fit
	c := f.MaxSpeedup
	r := reading{Estimate: fit.Estimate{Value: math.Log(c.Value)}, shown: c}
	if math.IsInf(r.Value, 0) {
		r.Value = math.NaN()
		return r
	}
	if s.ceilingOfS() {
		serial := s.serial()
		r.below, r.above = math.Log((serial.Value+serial.above)/serial.Value), math.Inf(1)
		if serial.Value > serial.below {
			r.above = math.Log(serial.Value / (serial.Value - serial.below))
		}
		return r
	}
	r.below, r.above = math.Log(c.Value/c.Lo), math.Log(c.Hi/c.Value)
	return r
}

func exp(i fit.Interval) fit.Interval {
	return fit.Interval{Value: math.Exp(i.Value), Lo: math.Exp(i.Lo), Hi: math.Exp(i.Hi), Level: i.Level}
}

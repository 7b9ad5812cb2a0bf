package analysis

import (
	"cmp"
	"fmt"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

// A ledger holds the seconds of every run, whole and by cause: the times that are fitted,
// and the same times split. All columns are parallel to obs.
type ledger struct {
	header  *results.Header
	scope   Scope
	copies  bool // control runs: the work grows with N
	runs    []timedRun
	obs     []fit.Observation
	columns []column
	even    *evenTails // nil = not known

	// The same with the imbalance of the program at each of its ends, moved out by its error; none
	// where it is not known.
	ends []*ledger
}

// A column is one cause of a ledger.
type column struct {
	cause   cause
	seconds []float64
	parts   []part // of the seconds, each with its owner; nil = not split
}

// newLedger splits the times of runs in a scope. A cause that was measured in none of
// them has no column. even is the program's own imbalance; nil = not known.
func newLedger(f *results.File, runs []harness.Run, scope Scope, even *evenTails) (*ledger, error) {
	l := &ledger{header: &f.Header, scope: scope}
	if scope == EndToEnd && f.Header.Load == nil && f.Store == nil {
		return nil, &harness.FlagError{Flag: "scope", Value: string(scope), Want: "neither loading nor storing was timed in this sweep: type " + string(Pipeline)}
	}
	written := f.Store.Counted()
	l.runs = slices.Grow(l.runs, len(runs)) // they may be many
	for i, r := range runs {
		l.runs = append(l.runs, timedRun{Run: r, load: f.Header.Load, store: written(&runs[i])})
	}
	if l.splitsCPU() {
		for i := range l.runs {
			l.runs[i].tiled = true
		}
	}
	if l.every(hasAwake) && l.every(hasSched) && even != nil {
		l.even = even
		for _, end := range even.outer {
			other := &ledger{header: l.header, scope: l.scope, runs: l.runs, even: end}
			if err := other.account(); err != nil {
				return nil, err
			}
			l.ends = append(l.ends, other)
		}
	}
	return l, l.account()
}

// newControlLedger splits the times of independent copies. N copies do N times the work
// of one, so every time is divided by N. A machine that slows no copy then gives Amdahl's
// law with S = 0, and e(N) = (T(N)/T(1) − 1)/(N − 1).
func newControlLedger(f *results.File, runs []harness.Run) (*ledger, error) {
	l := &ledger{header: &f.Header, scope: Compute, copies: true}
	for _, r := range runs {
		l.runs = append(l.runs, timedRun{Run: r})
	}
	return l, l.account()
}

func (l *ledger) account() error {
	l.obs = slices.Grow(l.obs, len(l.runs))
	for _, e := range l.runs {
		s := e.seconds(l.scope) / l.divisor(e)
		if s <= 0 {
			return fmt.Errorf("scope %s: a run of block %d at N = %d has no time in it: use scope %s", l.scope, e.Block, e.Workers, Pipeline)
		}
		l.obs = append(l.obs, fit.Observation{Workers: e.Workers, Seconds: s})
	}
	for _, c := range causes {
		if !l.scope.holds(c.scope) {
			continue
		}
		col, measured := column{cause: c, seconds: make([]float64, len(l.runs))}, false
		for i, e := range l.runs {
			s, ok := c.seconds(e)
			col.seconds[i], measured = s/l.divisor(e), measured || ok
		}
		if !measured {
			continue
		}
		if c.parts != nil {
			col.parts = c.parts(l, col.seconds)
		}
		for i := range col.parts {
			col.parts[i].owner = cmp.Or(col.parts[i].owner, c.owner)
		}
		l.columns = append(l.columns, col)
	}
	return nil
}

// divisor returns what the times of a run are divided by: N for copies, else 1.
func (l *ledger) divisor(e timedRun) float64 {
	if l.copies {
		return float64(e.Workers)
	}
	return 1
}

func (l *ledger) every(has func(timedRun) bool) bool {
	for _, e := range l.runs {
		if !has(e) {
			return false
		}
	}
	return true
}

// fitPoints returns the points of the ledger, ascending in N.
func (l *ledger) fitPoints(level float64) ([]fit.Point, error) {
	return fit.Points(l.obs, estimator, level)
}

// A secondsOf selects the seconds of every run of a cause, of a part or of an owner, in any ledger of
// the same runs.
type secondsOf func(*ledger) []float64

// charge applies share, which charges seconds by the linear operator of a fit, to every cause and its
// parts. seconds returns the cause's own time at N = 1.
func (l *ledger) charge(share func(secondsOf) fit.Interval, seconds func([]float64) float64) []Cause {
	out := []Cause{}
	for k, col := range l.columns {
		c := newCause(col.cause.name, col.cause.owner, share(func(l *ledger) []float64 { return l.columns[k].seconds }), seconds(col.seconds))
		for j, p := range col.parts {
			c.Parts = append(c.Parts, newCause(p.name, p.owner, share(func(l *ledger) []float64 { return l.columns[k].parts[j].seconds }), seconds(p.seconds)))
		}
		out = append(out, c)
	}
	return out
}

// estimator reduces the repeats at one N to one time.
var estimator = fit.TrimmedMean

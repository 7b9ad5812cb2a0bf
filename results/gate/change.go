package gate

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
)

// JudgeChanges judges the change from the first side to each of the others by gates
// whose conditions [ParseChange] returned. It returns a slice of outcomes for each of the
// other sides, in the order of the gates. Package compare computes the changes, block by
// block where two sweeps were interleaved, and from sweep to sweep where a side has several. The
// error describes why sweeps cannot be compared.
func JudgeChanges(gates []Gate, sides []compare.Group) ([][]analysis.Gate, error) {
	judgements := len(gates) * (len(sides) - 1)
	level := 1 - mayErr/float64(max(1, judgements))
	comparison, err := compare.Groups(sides, compare.Options{RowLevel: level})
	if err != nil {
		return nil, err
	}
	all := make([][]analysis.Gate, len(comparison.Pairs))
	for k := range comparison.Pairs {
		both := pair{rows: &comparison.Pairs[k], old: comparison.Baseline, level: level}
		for i, g := range []compare.Group{sides[0], sides[k+1]} {
			if err := both.look(i, g); err != nil {
				return nil, err
			}
		}
		for _, g := range gates {
			i, err := both.change(g.Condition)
			row, _ := both.rows.Row(g.Condition.row())
			made := cmp.Or(row.Made(), min(both.old.Repeats, both.rows.Repeats))
			o := outcome(g, i, err, level, repeats{made: made}, both.openings(g.Condition))
			if err == nil {
				o.Text = g.Condition.write(i, false)
			}
			if o.Outcome != analysis.CannotTell && both.restsOnSharing(g.Condition, i) {
				o.If = analysis.NothingShared
			}
			if err == nil && o.Outcome == analysis.CannotTell {
				switch {
				case row.OtherWork:
					o.Why, o.Repeats, o.FirstLook = cmp.Or(row.Reason, "other work on a machine could make or hide it: sweep again on a quiet machine"), 0, false
				case both.old.Sweeps != nil:
					o.Why, o.Repeats, o.FirstLook = cmp.Or(row.Reason, "more sweeps of each side would tell"), 0, false
				}
			}
			if len(sides) > 2 {
				o.Sweep = comparison.Pairs[k].Name
			}
			all[k] = append(all[k], o)
		}
	}
	return all, nil
}

// A pair is two sides that were compared.
type pair struct {
	rows  *compare.Pair
	old   compare.Side
	level float64
	slow  string        // name of a sweep whose mean time is not that of its typical run; "" = none
	ended string        // name of a sweep that did not finish; "" = both finished
	why   string        // why one of them has no fit; "" = all have one
	seen  [2][]evidence // of the sweeps of each side
}

// look records what the rows of a comparison do not contain of a side, 0 = old: whether each
// sweep finished, and what it alone is evidence of.
func (p *pair) look(side int, g compare.Group) error {
	for i, s := range g.Sweeps {
		name := g.Names[i]
		s, err := s.At(p.level)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if !ended(s.File) {
			p.ended = name
		}
		if s.Slow() != nil {
			p.slow = name
		}
		if s.Fit == nil {
			p.why = fmt.Sprintf("%s: %s", name, s.NoFit())
		}
		p.seen[side] = append(p.seen[side], evidence{sample: s, own: s})
	}
	return nil
}

// openings returns the openings of a change: an end of its interval is open where the
// corresponding end of a sweep of the old or of the new side is. Several sweeps have theirs in the
// row.
func (p *pair) openings(c Condition) opening {
	if p.old.Sweeps != nil {
		return opening{}
	}
	var of [2]opening
	for k := range of {
		if r, err := c.quantity.value(&p.seen[k][0], c.n); err == nil {
			of[k] = r.open
		}
	}
	old, now := of[0], of[1]
	return opening{cmp.Or(now.lo, old.hi), cmp.Or(now.hi, old.lo)}
}

// restsOnSharing reports whether rows that share what they write may be against the outcome of a condition
// that i decides: those of the new side as they are against that of its quantity, and those of the old
// one against that of the opposite change.
func (p *pair) restsOnSharing(c Condition, i fit.Interval) bool {
	if !c.divides() {
		return false
	}
	of := 0
	if c.restsOnSharing(i) {
		of = 1
	}
	return slices.ContainsFunc(p.seen[of], func(e evidence) bool { return e.sample.IfNothingShared() })
}

// change returns the interval of the change that c is about, or an error that describes
// why there is none.
func (p *pair) change(c Condition) (fit.Interval, error) {
	none := fit.Interval{Level: p.level}
	if p.ended != "" {
		return none, fmt.Errorf("the sweep of %s did not finish", p.ended)
	}
	if p.slow != "" {
		return none, fmt.Errorf("slow runs make the mean time of %s another than that of its typical run, and the change is known of typical runs only", p.slow)
	}
	if c.n > 0 && (!slices.Contains(p.old.Workers, c.n) || !slices.Contains(p.rows.Workers, c.n)) {
		return none, fmt.Errorf("no run at N = %d has finished in both", c.n)
	}
	row, ok := p.rows.Row(c.row())
	switch {
	case c.n == 0 && p.why != "":
		return none, errors.New(p.why)
	case c.quantity.assumes && len(p.ofTwoN()) > 0:
		return none, fmt.Errorf("two N lie on every law, so they do not show what holds beyond them: sweep a third N in %s", wording.And(p.ofTwoN()...))
	case !ok && (c.quantity.name == "program" || c.quantity.name == "machine"):
		return none, undivided(&p.old, &p.rows.Side)
	case !ok:
		return none, nil // a cause that neither sweep has
	case c.relative && row.Ratio == nil:
		return none, fmt.Errorf("%s of the old sweep may be 0, so its change cannot be a percentage", c.name())
	case c.relative:
		q := *row.Ratio
		return fit.Interval{Value: q.Value - 1, Lo: q.Lo - 1, Hi: q.Hi - 1, Level: q.Level}, nil
	}
	d := row.Difference
	if c.quantity.name == "efficiency" {
		n := float64(c.n)
		d.Value, d.Lo, d.Hi = d.Value/n, d.Lo/n, d.Hi/n
	}
	return d, nil
}

// ofTwoN returns the names of the sides with a sweep whose law is assumed, because it has two N.
func (p *pair) ofTwoN() (names []string) {
	for i, side := range p.seen {
		if slices.ContainsFunc(side, func(e evidence) bool { return e.sample.Fit.Assumes() != nil }) {
			names = append(names, []string{p.old.Name, p.rows.Name}[i])
		}
	}
	return names
}

// row returns the name of the quantity in package compare, or "" if compare has no such
// row.
func (c Condition) row() string {
	n := strconv.Itoa(c.n)
	switch c.quantity.name {
	case "S", "T1":
		return c.quantity.name
	case "max-speedup":
		return "ceiling"
	case "T":
		return "T(" + n + ")"
	case "speedup", "efficiency":
		return "speedup@" + n
	case "karp-flatt":
		return ""
	}
	if c.n > 0 {
		return ""
	}
	if c.quantity.name == "program" || c.quantity.name == "machine" {
		return c.quantity.name
	}
	return "cause:" + c.quantity.name
}

// undivided returns why the program's own S is not known of both sides.
func undivided(old, now *compare.Side) error {
	s := old
	if old.ProgramUnknown == analysis.Divided {
		s = now
	}
	return fmt.Errorf("the program's own S of %s is not known: %s", s.Name, s.ProgramUnknown.Words())
}

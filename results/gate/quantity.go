package gate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A unit is the unit in which the values of a quantity are written.
type unit int

const (
	share   unit = iota // a number, or in percent
	factor              // a number, with or without an x after it
	seconds             // a duration: 20ms
)

// atN is whether a quantity is written with a number of workers, as in speedup@8.
type atN int

const (
	overall atN = iota // never
	each               // always
	either             // without N it is of the fit, with N of the runs there
)

// A quantity is a number that a condition can be about.
type quantity struct {
	name  string
	at    atN
	from  int // its lowest N
	unit  unit
	value func(e *evidence, n int) (reading, error)
	mean  func(m *fit.MeanTime, n int) (fit.Interval, bool) // the same of the mean time; nil where that is not known

	assumes bool // it is about N that no run had, so that it holds as far as the law does
}

// quantities is the table of quantities except the causes, which package analysis lists.
var quantities = []quantity{
	{"S", overall, 0, share, serialFraction, meanSerial, false},
	{"T1", overall, 0, seconds, t1, meanT1, false},
	{"max-speedup", overall, 0, factor, maxSpeedup, meanMaxSpeedup, true},
	{"T", each, 1, seconds, secondsAt, (*fit.MeanTime).PointSeconds, false},
	{"speedup", each, 2, factor, speedupAt, (*fit.MeanTime).PointSpeedup, false},
	{"efficiency", each, 2, share, efficiencyAt, meanEfficiency, false},
	{"karp-flatt", each, 2, share, karpFlattAt, (*fit.MeanTime).PointKarpFlatt, false},
	{"program", either, 2, share, programAlone, nil, false},
	{"machine", either, 2, share, machineAdds, nil, false},
}

// lookup returns the quantity with a name, and whether there is one.
func lookup(name string) (quantity, bool) {
	if i := slices.IndexFunc(quantities, func(q quantity) bool { return q.name == name }); i >= 0 {
		return quantities[i], true
	}
	if slices.Contains(analysis.CauseNames(analysis.EndToEnd), name) {
		return quantity{name, either, 2, share, caused(name), nil, false}, true
	}
	return quantity{}, false
}

// Quantities returns the list of quantities that a condition can be about, for a message
// or a help text.
func Quantities() string {
	var names []string
	for _, q := range quantities {
		names = append(names, q.spelling())
	}
	for _, name := range analysis.CauseNames(analysis.EndToEnd) {
		names = append(names, name+"[@N]")
	}
	return strings.Join(names, ", ")
}

func (q quantity) spelling() string {
	return q.name + map[atN]string{each: "@N", either: "[@N]"}[q.at]
}

// Fits returns an error for a condition that no run of a sweep can settle: about an N that
// is not among workers, about a curve of which they have one N alone, or about a cause that
// does not exist in the scope.
func (c Condition) Fits(workers []int, scope analysis.Scope) error {
	if c.n == 0 && !slices.ContainsFunc(workers, func(n int) bool { return n > 1 }) {
		return fmt.Errorf("%s is of a curve, and this sweep has no N but 1: sweep to a larger N", c.quantity.name)
	}
	if c.n > 0 && !slices.Contains(workers, c.n) {
		return fmt.Errorf("this sweep has no run at N = %d: it has N = %s", c.n, strings.Trim(strings.ReplaceAll(fmt.Sprint(workers), " ", ", "), "[]"))
	}
	scope = cmp.Or(scope, analysis.Pipeline)
	names := analysis.CauseNames(scope)
	if q := c.quantity.name; slices.Contains(analysis.CauseNames(analysis.EndToEnd), q) && !slices.Contains(names, q) {
		return fmt.Errorf("%s is not a cause in scope %s, which has %s: it is one in scope %s", q, scope, strings.Join(names, ", "), analysis.EndToEnd)
	}
	return nil
}

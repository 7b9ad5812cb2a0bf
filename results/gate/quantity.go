package gate

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"serialfraction/fit"
	"serialfraction/results/analysis"
)

// A unit is what the values of a quantity are given in.
type unit int

const (
	share   unit = iota // a number, or in percent
	factor              // a number, with or without an x behind it
	seconds             // a duration: 20ms
)

// atN says whether a quantity is of one N.
type atN int

const (
	overall atN = iota // never
	each               // always
	either             // of the fit without N, of one N with it
)

// A quantity is something that a condition can be about.
type quantity struct {
	name  string
	at    atN
	from  int // its lowest N
	unit  unit
	value func(e *evidence, n int) (fit.Interval, error)
}

// quantities is the table of quantities but the causes, which are a table of package
// results.
var quantities = []quantity{
	{"S", overall, 0, share, serialFraction},
	{"T1", overall, 0, seconds, t1},
	{"max-speedup", overall, 0, factor, maxSpeedup},
	{"T", each, 1, seconds, secondsAt},
	{"speedup", each, 2, factor, speedupAt},
	{"efficiency", each, 2, share, efficiencyAt},
	{"karp-flatt", each, 2, share, karpFlattAt},
	{"program", either, 2, share, owned("program")},
	{"machine", either, 2, share, owned("machine")},
}

// lookup returns the quantity of a name.
func lookup(name string) (quantity, bool) {
	if i := slices.IndexFunc(quantities, func(q quantity) bool { return q.name == name }); i >= 0 {
		return quantities[i], true
	}
	if slices.Contains(analysis.CauseNames(analysis.EndToEnd), name) {
		return quantity{name, either, 2, share, caused(name)}, true
	}
	return quantity{}, false
}

// Quantities lists what a condition can be about, for a message or a help text.
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

// Fits refuses a condition about an N that is not among workers, or about a cause
// that does not count in the scope: what no run of such a sweep can tell.
func (c Condition) Fits(workers []int, scope analysis.Scope) error {
	if c.n > 0 && !slices.Contains(workers, c.n) {
		return fmt.Errorf("no run of this sweep is at N = %d: it has N = %s", c.n, strings.Trim(strings.ReplaceAll(fmt.Sprint(workers), " ", ", "), "[]"))
	}
	scope = cmp.Or(scope, analysis.Pipeline)
	names := analysis.CauseNames(scope)
	if q := c.quantity.name; slices.Contains(analysis.CauseNames(analysis.EndToEnd), q) && !slices.Contains(names, q) {
		return fmt.Errorf("%s is no cause in scope %s, which has %s: it counts in scope %s", q, scope, strings.Join(names, ", "), analysis.EndToEnd)
	}
	return nil
}

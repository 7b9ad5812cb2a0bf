package fit

import (
	"fmt"
	"strings"
)

// An Untold is the error of readings that do not tell what was asked of them, and the
// readings that would.
type Untold struct {
	Kind Kind
	What string // in words, without what would settle it
	Need Need
}

// Error says on one line what is missing, and what to measure.
func (u *Untold) Error() string {
	if next := u.Need.String(); next != "" {
		return u.What + "; measure " + next
	}
	return u.What
}

func untold(kind Kind, need Need, format string, a ...any) *Untold {
	return &Untold{kind, fmt.Sprintf(format, a...), need}
}

// noRuns is the error of no readings at all.
func noRuns() error {
	return untold(TooFewLoads, Need{Loads: doublings(nil, 3)}, "no runs: S needs two numbers of workers at least")
}

// noOne is the error of what cannot be told without a run at N = 1.
func noOne(loads []float64, format string, a ...any) error {
	return untold(NoOne, Need{Loads: withOne(loads)}, format, a...)
}

// tooFew says that a model needs more different N than there are.
func tooFew(model Model, groups []group, need int) error {
	loads := loadsOf(groups)
	if len(loads) == 1 {
		return untold(TooFewLoads, Need{Loads: doublings(withOne(loads), 3)}, "all runs are at N = %g: S needs two numbers of workers at least", loads[0])
	}
	return untold(TooFewLoads, Need{Loads: doublings(loads, need)}, "the %s model needs %d different N and the runs have %d", model.Name, need, len(loads))
}

func loadsOf(groups []group) []float64 {
	loads := make([]float64, len(groups))
	for i, g := range groups {
		loads[i] = g.load
	}
	return loads
}

// errSingular says that the data cannot tell the parameters of a model apart.
var errSingular error = &Untold{Kind: AlikeLoads, What: "the numbers of workers do not tell the terms of the model apart: more of them, further apart, would"}

// An UnknownName is the error of a name that is in no table.
type UnknownName struct {
	What  string // "model"
	Name  string
	Known []string
}

func (u *UnknownName) Error() string {
	return fmt.Sprintf("no %s %q: use one of %s", u.What, u.Name, strings.Join(u.Known, ", "))
}

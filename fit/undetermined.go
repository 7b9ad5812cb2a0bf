package fit

import (
	"fmt"
	"strings"
)

// An Undetermined is the error of readings that do not determine the quantity requested.
// It also holds the readings that would.
type Undetermined struct {
	Kind Kind
	What string // the fault in words, without the readings that are needed
	Need Need
}

// Error describes on one line what is missing, and what to measure.
func (u *Undetermined) Error() string {
	if next := u.Need.String(); next != "" {
		return u.What + "; measure " + next
	}
	return u.What
}

func undetermined(kind Kind, need Need, format string, a ...any) *Undetermined {
	return &Undetermined{kind, fmt.Sprintf(format, a...), need}
}

// noRuns returns the error of no readings at all.
func noRuns() error {
	return undetermined(TooFewLoads, Need{Loads: doublings(nil, 3)}, "no runs: S needs at least two numbers of workers")
}

// noOne returns the error of a quantity that needs a run at N = 1.
func noOne(loads []float64, format string, a ...any) error {
	return undetermined(NoOne, Need{Loads: withOne(loads)}, format, a...)
}

// tooFew returns the error of a model that needs more different N than there are.
func tooFew(model Model, groups []group, need int) error {
	loads := loadsOf(groups)
	if len(loads) == 1 {
		return undetermined(TooFewLoads, Need{Loads: doublings(withOne(loads), 3)}, "all runs are at N = %g: S needs at least two numbers of workers", loads[0])
	}
	return undetermined(TooFewLoads, Need{Loads: doublings(loads, need)}, "the %s model needs %d different N and the runs have %d", model.Name, need, len(loads))
}

func loadsOf(groups []group) []float64 {
	loads := make([]float64, len(groups))
	for i, g := range groups {
		loads[i] = g.load
	}
	return loads
}

// errSingular reports readings that do not separate the parameters of a model.
var errSingular error = &Undetermined{Kind: AlikeLoads, What: "the numbers of workers are too close together to separate the terms of the model: use more of them, further apart"}

// An UnknownName is the error of a name that a table does not have.
type UnknownName struct {
	What  string // the kind of thing that has the name: "model"
	Name  string
	Known []string
}

func (u *UnknownName) Error() string {
	return fmt.Sprintf("no %s %q: type one of %s", u.What, u.Name, strings.Join(u.Known, ", "))
}

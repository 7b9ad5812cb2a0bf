package prepare

import (
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// Binds reports whether the engine of a request can bind its workers to CPUs: they are threads of this
// process.
func Binds(r results.Request) bool { return EngineOf(r).EngineKind == harness.PoolKind }

// checkPin returns a *harness.FlagError where the engine of a request cannot bind its workers to CPUs, or
// not in the order that it names.
func checkPin(r results.Request) error {
	if r.Pin == "" {
		return nil
	}
	var names []string
	for _, p := range machine.Pins {
		names = append(names, string(p.Pin))
	}
	switch {
	case !slices.Contains(names, r.Pin):
		return badPin(r, "type one of "+strings.Join(names, ", "))
	case !Binds(r):
		return badPin(r, "only the engine "+harness.PoolKind.Name+" binds its workers to CPUs: name it, or leave this out")
	case !machine.CanBind:
		return badPin(r, "this system does not bind threads to CPUs: leave it out")
	}
	return nil
}

// pinned returns the CPUs of the workers of a request in turn; nil = they are not bound. Where N is
// larger than the number of CPUs, workers share them; those of separate cores share none. The error
// is a *harness.FlagError.
func pinned(r results.Request, m machine.Description, workers []int) ([]int, error) {
	order, err := machine.Pin(r.Pin).Order(&m)
	if err != nil {
		return nil, badPin(r, err.Error()+": leave it out")
	}
	if n := slices.Max(workers); r.Pin == string(machine.Cores) && n > len(order) {
		return nil, badPin(r, fmt.Sprintf("the CPUs that this process may use are on %d cores, too few for N = %d: measure N up to %d, or type %s", len(order), n, len(order), machine.Spread))
	}
	return order, nil
}

func badPin(r results.Request, want string) error {
	return &harness.FlagError{Flag: "pin", Value: r.Pin, Want: want}
}

package prepare

import (
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// smtMachine has 2 cores of 2 CPUs each, all of which the process may use.
func smtMachine() machine.Description {
	return machine.Description{AffinityCPUs: 4, EffectiveCPUs: 4, Affinity: "0-3", AffinityCores: 2,
		Topology: machine.Topology{Cores: 2, SMT: new(true), Siblings: []string{"0,2", "1,3"}}}
}

// Workers are bound in the order that the request names, and N is as large as that has room for.
func TestPinned(t *testing.T) {
	for _, c := range []struct {
		pin     machine.Pin
		change  func(m *machine.Description)
		workers []int // of the request; nil = left to the machine
		grid    []int
		cpus    []int
		wrong   string // in the error of pinned
	}{
		{"", nil, nil, []int{1, 2, 4}, nil, ""},
		{machine.Spread, nil, nil, []int{1, 2, 4}, []int{0, 1, 2, 3}, ""},
		{machine.Compact, nil, nil, []int{1, 2, 4}, []int{0, 2, 1, 3}, ""},
		{machine.Compact, nil, []int{8}, []int{1, 8}, []int{0, 2, 1, 3}, ""}, // workers share CPUs
		{machine.Cores, nil, nil, []int{1, 2}, []int{0, 1}, ""},
		{machine.Cores, nil, []int{4}, []int{1, 4}, nil, "are on 2 cores, too few for N = 4"},
		{machine.Spread, func(m *machine.Description) { m.Topology.Cores = 0 }, nil, []int{1, 2, 4}, nil, "does not show which CPUs share a core"},
		{machine.Spread, func(m *machine.Description) { m.Affinity = "" }, nil, []int{1, 2, 4}, nil, "does not list the CPUs"},
	} {
		m := smtMachine()
		if c.change != nil {
			c.change(&m)
		}
		r := results.Request{Engine: harness.PoolKind.Name, Pin: string(c.pin), Workers: c.workers}
		grid, err := Workers(r, m)
		if err != nil || !slices.Equal(grid, c.grid) {
			t.Errorf("%q: N = %v, %v, want %v", c.pin, grid, err, c.grid)
		}
		cpus, err := pinned(r, m, grid)
		if !slices.Equal(cpus, c.cpus) || (err != nil) != (c.wrong != "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%q at N = %v: CPUs %v, error %v; want %v, %q", c.pin, grid, cpus, err, c.cpus, c.wrong)
		}
	}
}

// What has no workers of its own on this machine binds none.
func TestWhoBinds(t *testing.T) {
	for _, e := range Engines {
		err := checkPin(results.Request{Engine: e.Name, Pin: string(machine.Spread)})
		if binds := e.EngineKind == harness.PoolKind && machine.CanBind; (err == nil) != binds || err != nil && !errors.As(err, new(*harness.FlagError)) {
			t.Errorf("%s: error %v", e.Name, err)
		}
		if err := checkPin(results.Request{Engine: e.Name}); err != nil {
			t.Errorf("%s, nothing asked for: %v", e.Name, err)
		}
	}
	if err := checkPin(results.Request{Engine: harness.PoolKind.Name, Pin: "air"}); err == nil || !strings.Contains(err.Error(), "spread, compact, cores") {
		t.Errorf("an order that there is not: %v", err)
	}
}

// An order of CPUs that a request has no room for is refused before its rows are read, here from a file that
// there is not.
func TestPinIsRefusedFirst(t *testing.T) {
	r := asked("ttest", filepath.Join(t.TempDir(), "none.npy"), func(r *results.Request) {
		r.Pin, r.Workers = string(machine.Cores), []int{MostWorkers}
	})
	_, once := NewOnce(t.Context(), r, nil)
	_, swept := newTask(t.Context(), r, machine.This(), r.Workers, nil)
	for _, err := range []error{once, swept} {
		if flag := (*harness.FlagError)(nil); !errors.As(err, &flag) || flag.Flag != "pin" {
			t.Errorf("error %v", err)
		}
	}
}

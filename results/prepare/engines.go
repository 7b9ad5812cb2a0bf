package prepare

import (
	"strconv"
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/workloads/spec"
)

// An Engine is an engine that a request can name.
type Engine struct {
	harness.EngineKind
	Summary string

	// make makes an engine of this kind; nil for a Remote one, see remoteEngine.
	make func(s harness.Schedule, law harness.Law, seed uint64) harness.Engine
}

// Engines is the table of engines; the first is the default.
var Engines = []Engine{
	{EngineKind: harness.PoolKind, Summary: "N workers on threads of this process", make: func(s harness.Schedule, _ harness.Law, _ uint64) harness.Engine {
		return &harness.Pool{Schedule: s}
	}},
	{EngineKind: harness.RemoteKind, Summary: "N worker processes, to which a coordinator hands the chunks"},
	{EngineKind: harness.SerialKind, Summary: "a plain loop, N = 1 only", make: func(harness.Schedule, harness.Law, uint64) harness.Engine {
		return harness.NewSerial()
	}},
	{EngineKind: harness.SimKind, Summary: "no clock: times drawn from Amdahl's law with T1 = 1 s, 2 % noise and S = 0", make: func(_ harness.Schedule, law harness.Law, seed uint64) harness.Engine {
		return &harness.Sim{Law: law, Seed: seed}
	}},
}

// EngineOf returns the engine that a request names. It returns the zero Engine for a request
// that times a whole program, which names none, and for an unknown name, which [New]
// refuses.
func EngineOf(r results.Request) Engine {
	e, _ := engineByName(r.Engine)
	return e
}

func engineByName(name string) (Engine, error) {
	var names []string
	for _, e := range Engines {
		if e.Name == name {
			return e, nil
		}
		names = append(names, e.Name)
	}
	return Engine{}, &harness.FlagError{Flag: "engine", Value: name, Want: "type one of " + strings.Join(names, ", ")}
}

// Plant is the name of the setting with the S of a simulated engine.
const Plant = "plant"

// planted returns the S in the setting [Plant], 0 without it. The workload has checked it.
func planted(args spec.Args) float64 {
	s, _ := strconv.ParseFloat(args.Of(Plant), 64)
	return s
}

// simulated returns the law of a simulated engine with serial fraction s.
func simulated(s float64) harness.Law {
	return harness.Law{T1: time.Second, Serial: s, CV: 0.02}
}

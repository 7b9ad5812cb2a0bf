package main

import (
	"strings"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads"
)

// An engineKind is an engine that --engine can name.
type engineKind struct {
	name    string
	summary string
	make    func(s harness.Schedule, law harness.Law, seed uint64) harness.Engine
}

// Engines that the command line treats apart.
const (
	serialEngine = "serial" // has no N but 1
	simEngine    = "sim"    // has no clock, and needs no machine
)

// engineKinds is the table of engines; the first is the default.
var engineKinds = []engineKind{
	{"pool", "N workers on threads of this process", func(s harness.Schedule, _ harness.Law, _ uint64) harness.Engine {
		return &harness.Pool{Schedule: s}
	}},
	{serialEngine, "a plain loop, N = 1 only", func(harness.Schedule, harness.Law, uint64) harness.Engine {
		return harness.Serial{}
	}},
	{simEngine, "no clock: times drawn from Amdahl's law with T1 = 1 s, 2 % noise and S = 0, or --plant of workload " + strings.Join(workloads.Having(plantSetting), ", "), func(_ harness.Schedule, law harness.Law, seed uint64) harness.Engine {
		return &harness.Sim{Law: law, Seed: seed}
	}},
}

func engineByName(name string) (engineKind, error) {
	var names []string
	for _, k := range engineKinds {
		if k.name == name {
			return k, nil
		}
		names = append(names, k.name)
	}
	return engineKind{}, &harness.FlagError{Flag: "engine", Value: name, Want: "is none of " + strings.Join(names, ", ")}
}

// plantSetting is the setting of a workload that tells the sim engine S.
const plantSetting = "plant"

// simLaw is what the sim engine obeys.
func simLaw(plant float64) harness.Law {
	return harness.Law{T1: time.Second, Serial: plant, CV: 0.02}
}

package main

import (
	"fmt"

	"serialfraction/fit"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// A finding is what a sweep found, by the analysis that this program was built with.
type finding struct {
	whole   *fit.Interval // S of program and machine; nil = cannot tell
	program *fit.Interval // S of the program by itself; nil = cannot be told apart
	blocks  int           // runs at each N
	others  float64       // the share of the time of its runs that others had the CPUs, at the N where it is most; 0 = hardly any

	machine  string // on which
	affinity string // the CPUs that it could use, in the kernel's format; "" = not known
}

// findingOf analyses a sweep.
func findingOf(f *results.File) (finding, error) {
	a, err := analysis.Of(f, analysis.Options{Level: level})
	if err != nil {
		return finding{}, err
	}
	others := 0.0
	if a.OtherWork != nil {
		others = a.OtherWork.Share
	}
	m := a.Machine
	return finding{
		others: others,
		whole:  a.SerialFraction, program: a.ProgramSerialFraction, blocks: a.Points[0].Runs,
		machine:  fmt.Sprintf("%s, %g CPUs, %s %s", m.CPUModel, m.EffectiveCPUs, m.OS, m.Kernel),
		affinity: m.Affinity,
	}, nil
}

func (f finding) String() string {
	return fmt.Sprintf("S %s, of the program %s", short(f.whole), short(f.program))
}

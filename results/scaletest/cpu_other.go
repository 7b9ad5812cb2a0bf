//go:build !unix

package scaletest

import "serialfraction/harness"

type cpuMeter struct{}

func startCPU() cpuMeter { return cpuMeter{} }

// stop returns nothing: this system does not say.
func (cpuMeter) stop() *harness.ProcessTiming { return nil }

//go:build !unix

package scaletest

import "serialfraction/harness"

type cpuMeter struct{}

func startCPU() cpuMeter { return cpuMeter{} }

// stop returns nil: this system does not report CPU times.
func (cpuMeter) stop() *harness.ProcessTiming { return nil }

//go:build unix

package scaletest

import (
	"syscall"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
)

// cpuMeter is the CPU time that this process had used at one moment.
type cpuMeter struct{ usage syscall.Rusage }

func startCPU() (m cpuMeter) {
	// It cannot fail for this process and a valid pointer.
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &m.usage)
	return m
}

// stop returns the CPU time and the switches of the process since m was started.
func (m cpuMeter) stop() *harness.ProcessTiming {
	now := startCPU().usage
	return &harness.ProcessTiming{CPUUse: meter.CPUUse{
		User:        time.Duration(now.Utime.Nano() - m.usage.Utime.Nano()),
		System:      time.Duration(now.Stime.Nano() - m.usage.Stime.Nano()),
		Voluntary:   int64(now.Nvcsw - m.usage.Nvcsw),
		Involuntary: int64(now.Nivcsw - m.usage.Nivcsw),
	}}
}

//go:build !linux

package harness

import "runtime"

// affinityCPUs returns the number of CPUs that this process may be placed on.
func affinityCPUs() int { return runtime.NumCPU() }

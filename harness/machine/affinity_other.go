//go:build !linux

package machine

import "runtime"

// affinity returns the number of CPUs that this process may run on. This system does not list
// them.
func affinity() (allowed []int, count int) { return nil, runtime.NumCPU() }

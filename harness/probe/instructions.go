package probe

import "runtime"

// stepInstructions returns the number of instructions in a step of xorshift as the Go compiler
// makes it, the loop around it included; 0 = not counted. A count by hand is exact, and the
// counters of the CPU cannot be read on many machines.
func stepInstructions() int {
	switch runtime.GOARCH {
	case "amd64":
		return 12
	case "arm64":
		return 6
	}
	return 0
}

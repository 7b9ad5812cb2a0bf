package probe

import "runtime"

// stepInstructions is how many instructions a step of xorshift is, the loop around it
// included, as the Go compiler makes it; 0 = not counted. What is counted by hand is
// exact, so the counters of the CPU, which many machines deny, are not asked.
func stepInstructions() int {
	switch runtime.GOARCH {
	case "amd64":
		return 12
	case "arm64":
		return 6
	}
	return 0
}

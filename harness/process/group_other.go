//go:build !unix

package process

import (
	"os"
	"os/exec"

	"serialfraction/harness/meter"
)

// Without process groups only the process itself can be ended, and only at once.
func ownGroup(*exec.Cmd) {}

func terminate(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func kill(cmd *exec.Cmd) error { return cmd.Process.Kill() }

func alive(*exec.Cmd) bool { return false }

func usageOf(state *os.ProcessState) Usage {
	return Usage{CPUUse: meter.CPUUse{User: state.UserTime(), System: state.SystemTime()}}
}

func signalOf(*os.ProcessState) string { return "" }

//go:build unix

package process

import (
	"os"
	"os/exec"
	"runtime"
	"syscall"

	"serialfraction/harness/meter"
)

// ownGroup makes the process the first of a new group.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func terminate(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGTERM) }

func kill(cmd *exec.Cmd) error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }

// alive reports whether the group has a member that has not ended. While it has any member, no other
// process gets its number.
func alive(cmd *exec.Cmd) bool {
	group := cmd.Process.Pid
	return syscall.Kill(-group, 0) == nil && !onlyZombies(group)
}

func usageOf(state *os.ProcessState) Usage {
	u := Usage{CPUUse: meter.CPUUse{User: state.UserTime(), System: state.SystemTime()}}
	r, ok := state.SysUsage().(*syscall.Rusage)
	if !ok {
		return u
	}
	u.Voluntary, u.Involuntary = int64(r.Nvcsw), int64(r.Nivcsw)
	u.Faults = &meter.Faults{Minor: int64(r.Minflt), Major: int64(r.Majflt)}
	var own syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &own) == nil && r.Maxrss > own.Maxrss {
		u.MaxRSS = int64(r.Maxrss) * rssUnit()
	}
	return u
}

// rssUnit returns the unit of memory in getrusage(2) in bytes: 1 on macOS, 1024 elsewhere.
func rssUnit() int64 {
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		return 1
	}
	return 1024
}

func signalOf(state *os.ProcessState) string {
	if w, ok := state.Sys().(syscall.WaitStatus); ok && w.Signaled() {
		return w.Signal().String()
	}
	return ""
}

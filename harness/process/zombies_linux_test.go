package process

import (
	"os/exec"
	"syscall"
	"testing"
	"time"
)

// A group whose members have all ended is not alive, although nobody has waited for them.
func TestZombiesAreNotAlive(t *testing.T) {
	s := spec(t, "end")
	cmd := exec.Command(s.Argv[0])
	cmd.Env = s.Env
	ownGroup(cmd)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for alive(cmd) {
		time.Sleep(time.Millisecond)
	}
	if syscall.Kill(-cmd.Process.Pid, 0) != nil {
		t.Error("the group has no member: somebody has waited for it")
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	waiting := start(t, t.Context(), spec(t, "hang"))
	if !alive(waiting.cmd) || onlyZombies(waiting.ID()) {
		t.Error("a process that waits has not ended")
	}
	waiting.Kill()
	_, _ = waiting.Wait()
}

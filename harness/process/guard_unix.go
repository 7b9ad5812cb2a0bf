//go:build unix

package process

import (
	"io"
	"os"
	"os/exec"
	"syscall"
)

// open starts the helper.
func (g *guard) open() {
	if !g.by {
		return
	}
	table, err := os.CreateTemp("", "harness-groups-")
	if err != nil {
		return
	}
	_ = os.Remove(table.Name()) // both processes have it open, and nothing is left of it after them
	theirs, ours, err := os.Pipe()
	if err != nil {
		table.Close()
		return
	}
	defer theirs.Close()
	family := newFamily()
	family.give(0) // so that the helper inherits it: that of a process above ours must not end ours
	cmd := &exec.Cmd{Path: ownPath(), Args: []string{GuardName, family.String()}, Dir: "/", Stdin: theirs, ExtraFiles: []*os.File{table},
		Env:         []string{"GOMAXPROCS=1"},
		SysProcAttr: &syscall.SysProcAttr{Setsid: true}} // out of reach of what is sent to the terminal's or to our group
	if cmd.Start() != nil {
		table.Close()
		ours.Close()
		return
	}
	family.nth(helper).give(cmd.Process.Pid)
	g.mark, g.line, g.self = family, ours, cmd.Process
	living.mu.Lock()
	living.table = table
	living.mu.Unlock()
}

func (g *guard) dismiss() {
	if g.line == nil {
		return
	}
	if _, err := g.line.Write([]byte{1}); err == nil {
		_, _ = g.self.Wait()
	}
	g.line.Close()
}

// Guard is all that the main of the helper process does, see [GuardBy]. args are its arguments after its
// name.
func Guard(args []string) {
	if len(args) == 0 {
		return // somebody else gave a process this name
	}
	table := os.NewFile(3, "table")
	text, _ := io.ReadAll(io.NewSectionReader(table, 0, 1<<20))
	for _, group := range groups(text) {
		_ = syscall.Kill(-group, syscall.SIGKILL)
	}
	if family := parseMark(args[0]); family != 0 {
		killMarked(func(m mark) bool { return m.family() == family })
	}
}

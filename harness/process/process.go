// Package process runs a program of the user's as a child, in a process group of its own so
// that the whole group can be ended, and returns what it used.
//
// A group is ended with SIGTERM, then a grace, then SIGKILL when the context of its program ends;
// with SIGKILL at once after [Hurry]; and by a helper process, see [GuardBy], where this process
// itself is ended by what it cannot catch: SIGKILL, a fatal error of the Go runtime, or a lack of
// memory.
package process

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"sync"
	"time"
)

// A Spec describes what to start. All fields but Argv may be zero.
type Spec struct {
	Argv []string // program and arguments; the program is looked up in PATH
	Env  []string // as "KEY=value"; nil = those of this process
	Dir  string   // "" = that of this process
	Self bool     // start this program again, whose name, os.Args[0], is then Argv[0]

	// What the child reads and writes; nil = the null device. An *os.File is passed to the
	// child as it is, and the caller closes it: with [os.Pipe], close the child's end after
	// Start. For anything else a goroutine copies until Wait returns.
	Stdin          io.Reader
	Stdout, Stderr io.Writer

	// Files are what the child has as descriptors 3, 4 and so on. The caller closes them.
	Files []*os.File

	// Grace is the time between SIGTERM and SIGKILL for the group when the context is
	// done. It is also how long output is still copied after the process has ended, where
	// other processes hold it open. 0 = [DefaultGrace].
	Grace time.Duration

	// Whole ends what is left of the group when the process has ended by itself, and sets
	// Usage.Left.
	Whole bool
}

// DefaultGrace is the time that a process has to end after SIGTERM.
const DefaultGrace = 2 * time.Second

// A Process is a child that was started. The caller must call Wait once. Kill may be called
// from any goroutine.
type Process struct {
	cmd    *exec.Cmd
	ctx    context.Context
	grace  time.Duration
	whole  bool
	mark   mark
	start  time.Time
	unhook func() bool

	mu     sync.Mutex
	reaped bool // the process is gone, and its number may belong to another
	ending bool // it has been asked to end, or is about to be
	asked  chan struct{}
	kill   *time.Timer
}

// Start starts a process. When ctx ends, it sends SIGTERM to the group of the process, and
// SIGKILL after the grace. The process's clock starts before the child is made. The error of
// a program that cannot be started names the program.
func Start(ctx context.Context, s Spec) (*Process, error) {
	if len(s.Argv) == 0 {
		return nil, errors.New("no program to start")
	}
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	p := &Process{cmd: exec.Command(s.Argv[0], s.Argv[1:]...), ctx: ctx, grace: s.Grace, whole: s.Whole, asked: make(chan struct{})}
	if s.Self {
		p.cmd = &exec.Cmd{Path: ownPath(), Args: s.Argv}
	}
	p.mark = guarding.next()
	p.cmd.Env = p.mark.in(s.Env)
	p.cmd.Dir = s.Dir
	p.cmd.Stdin, p.cmd.Stdout, p.cmd.Stderr = s.Stdin, s.Stdout, s.Stderr
	p.cmd.ExtraFiles = s.Files
	if p.grace == 0 {
		p.grace = DefaultGrace
	}
	p.cmd.WaitDelay = p.grace
	ownGroup(p.cmd)
	p.start = time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, startError(s, err)
	}
	p.mark.give(p.ID())
	living.add(p)
	p.unhook = context.AfterFunc(ctx, p.end)
	return p, nil
}

// startError returns an error that names what could not be started and what to do about it.
func startError(s Spec, err error) error {
	missing := errors.Is(err, exec.ErrNotFound) || errors.Is(err, os.ErrNotExist)
	switch {
	case missing && len(s.Argv) == 1 && strings.Contains(s.Argv[0], " "):
		return fmt.Errorf("cannot start %q: no program has that name: type program and arguments without quotes around the whole", s.Argv[0])
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("cannot start %q: there is no such program in PATH: install it, or type its path", s.Argv[0])
	case errors.Is(err, exec.ErrDot):
		return fmt.Errorf("cannot start %q: it is in this folder, which is not in PATH: type ./%[1]s", s.Argv[0])
	case s.Dir != "" && !isFolder(s.Dir):
		return fmt.Errorf("cannot start %q: there is no folder %s", s.Argv[0], s.Dir)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("cannot start %q: no such file, or the interpreter that it names is missing", s.Argv[0])
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("cannot start %q: it is no program that may be run: chmod +x it, or name its interpreter", s.Argv[0])
	}
	return fmt.Errorf("cannot start %q: %w", s.Argv[0], err)
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// ID returns the number of the process, which is also that of its group.
func (p *Process) ID() int { return p.cmd.Process.Pid }

// Kill ends the whole group at once. After Wait it does nothing.
func (p *Process) Kill() { p.signal(kill) }

// signal sends a signal to the group, unless its number may belong to another.
func (p *Process) signal(send func(*exec.Cmd) error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.reaped {
		send(p.cmd) // an error means that the group has ended
	}
}

// end sends SIGTERM to the group, and SIGKILL after the grace, or at once after [Hurry].
func (p *Process) end() {
	p.mu.Lock()
	p.ending = true // before hurried is asked: Hurry is called before it asks this
	p.mu.Unlock()
	grace := p.grace
	if living.hurried() {
		grace = 0
		p.Kill()
	} else {
		p.signal(terminate)
	}
	p.mu.Lock()
	p.kill = time.AfterFunc(grace, p.Kill)
	p.mu.Unlock()
	close(p.asked)
}

// isAsked reports whether the process has been asked to end, or is about to be.
func (p *Process) isAsked() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ending
}

// Wait waits for the process and returns what it used. If the process failed, the error is an
// *ExitError. If ctx ended it, the error is the cause of ctx, and Wait returns when the whole
// group has ended, and where there is a helper ([GuardBy]) on Linux all that the process started
// too. Else Wait does not see processes that left the group (setsid, daemons) and, without Whole,
// those that outlive a process that ended by itself.
func (p *Process) Wait() (Usage, error) {
	err := p.cmd.Wait()
	u := usageOf(p.cmd.ProcessState)
	u.Wall = time.Since(p.start)
	if p.unhook() {
		if p.whole {
			u.Left = p.clear()
		}
		p.forget()
		return u, p.failure(err)
	}
	<-p.asked
	p.outlast()
	if p.mark != 0 {
		killMarked(p.hasStarted)
	}
	p.forget()
	p.kill.Stop()
	return u, context.Cause(p.ctx)
}

// hasStarted reports whether a process with the mark is one that this one has started, or may be: what it
// started before Start had marked it has the mark of the family, and is killed with the last that runs.
func (p *Process) hasStarted(m mark) bool {
	return m == p.mark || m == p.mark.family() && Running() == 1
}

// forget marks the number of the process as no longer its own.
func (p *Process) forget() {
	p.mu.Lock()
	p.reaped = true
	p.mu.Unlock()
	living.remove(p)
}

// clear ends the group and reports whether it had a member that outlived the process. A member
// that ends within a moment, as children do that end with their parent, does not count.
func (p *Process) clear() bool {
	if !p.outlive(moment) {
		return false
	}
	p.signal(terminate)
	if p.outlive(moment) {
		p.Kill()
	}
	return true
}

// moment is the time for children to end that end with their parent, or after SIGTERM.
const moment = 100 * time.Millisecond

// outlive waits until the group is empty, but no longer than left. It reports whether the
// group still has a member.
func (p *Process) outlive(left time.Duration) bool {
	const between = 5 * time.Millisecond
	for ; left > 0 && alive(p.cmd); left -= between {
		time.Sleep(between)
	}
	return alive(p.cmd)
}

// outlast waits until the group is empty or has been sent SIGKILL. While the group has a
// member, no other process gets its number.
func (p *Process) outlast() {
	for left := p.grace; left > 0; left -= moment {
		if !p.outlive(min(left, moment)) {
			return
		}
		if living.hurried() {
			break
		}
	}
	p.Kill()
}

// failure turns an error of package exec into an *ExitError.
func (p *Process) failure(err error) error {
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return exitError(p.cmd.Path, exit.ProcessState)
	case errors.Is(err, exec.ErrWaitDelay): // another process keeps its output open
		return nil
	}
	return err
}

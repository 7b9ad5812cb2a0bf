//go:build unix

package process

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"testing"
)

// guardedOn starts a child of a process that has a helper, and waits for it.
func guardedOn(what string) {
	GuardBy()
	self, _ := os.Executable()
	p, err := Start(context.Background(), Spec{Argv: []string{self}, Env: append(os.Environ(), behaviour+"="+what), Stdin: os.Stdin, Stdout: os.Stdout})
	if err != nil {
		panic(err)
	}
	p.Wait()
	Dismiss()
}

// interruptedOn is guardedOn for a process that ends the child when its own input ends.
func interruptedOn(what string) {
	GuardBy()
	self, _ := os.Executable()
	ctx, cancel := context.WithCancel(context.Background())
	p, err := Start(ctx, Spec{Argv: []string{self}, Env: append(os.Environ(), behaviour+"="+what), Stdout: os.Stdout})
	if err != nil {
		panic(err)
	}
	io.Copy(io.Discard, os.Stdin)
	cancel()
	p.Wait()
	Dismiss()
}

// Where the context of a child ends, what the child started is ended too, on Linux also what has left
// the group, and has its environment no more.
func TestEndsWhatLeftTheGroup(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what has left a group is found by its environment and its limits, which only Linux shows")
	}
	for _, what := range []string{"apart", "bare"} {
		t.Run(what, func(t *testing.T) {
			theirs, in, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer in.Close()
			cmd, r := ready(t, "interrupted "+what, theirs)
			theirs.Close()
			in.Close()
			if rest, err := io.ReadAll(r); err != nil || len(rest) > 0 {
				t.Errorf("%q was left, error %v", rest, err)
			}
			if err := cmd.Wait(); err != nil {
				t.Error(err)
			}
		})
	}
}

// Where a process is killed, the helper kills what it has started: its child, the child's child, and
// on Linux one that has left its group, also without an environment. Each holds the write end of a pipe, whose reader gets the end
// of the file when all are gone.
func TestGuard(t *testing.T) {
	cases := []string{"ignore", "parent"}
	if runtime.GOOS == "linux" {
		cases = append(cases, "apart", "bare")
	}
	for _, what := range cases {
		t.Run(what, func(t *testing.T) {
			cmd, r := ready(t, "guarded "+what, nil)
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			cmd.Wait()
			if rest, err := io.ReadAll(r); err != nil || len(rest) > 0 {
				t.Errorf("%q was left, error %v", rest, err)
			}
		})
	}
}

// A process that ends by itself dismisses its helper, which kills nothing: what has left the group on
// purpose goes on, and still answers.
func TestGuardDismissed(t *testing.T) {
	theirs, in, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer theirs.Close()
	defer in.Close()
	cmd, r := ready(t, "guarded leaver", theirs)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	if _, err := in.WriteString("still there?\n"); err != nil {
		t.Fatal(err)
	}
	in.Close()
	theirs.Close()
	if answer, err := io.ReadAll(r); err != nil || string(answer) != "still there?\n" {
		t.Errorf("%q, error %v", answer, err)
	}
}

// ready starts a child of the test whose descendants have a pipe open, and returns when one of them
// has printed that it is ready.
func ready(t *testing.T, what string, in *os.File) (*exec.Cmd, *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	s := spec(t, what)
	cmd := exec.Command(s.Argv[0])
	cmd.Env, cmd.Stdout, cmd.Stderr = s.Env, w, os.Stderr
	if in != nil {
		cmd.Stdin = in
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	if _, err := io.ReadFull(r, make([]byte, len("ready\n"))); err != nil {
		t.Fatal(err)
	}
	return cmd, r
}

// After Hurry a group that ignores SIGTERM is killed without the grace, whether it was asked to end
// before or is asked later, and one that nobody has asked goes on.
func TestHurry(t *testing.T) {
	for _, before := range []bool{true, false} {
		t.Cleanup(func() { living.haste = false })
		ctx, cancel := context.WithCancelCause(t.Context())
		enough := errors.New("enough")
		asked, r := startReady(t, ctx, "parent")
		other, _ := startReady(t, t.Context(), "ignore")
		if before {
			cancel(enough)
			<-asked.asked
			Hurry()
		} else {
			Hurry()
			cancel(enough)
		}
		if _, err := asked.Wait(); err != enough {
			t.Errorf("error %v, want the cause", err)
		}
		if rest, err := io.ReadAll(r); err != nil || len(rest) > 0 {
			t.Errorf("%q was left, error %v", rest, err)
		}
		if !alive(other.cmd) || Running() != 1 {
			t.Errorf("%d run, of which the one that nobody asked is alive: %t", Running(), alive(other.cmd))
		}
		other.Kill()
		other.Wait()
		living.haste = false
	}
}

// startReady starts a process with the grace of an hour and returns when it is ready.
func startReady(t *testing.T, ctx context.Context, what string) (*Process, *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	s := spec(t, what)
	s.Stdout, s.Grace = w, 3600e9
	p := start(t, ctx, s)
	w.Close()
	if _, err := io.ReadFull(r, make([]byte, len("ready\n"))); err != nil {
		t.Fatal(err)
	}
	return p, r
}

// A place in the table that names no group, or one of the numbers by which kill(2) means more than a
// group, is passed over.
func TestGroups(t *testing.T) {
	table, err := os.CreateTemp(t.TempDir(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer table.Close()
	r := running{table: table}
	for slot, group := range []int{4711, 0, 1, -1, 815} {
		r.write(slot, group)
	}
	text, err := os.ReadFile(table.Name())
	if err != nil {
		t.Fatal(err)
	}
	if got := groups(append(text, 1, 2, 3)); !slices.Equal(got, []int{4711, 815}) {
		t.Errorf("groups %v", got)
	}
}

// apart starts a process in a session of its own, with an environment and what it is to do.
func apart(what string, env []string) {
	self, _ := os.Executable()
	cmd := exec.Command(self)
	cmd.Env = append(env, behaviour+"="+what)
	cmd.Stdin, cmd.Stdout, cmd.SysProcAttr = os.Stdin, os.Stdout, &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		panic(err)
	}
}

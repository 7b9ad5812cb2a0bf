package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// behaviour is the environment variable that turns the test binary into a child.
const behaviour = "PROCESS_TEST_BEHAVIOUR"

// children are the behaviours of a child. It prints a line on standard output when it has
// reached the state that a signal should find it in.
var children = map[string]func(){
	"end":  func() {},
	"fail": func() { fmt.Fprint(os.Stderr, "no such gene\n"); os.Exit(7) },
	"die":  func() { syscall.Kill(os.Getpid(), syscall.SIGKILL); time.Sleep(time.Hour) },
	"echo": func() { io.Copy(os.Stdout, os.Stdin) },
	"where": func() {
		dir, _ := os.Getwd()
		fmt.Println(dir, os.Getenv("GREETING"), syscall.Getpgrp() == os.Getpid())
	},
	"burn": func() {
		for x := range 1 << 24 {
			sink += x * x
		}
	},
	"hang":   func() { fmt.Println("ready"); time.Sleep(time.Hour) },
	"ignore": func() { signal.Ignore(syscall.SIGTERM); fmt.Println("ready"); time.Sleep(time.Hour) },
	"parent": func() { again("ignore", true) },  // waits for a child that ignores SIGTERM
	"orphan": func() { again("ignore", false) }, // leaves it behind when it is asked to end
	"daemon": func() { again("hang", false); os.Exit(0) },
	"apart":  func() { apart("ignore", os.Environ()); time.Sleep(time.Hour) },
	"bare":   func() { apart("ignore", nil); time.Sleep(time.Hour) },
	"leaver": func() { apart("answer", os.Environ()) },
	"answer": func() { fmt.Println("ready"); io.Copy(os.Stdout, os.Stdin) },
}

var sink int

// again starts a child of the child.
func again(what string, wait bool) {
	self, _ := os.Executable()
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), behaviour+"="+what)
	cmd.Stdout = os.Stdout
	if err := cmd.Start(); err != nil {
		panic(err)
	}
	if wait {
		cmd.Wait()
	}
	if what == "ignore" {
		time.Sleep(time.Hour) // until SIGTERM
	}
}

func TestMain(m *testing.M) {
	if os.Args[0] == GuardName {
		Guard(os.Args[1:])
		syscall.Exit(0) // past the sleep of the race detector, see below: GORACE does not reach the helper
	}
	if what, ok := strings.CutPrefix(os.Getenv(behaviour), "guarded "); ok {
		guardedOn(what)
		return
	}
	if what, ok := strings.CutPrefix(os.Getenv(behaviour), "interrupted "); ok {
		interruptedOn(what)
		return
	}
	if child, ok := children[os.Getenv(behaviour)]; ok {
		child()
		return
	}
	// Under the race detector a process sleeps for a second before it exits; the children need not.
	os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	goleak.VerifyTestMain(m)
}

// spec is of a child that behaves so.
func spec(t *testing.T, what string) Spec {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Spec{Argv: []string{self}, Env: append(os.Environ(), behaviour+"="+what), Grace: 100 * time.Millisecond}
}

func start(t *testing.T, ctx context.Context, s Spec) *Process {
	t.Helper()
	p, err := Start(ctx, s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestUsage(t *testing.T) {
	u, err := start(t, t.Context(), spec(t, "burn")).Wait()
	if err != nil {
		t.Fatal(err)
	}
	if u.CPU() <= 0 || u.Wall <= 0 || u.CPU() != u.User+u.System {
		t.Errorf("%+v", u)
	}
	if u.Voluntary+u.Involuntary == 0 {
		t.Errorf("no context switch: %+v", u)
	}
	if u.Faults == nil || u.Faults.Minor == 0 || u.Faults.Major < 0 {
		t.Errorf("a process began without a page: %+v", u.Faults)
	}
}

func TestSpec(t *testing.T) {
	s := spec(t, "where")
	var out bytes.Buffer
	s.Dir, s.Stdout = t.TempDir(), &out
	s.Env = append(s.Env, "GREETING=hello")
	if _, err := start(t, t.Context(), s).Wait(); err != nil {
		t.Fatal(err)
	}
	if want := s.Dir + " hello true\n"; out.String() != want {
		t.Errorf("printed %q, want %q", &out, want)
	}
	s = spec(t, "echo")
	out.Reset()
	s.Stdin, s.Stdout = strings.NewReader("1,2\n3,4\n"), &out
	if _, err := start(t, t.Context(), s).Wait(); err != nil || out.String() != "1,2\n3,4\n" {
		t.Errorf("printed %q, error %v", &out, err)
	}
}

func TestExitError(t *testing.T) {
	for what, want := range map[string]ExitError{"fail": {Code: 7}, "die": {Code: -1, Signal: "killed"}} {
		s := spec(t, what)
		var last Tail
		s.Stderr = &last
		_, err := start(t, t.Context(), s).Wait()
		var exit *ExitError
		if !errors.As(err, &exit) {
			t.Fatalf("%s: error %v", what, err)
		}
		if exit.Code != want.Code || exit.Signal != want.Signal || exit.Program == "" {
			t.Errorf("%s: %+v, want %+v", what, exit, want)
		}
		if what == "fail" && last.Lines(3) != "no such gene" {
			t.Errorf("printed %q", last.Lines(3))
		}
	}
}

func TestCannotStart(t *testing.T) {
	plain := t.TempDir() + "/plain"
	if err := os.WriteFile(plain, []byte("text"), 0o644); err != nil {
		t.Fatal(err)
	}
	script := t.TempDir() + "/script"
	if err := os.WriteFile(script, []byte("#!/no/such/interpreter\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		spec Spec
		want string
	}{
		{Spec{}, "no program"},
		{Spec{Argv: []string{"no-such-program-anywhere"}}, "no such program in PATH: install it"},
		{Spec{Argv: []string{"no-such-program -k file"}}, "without quotes around the whole"},
		{Spec{Argv: []string{plain}}, "chmod +x"},
		{Spec{Argv: []string{script}}, "interpreter that it names is missing"},
		{Spec{Argv: []string{script}, Dir: "/no/such/folder"}, "no folder /no/such/folder"},
	} {
		if _, err := Start(t.Context(), c.spec); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: error %v, want %q", c.spec.Argv, err, c.want)
		}
	}
	done, cancel := context.WithCancelCause(t.Context())
	enough := errors.New("enough")
	cancel(enough)
	if _, err := Start(done, spec(t, "hang")); err != enough {
		t.Errorf("after the end: error %v", err)
	}
}

// When the context ends, the whole group ends. The child, and its own child that ignores
// SIGTERM, hold the write end of a pipe. Its reader gets the end of file when both are gone.
func TestEndsWithContext(t *testing.T) {
	for _, what := range []string{"hang", "ignore", "parent", "orphan"} {
		t.Run(what, func(t *testing.T) {
			r, w, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			enough := errors.New("enough")
			ctx, cancel := context.WithCancelCause(t.Context())
			s := spec(t, what)
			s.Stdout = w
			p := start(t, ctx, s)
			w.Close()
			if _, err := io.ReadFull(r, make([]byte, len("ready\n"))); err != nil {
				t.Fatal(err)
			}
			cancel(enough)
			if _, err := p.Wait(); err != enough {
				t.Errorf("error %v, want the cause", err)
			}
			if rest, err := io.ReadAll(r); err != nil || len(rest) > 0 {
				t.Errorf("%q was left, error %v", rest, err)
			}
			p.Kill() // of what is gone is nothing
		})
	}
}

func TestKill(t *testing.T) {
	p := start(t, t.Context(), spec(t, "ignore"))
	p.Kill()
	_, err := p.Wait()
	var exit *ExitError
	if !errors.As(err, &exit) || exit.Signal != "killed" {
		t.Errorf("error %v", err)
	}
}

// A process that leaves another behind with its output open has ended all the same.
func TestLeavesOutputOpen(t *testing.T) {
	s := spec(t, "daemon")
	var out bytes.Buffer
	s.Stdout = &out
	p := start(t, t.Context(), s)
	defer syscall.Kill(-p.ID(), syscall.SIGKILL)
	if _, err := p.Wait(); err != nil {
		t.Error(err)
	}
}

// What it leaves behind is ended with it where the whole group is asked for: the
// output that both hold open comes to its end.
func TestWhole(t *testing.T) {
	for what, left := range map[string]bool{"end": false, "daemon": true} {
		s := spec(t, what)
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		s.Whole, s.Stdout = true, w
		p := start(t, t.Context(), s)
		w.Close()
		u, err := p.Wait()
		if err != nil || u.Left != left {
			t.Errorf("%s: left %t, error %v", what, u.Left, err)
		}
		if _, err := io.ReadAll(r); err != nil {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestTail(t *testing.T) {
	var all Tail
	text := strings.Repeat("0123456789\n", 1000) + "\n\x1b[31mone \r\n\n two\xff\t2 \nthree"
	for part := range slices.Chunk([]byte(text), 777) {
		if n, err := all.Write(part); n != len(part) || err != nil {
			t.Fatal(n, err)
		}
	}
	for n, want := range map[int]string{0: "", 1: "three", 3: "[31mone\n two?\t2\nthree", 4: "0123456789\n[31mone\n two?\t2\nthree"} {
		if got := all.Lines(n); got != want {
			t.Errorf("last %d lines are %q, want %q", n, got, want)
		}
	}
	if got := strings.Count(all.Lines(1<<20), "\n"); got > tailBytes/11+5 || got < tailBytes/11-5 {
		t.Errorf("%d lines were kept", got)
	}
	if got := new(Tail).Lines(5); got != "" {
		t.Errorf("of nothing %q", got)
	}
}

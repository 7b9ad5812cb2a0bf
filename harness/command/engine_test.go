package command

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// program returns a program with the given behaviour. It gets N as its last argument.
func program(t *testing.T, what string) Program {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return Program{Argv: []string{self, "{workers}"}, Env: []string{behaviour + "=" + what}}
}

func engine(t *testing.T, p Program) *Engine {
	t.Helper()
	e, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// job returns the job of a sweep of programs, which has no rows.
func job() *harness.Job {
	return &harness.Job{Data: &harness.Dataset{Name: "program"}, ChunkRows: 1, Workload: harness.Workload{Name: "command"}}
}

// The engine passes the suite that all engines pass, as one that times work whole.
func TestConformance(t *testing.T) {
	once := func(t *testing.T, what string) Program {
		p := program(t, what)
		p.Env = append(p.Env, "RAN="+filepath.Join(t.TempDir(), "ran"))
		return p
	}
	enginetest.RunWhole(t, enginetest.Whole{
		Ends:  func(t *testing.T) harness.Engine { return engine(t, program(t, "print")) },
		Fails: func(t *testing.T) harness.Engine { return engine(t, once(t, "fail once")) },
		Stops: func(t *testing.T, stop func()) harness.Engine {
			fifo := filepath.Join(t.TempDir(), "fifo")
			if err := syscall.Mkfifo(fifo, 0o600); err != nil {
				t.Fatal(err)
			}
			read := make(chan struct{})
			go func() {
				defer close(read)
				defer stop()
				if f, err := os.Open(fifo); err == nil {
					_, _ = io.ReadFull(f, make([]byte, len("ready\n")))
					f.Close()
				}
			}()
			t.Cleanup(func() { <-read })
			p := once(t, "wait once")
			p.Env = append(p.Env, "FIFO="+fifo)
			return engine(t, p)
		},
	})
}

func TestTimes(t *testing.T) {
	e := engine(t, program(t, "burn"))
	if harness.EngineKindOf(e.Name()) != harness.CommandKind {
		t.Errorf("name %q", e.Name())
	}
	for _, n := range []int{1, 3} {
		tm, err := e.Run(t.Context(), nil, job(), n)
		if err != nil {
			t.Fatal(err)
		}
		if tm.Wall <= 0 || tm.Parallel != tm.Wall || tm.Split+tm.Merge != 0 || tm.Workers != nil {
			t.Errorf("N = %d: %+v", n, tm)
		}
		if tm.Process == nil || tm.Process.CPU() <= 0 || tm.Process.Code != 0 {
			t.Errorf("N = %d: process %+v", n, tm.Process)
		}
		if tm.Others == nil && runtime.GOOS == "linux" {
			t.Errorf("N = %d: nothing is known of other processes", n)
		}
	}
	var flag *harness.FlagError
	if _, err := e.Run(t.Context(), nil, job(), 0); !errors.As(err, &flag) {
		t.Errorf("N = 0: error %v", err)
	}
	if d, err := e.Spawn(t.Context()); err != nil || d <= 0 {
		t.Errorf("starting takes %v, error %v", d, err)
	}
}

// The timeout is of the user's program: a machine on which starting any takes longer still
// has its start measured.
func TestSpawnHasNoTimeout(t *testing.T) {
	p := program(t, "print")
	p.Timeout = time.Nanosecond
	if d, err := engine(t, p).Spawn(t.Context()); err != nil || d <= 0 {
		t.Errorf("starting takes %v, error %v", d, err)
	}
}

// A whole sweep of a program: every N in every block, and no answer to compare.
func TestSweep(t *testing.T) {
	e := engine(t, program(t, "print"))
	seen := map[int]int{}
	for run, err := range (harness.Sweep{Blocks: 2, Warmup: 1}).Runs(t.Context(), harness.Trial{Engine: e, Job: job(), Workers: []int{1, 2}}) {
		if err != nil {
			t.Fatal(err)
		}
		seen[run.Workers]++
	}
	if seen[1] != 3 || seen[2] != 3 {
		t.Errorf("runs by N: %v", seen)
	}
}

// N is passed in arguments, variables and hooks. The output of each run is kept, and the
// hooks run in their order.
func TestPlaceholdersHooksAndOutput(t *testing.T) {
	dir := t.TempDir()
	log := filepath.Join(dir, "log")
	note := func(what string) string { return "echo " + what + " {workers} {other} $THREADS >>" + log }
	p := program(t, "print")
	p.Env = append(p.Env, "THREADS={workers} of {cpus}")
	p.Hooks = Hooks{Setup: note("setup"), Prepare: note("prepare"), Conclude: note("conclude"), Cleanup: note("cleanup")}
	p.KeepOutput = filepath.Join(dir, "kept", "here")
	e, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range []int{2, 1, 2} {
		if _, err := e.Run(t.Context(), nil, job(), n); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(e.Close(), e.Close()); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	var want []string
	for _, line := range []string{"setup 2", "prepare 2", "conclude 2", "setup 1", "prepare 1", "conclude 1", "prepare 2", "conclude 2", "cleanup 2", "cleanup 1"} {
		want = append(want, line+" {other} "+line[len(line)-1:]+" of {cpus}")
	}
	if got := strings.Split(strings.TrimSpace(string(b)), "\n"); !slices.Equal(got, want) {
		t.Errorf("hooks\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	kept := os.DirFS(p.KeepOutput)
	for name, want := range map[string]string{
		"0001-n2.out": "out 2 2 of {cpus}\n", "0001-n2.err": "err 2\n", "0002-n1.out": "out 1 1 of {cpus}\n", "0003-n2.err": "err 2\n",
	} {
		if got, err := fs.ReadFile(kept, name); err != nil || string(got) != want {
			t.Errorf("%s has %q, want %q; error %v", name, got, want, err)
		}
	}
	if files, err := fs.Glob(kept, "*"); err != nil || len(files) != 6 {
		t.Errorf("kept %v, error %v", files, err)
	}
	var flag *harness.FlagError
	if _, err := New(p); !errors.As(err, &flag) || flag.Flag != "keep-output" {
		t.Errorf("a folder with files: error %v", err)
	}
}

func TestFailure(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Program)
		want   []string
	}{
		{"stderr", func(p *Program) { p.Env[0] = behaviour + "=fail" },
			[]string{"at N = 2: ", "ended with exit code 7: ", "--ignore-failure", "\n  reading\n  no gene 2"}},
		{"no stderr", func(p *Program) { p.Env[0] = behaviour + "=mute" }, []string{"exit code 1", "--keep-output DIR"}},
		{"is not there", func(p *Program) { p.Argv = []string{"no-such-program", "{workers}"} }, []string{`cannot start "no-such-program"`}},
		{"hook", func(p *Program) { p.Hooks.Prepare = "echo no room >&2; exit 3" }, []string{"--prepare at N = 2: sh ended with exit code 3", "\n  no room"}},
		{"setup", func(p *Program) { p.Hooks.Setup = "exit 3" }, []string{"--setup at N = 2: sh ended with exit code 3"}},
		{"conclude", func(p *Program) { p.Hooks.Conclude = "exit 3" }, []string{"--conclude at N = 2: sh ended with exit code 3"}},
		{"shell", func(p *Program) { p.Argv, p.Shell = []string{"exit {workers}"}, true }, []string{"the shell command at N = 2: sh ended with exit code 2"}},
		{"timeout", func(p *Program) { p.Env[0], p.Timeout = behaviour+"=hang", time.Millisecond }, []string{"had not ended after 1ms", "--timeout"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := program(t, "print")
			c.change(&p)
			_, err := engine(t, p).Run(t.Context(), nil, job(), 2)
			var failed *harness.ProgramError
			if !errors.As(err, &failed) || failed.Workers != 2 {
				t.Fatalf("error %v", err)
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q lacks %q", err, want)
				}
			}
		})
	}
	p := program(t, "fail")
	p.IgnoreFailure = true
	tm, err := engine(t, p).Run(t.Context(), nil, job(), 2)
	if err != nil || tm.Process.Code != 7 {
		t.Errorf("ignored: %+v, error %v", tm.Process, err)
	}
	p = program(t, "print")
	p.Hooks.Cleanup = "exit 3"
	e, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := e.Run(t.Context(), nil, job(), 2); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); !errors.As(err, new(*harness.ProgramError)) || !strings.Contains(err.Error(), "--cleanup at N = 2") {
		t.Errorf("cleanup: error %v", err)
	}
}

// Processes that a program leaves behind are ended: they would disturb the next runs.
func TestLeavesProcesses(t *testing.T) {
	e := engine(t, program(t, "leave"))
	if tm, err := e.Run(t.Context(), nil, job(), 2); err != nil || tm.Others != nil {
		t.Fatalf("others did %+v beside what was left; error %v", tm.Others, err)
	}
	if notes := e.Notes(); len(notes) != 1 || !strings.Contains(notes[0], "left processes behind in 1 of 1 runs") {
		t.Errorf("notes %q", notes)
	}
	e = engine(t, program(t, "print"))
	if _, err := e.Run(t.Context(), nil, job(), 2); err != nil {
		t.Fatal(err)
	}
	if notes := e.Notes(); notes != nil {
		t.Errorf("nothing is left, and the notes are %q", notes)
	}
}

// A process that --prepare leaves in the background is not waited for, also where it holds the
// output of the hook open. It can go on to print, and nobody is blamed for it.
func TestPrepareLeavesProcess(t *testing.T) {
	dir := t.TempDir()
	to, from := filepath.Join(dir, "to"), filepath.Join(dir, "from")
	if err := errors.Join(syscall.Mkfifo(to, 0o600), syscall.Mkfifo(from, 0o600)); err != nil {
		t.Fatal(err)
	}
	p := program(t, "print")
	p.Hooks.Prepare = "(echo ready; read line <" + to + "; echo still here && echo $line >" + from + ") &"
	p.Hooks.Conclude = "echo over >" + to + "; read line <" + from + "; test $line = over"
	p.Timeout = 10 * time.Second
	e := engine(t, p)
	for range 2 {
		if tm, err := e.Run(t.Context(), nil, job(), 2); err != nil || tm.Others == nil && runtime.GOOS == "linux" {
			t.Fatalf("%+v, error %v", tm, err)
		}
	}
	if notes := e.Notes(); notes != nil {
		t.Errorf("notes %q", notes)
	}
}

// When the context ends, the program and its child are ended, and then the cleanup hook runs.
func TestInterrupted(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	p := program(t, "hang")
	p.Env = append(p.Env, "FIFO="+fifo)
	p.Hooks.Cleanup = "touch " + dir + "/cleaned"
	e, err := New(p)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	gone := make(chan error, 1)
	go func() { // the child holds the fifo open until it is gone
		f, err := os.Open(fifo)
		if err == nil {
			defer f.Close()
			_, err = io.ReadFull(f, make([]byte, len("ready\n")))
			cancel()
		}
		if err == nil {
			_, err = io.ReadAll(f)
		}
		gone <- err
	}()
	if _, err := e.Run(ctx, nil, job(), 2); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if err := <-gone; err != nil {
		t.Error(err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(dir + "/cleaned"); err != nil {
		t.Error(err)
	}
}

func TestRefused(t *testing.T) {
	for _, c := range []struct {
		program    Program
		flag, want string
	}{
		{Program{Argv: []string{"sort", "{worker}"}}, "workload", "put {workers} where it expects the number"},
		{Program{Argv: []string{"sort", "{workers}"}, Shell: true}, "shell", "put all of it in quotes"},
		{Program{Argv: []string{"sort", "{workers}"}, Env: []string{"THREADS"}}, "env", "type KEY=value"},
		{Program{Argv: []string{"sort", "{workers}"}, Env: []string{"=4"}}, "env", "type KEY=value"},
		{Program{Argv: []string{"sort", "{workers}"}, Env: []string{"K=4321", "KEY=1", "K=5678"}}, "env", "given twice"},
		{Program{Argv: []string{"sort", "{workers}"}, KeepOutput: "/dev/null/x"}, "keep-output", "no folder that can be made"},
	} {
		_, err := New(c.program)
		var flag *harness.FlagError
		if !errors.As(err, &flag) || flag.Flag != c.flag || !strings.Contains(flag.Want, c.want) {
			t.Errorf("%+v: error %v", c.program, err)
		}
	}
	for _, p := range []Program{
		{Argv: []string{"sort"}, Env: []string{"THREADS={workers}"}},
		{Argv: []string{"sort"}, Hooks: Hooks{Prepare: "echo {workers} >threads"}},
	} {
		if err := p.check(); err != nil {
			t.Errorf("%+v: error %v", p, err)
		}
	}
}

package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"go.uber.org/goleak"

	"serialfraction/harness/process"
	"serialfraction/harness/raced"
	"serialfraction/harness/remote"
)

// The scripts run harness as a command: the whole program, in a process of its own.
func TestMain(m *testing.M) {
	testscript.Main(apart{m}, map[string]func(){
		"harness":         main,
		process.GuardName: main,
		remote.LocalName:  main,
		"score":           score,
		"score-arrow":     scoreArrow,
		"broken":          broken,
	})
}

// apart runs the tests with a folder of their own for temporary files, so that they do not
// share the lock of this machine with other sweeps. Each script has its own too.
//
// Under the race detector a process sleeps for a second before it exits, to find races of
// goroutines that still run. The tests start hundreds of processes, so these do not sleep.
// That harness leaves no goroutine behind is asserted here, for all that the tests run in
// this process, which still sleeps.
type apart struct{ m *testing.M }

func (a apart) Run() int {
	dir, err := os.MkdirTemp("", "harness-test")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	os.Setenv("TMPDIR", dir)
	os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	code := a.m.Run()
	if err := goleak.Find(leakOfNATS); err != nil {
		fmt.Fprintln(os.Stderr, "a goroutine outlives what started it:", err)
		return max(code, 1)
	}
	return code
}

// leakOfNATS is the goroutine that a put into the object store leaves behind where it is over at once:
// cleanupReplySub of nats.go 1.55 may set the channel to nil that the goroutine is about to read. A
// connection that stays open has other goroutines too, which are still found.
var leakOfNATS = goleak.IgnoreTopFunction("github.com/nats-io/nats.go/jetstream.(*jetStream).resetPendingAcksOnReconnect")

// concurrent are the scripts that run under the race detector too: one at least for everything that goes on
// at the same time within a process of harness. The others sweep as these do, read files and print in one
// goroutine, or try what processes do to each other, which the race detector does not see.
var concurrent = []string{"command", "crash", "data", "elsewhere", "joining", "outage", "pipe", "profile", "remote", "remotepath", "rows", "run", "timeline"}

func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	if raced.On {
		scripts = nil
		for _, name := range concurrent {
			scripts = append(scripts, "testdata/script/"+name+".txtar")
		}
	}
	testscript.Run(t, testscript.Params{
		Files: scripts,
		Cmds:  map[string]func(*testscript.TestScript, bool, []string){"exit": exit, "nats-server": natsServer, "another": otherVersion, "taken": taken},
		Setup: func(env *testscript.Env) error {
			env.Setenv("XDG_DATA_HOME", env.WorkDir+"/data")
			env.Values[natsKey] = &scriptServer{}
			return nil
		},
	})
}

// exit runs a command that is to end with an exit code: exit 3 harness report …
func exit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND …")
	}
	err := ts.Exec(args[1], args[2:]...)
	code := 0
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		code = failed.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if want := args[0]; strconv.Itoa(code) != want {
		ts.Fatalf("%s ended with exit code %d, want %s", args[1], code, want)
	}
}

package command

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"

	"go.uber.org/goleak"
)

// behaviour is the environment variable that turns the test binary into a program. The
// program gets N as its argument.
const behaviour = "COMMAND_TEST_BEHAVIOUR"

var programs = map[string]func(n string){
	"print": func(n string) { fmt.Println("out", n, os.Getenv("THREADS")); fmt.Fprintln(os.Stderr, "err", n) },
	"burn":  func(string) { burn() },
	"fail":  func(n string) { fmt.Fprintf(os.Stderr, "reading\nno gene %s\n", n); os.Exit(7) },
	"mute":  func(string) { os.Exit(1) },
	"leave": func(string) { // a child behind, with standard error open
		self, _ := os.Executable()
		cmd := exec.Command(self)
		cmd.Env, cmd.Stderr = append(os.Environ(), behaviour+"=sleep"), os.Stderr
		cmd.Start()
	},
	"fail once": func(string) {
		if firstRun() {
			os.Exit(7)
		}
	},
	"wait once": func(string) {
		if firstRun() {
			announce()
			hold()
		}
	},
	"sleep": func(string) { hold() },
	"hang": func(string) { // with a child that does not want to end either
		signal.Ignore(syscall.SIGTERM)
		if os.Getenv("CHILD") == "" {
			self, _ := os.Executable()
			cmd := exec.Command(self)
			cmd.Env, cmd.Stdout = append(os.Environ(), "CHILD=1"), os.Stdout
			cmd.Run()
		}
		announce()
		hold()
	},
}

// hold goes on until the process is killed: it reads a pipe that nobody writes to.
func hold() {
	r, w, err := os.Pipe()
	if err == nil {
		r.Read(make([]byte, 1))
		w.Close()
	}
}

// firstRun reports whether this is the first of several runs, by a file that the first leaves.
func firstRun() bool {
	f, err := os.OpenFile(os.Getenv("RAN"), os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		f.Close()
	}
	return err == nil
}

// announce writes to a pipe that the program has come so far. It holds the pipe open until
// the program ends.
func announce() {
	if f, err := os.OpenFile(os.Getenv("FIFO"), os.O_WRONLY, 0); err == nil {
		fmt.Fprintln(f, "ready")
	}
}

var sink int

func burn() {
	for x := range 1 << 24 {
		sink += x * x
	}
}

func TestMain(m *testing.M) {
	if run, ok := programs[os.Getenv(behaviour)]; ok {
		run(os.Args[len(os.Args)-1])
		return
	}
	// Under the race detector a process sleeps for a second before it exits; the programs, which start
	// no goroutine that outlives them, need not.
	os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	goleak.VerifyTestMain(m)
}

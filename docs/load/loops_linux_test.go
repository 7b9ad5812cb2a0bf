package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The tests are started as a loop, as the program is.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == loopWord {
		loop(os.Args[2])
	}
	os.Exit(m.Run())
}

// A loop is on its CPU when startLoops returns, and gone when end does.
func TestStartLoops(t *testing.T) {
	var may unix.CPUSet
	if err := unix.SchedGetaffinity(0, &may); err != nil {
		t.Fatal(err)
	}
	cpu := 0
	for !may.IsSet(cpu) {
		cpu++
	}
	ls, err := startLoops(t.Context(), 1, []int{cpu})
	if err != nil {
		t.Fatal(err)
	}
	pid := ls[0].Process.Pid
	threads, err := os.ReadDir(fmt.Sprintf("/proc/%d/task", pid))
	if err != nil {
		t.Error(err)
	}
	pinned := 0
	for _, thread := range threads {
		tid, err := strconv.Atoi(thread.Name())
		if err != nil {
			t.Fatal(err)
		}
		var on unix.CPUSet
		if err := unix.SchedGetaffinity(tid, &on); err == nil && on.Count() == 1 && on.IsSet(cpu) {
			pinned++
		}
	}
	if pinned == 0 {
		t.Errorf("none of %d threads is kept to CPU %d", len(threads), cpu)
	}
	ls.end()
	if err := unix.Kill(pid, 0); !errors.Is(err, unix.ESRCH) {
		t.Errorf("the loop is left: %v", err)
	}
}

// A loop ends by itself when whoever started it is gone.
func TestLoopEndsWithItsParent(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), os.Args[0], loopWord, anyCPU)
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if err := in.Close(); err != nil { // as the system does at the end of a process
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// A loop that another process ended was not beside the sweep.
func TestLoopThatEnded(t *testing.T) {
	if new(plan).beside(loads[0]) != nil {
		t.Error("something runs beside a quiet sweep")
	}
	ls, err := startLoops(t.Context(), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	ls.end()
	if err := ls.ran(time.Hour); err == nil {
		t.Error("a loop of some milliseconds was busy for an hour")
	}
	if err := ls.ran(0); err != nil {
		t.Error(err)
	}
}

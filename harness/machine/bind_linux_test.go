package machine

import (
	"fmt"
	"os"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"
)

// threadOf runs what a goroutine does, which then ends, and returns its thread.
func threadOf(does func()) (thread int) {
	at := make(chan int)
	go func() {
		does()
		at <- unix.Gettid()
	}()
	return <-at
}

// A thread is on its CPU while it is bound, and then where it was before.
func TestBind(t *testing.T) {
	only, all := AllowedCPUs()[0], len(AllowedCPUs())
	threadOf(func() {
		undo, err := Bind(only)
		if err != nil {
			t.Error(err)
			return
		}
		if list, _ := affinity(); len(list) != 1 || list[0] != only {
			t.Errorf("bound to CPU %d, the thread may run on %v", only, list)
		}
		undo()
		if list, _ := affinity(); len(list) != all {
			t.Errorf("given back, the thread may run on %v", list)
		}
	})
}

// A thread that cannot be put back among its CPUs ends with its goroutine: no other gets it.
func TestNotPutBack(t *testing.T) {
	thread := threadOf(func() {
		if _, err := Bind(AllowedCPUs()[0]); err != nil {
			t.Error(err)
		}
		putBack(&unix.CPUSet{}) // the system refuses
	})
	if thread == os.Getpid() {
		t.Skip("the first thread of a process does not end, but does nothing more")
	}
	for name := fmt.Sprintf("/proc/self/task/%d", thread); ; runtime.Gosched() {
		if _, err := os.Stat(name); err != nil {
			return
		}
	}
}

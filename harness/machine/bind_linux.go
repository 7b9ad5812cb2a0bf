package machine

import (
	"fmt"
	"runtime"

	"golang.org/x/sys/unix"
)

// CanBind reports whether this system binds threads to CPUs.
const CanBind = true

// Bind locks the calling goroutine to its thread and puts that on one CPU, where it stays until undo puts
// it back among those that it could run on before. Programs that it starts meanwhile are on that CPU too.
// Where the system does not put it back, the goroutine stays locked, so that the thread ends with it and no
// other work gets a thread that is bound.
func Bind(cpu int) (undo func(), err error) {
	runtime.LockOSThread()
	var before, only unix.CPUSet
	only.Set(cpu)
	if err = unix.SchedGetaffinity(0, &before); err == nil {
		err = unix.SchedSetaffinity(0, &only)
	}
	if err != nil {
		runtime.UnlockOSThread()
		return nil, fmt.Errorf("the thread of a worker cannot be bound to CPU %d, which may be off or no longer allowed: %w", cpu, err)
	}
	return func() { putBack(&before) }, nil
}

// putBack lets the calling thread run on these CPUs again, and unlocks its goroutine if it may.
func putBack(before *unix.CPUSet) {
	if unix.SchedSetaffinity(0, before) == nil {
		runtime.UnlockOSThread()
	}
}

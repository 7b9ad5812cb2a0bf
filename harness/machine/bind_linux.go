package machine

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// CanBind reports whether this system binds threads to CPUs.
const CanBind = true

// Bind puts the calling thread, which must be locked, on one CPU, where it stays until undo puts it back
// among those that it could run on before. Programs that it starts meanwhile are on that CPU too.
func Bind(cpu int) (undo func(), err error) {
	var before, only unix.CPUSet
	only.Set(cpu)
	if err = unix.SchedGetaffinity(0, &before); err == nil {
		err = unix.SchedSetaffinity(0, &only)
	}
	if err != nil {
		return nil, fmt.Errorf("the thread of a worker cannot be bound to CPU %d, which may be off or no longer allowed: %w", cpu, err)
	}
	return func() { _ = unix.SchedSetaffinity(0, &before) }, nil
}

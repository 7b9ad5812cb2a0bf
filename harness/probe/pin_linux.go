package probe

import "golang.org/x/sys/unix"

// pin puts the calling thread, which must be locked, on one CPU. It returns a function that
// undoes that. Where the system refuses, pin does nothing.
func pin(cpu int) (undo func()) {
	var before, only unix.CPUSet
	only.Set(cpu)
	if unix.SchedGetaffinity(0, &before) != nil || unix.SchedSetaffinity(0, &only) != nil {
		return func() {}
	}
	return func() { _ = unix.SchedSetaffinity(0, &before) }
}

package probe

import "serialfraction/harness/machine"

// pin puts the calling thread, which must be locked, on one CPU. It returns a function that
// undoes that. Where the system refuses, pin does nothing.
func pin(cpu int) (undo func()) {
	undo, err := machine.Bind(cpu)
	if err != nil {
		return func() {}
	}
	return undo
}

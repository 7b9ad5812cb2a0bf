//go:build !linux

package probe

// pin does nothing: this system cannot put a thread on a CPU.
func pin(int) (undo func()) { return func() {} }

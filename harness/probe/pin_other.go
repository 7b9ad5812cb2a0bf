//go:build !linux

package probe

// pin does nothing where the system knows no such thing.
func pin(int) (undo func()) { return func() {} }

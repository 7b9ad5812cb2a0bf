// Package crash takes a panic from the goroutine that it happens in to the one that
// waits for it.
//
// Where nobody recovers a panic, Go ends the process at once: no temporary file is
// removed, no child is ended, and the user reads a stack. On the goroutine of main one
// deferred function is enough against that; a panic of any other goroutine has to get
// there first. So whatever starts a goroutine starts it with [Guard], or calls what it
// does by [Catch], and hands the error on as it would any other.
//
// What cannot be taken anywhere is a fatal error of the runtime: a stack or memory that
// is used up, a map written by two goroutines at once.
package crash

import (
	"fmt"
	"runtime/debug"
)

// An Error is a panic that was caught.
type Error struct {
	Cause any    // what was panicked with
	Stack []byte // of the goroutine, as debug.Stack tells it
}

func (e *Error) Error() string { return fmt.Sprintf("panic: %v", e.Cause) }

// Catch returns the error of f, which is an *[Error] where f panics.
func Catch(f func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = Of(cause)
		}
	}()
	return f()
}

// Guard returns f with its panics as errors: what an errgroup is given.
func Guard(f func() error) func() error {
	return func() error { return Catch(f) }
}

// Of returns the error of what was recovered, to be called where it was. That of a
// goroutine which was caught there keeps its stack.
func Of(cause any) *Error {
	if e, ok := cause.(*Error); ok {
		return e
	}
	return &Error{cause, debug.Stack()}
}

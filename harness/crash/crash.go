// Package crash turns a panic into an error, so that the goroutine that waits for another
// gets to know of its panic.
//
// Where a panic is not recovered, Go ends the process at once: no temporary file is removed,
// no child is ended, and the user sees a stack. On the goroutine of main one deferred
// function prevents that. The panic of any other goroutine must reach main as an error. So
// code that starts a goroutine wraps its function in [Guard], or calls it by [Catch], and
// returns the error like any other.
//
// A fatal error of the runtime cannot be caught: a stack or memory that is used up, or a map
// that two goroutines write at once.
package crash

import (
	"context"
	"fmt"
	"runtime/debug"
)

// An Error is a panic that was caught.
type Error struct {
	Cause any    // the value of the panic
	Stack []byte // of the goroutine, from debug.Stack
}

func (e *Error) Error() string { return fmt.Sprintf("panic: %v", e.Cause) }

// Catch calls f and returns its error, an *[Error] where f panics.
func Catch(f func() error) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = Of(cause)
		}
	}()
	return f()
}

// Guard returns f with its panics turned into errors, for an errgroup.
func Guard(f func() error) func() error {
	return func() error { return Catch(f) }
}

// CatchUntil calls f on a goroutine of its own and returns its error as Catch does, or the cause of
// the end of ctx where that comes first. Then f goes on by itself, and nobody uses what it makes: it
// must be safe to leave, and is for what cannot look at ctx, such as a read from a pipe that nobody
// writes to.
func CatchUntil(ctx context.Context, f func() error) error {
	ended := make(chan error, 1)
	go func() {
		debug.SetPanicOnFault(true) // a mapped file may be cut short meanwhile
		ended <- Catch(f)
	}()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// Of returns the error of a recovered value. It must be called where the value was
// recovered, to record the stack. An *[Error] that was caught in another goroutine keeps
// its own stack.
func Of(cause any) *Error {
	if e, ok := cause.(*Error); ok {
		return e
	}
	return &Error{cause, debug.Stack()}
}

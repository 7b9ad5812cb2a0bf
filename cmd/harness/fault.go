package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"serialfraction/harness/crash"
)

// guarded returns the exit code of f, also where f panics.
//
// A panic is a fault of this program, with one exception: this goroutine read rows of a
// mapped file, as it does for their digest, and the file was cut short meanwhile. Where an
// engine or a writer reads the rows, it returns an error that names them instead.
//
// The deferred calls of f have run by then: temporary files are removed and children have
// ended. The system releases the locks.
func guarded(stderr io.Writer, args []string, f func() int) (code int) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		code = faulted(stderr, args, crash.Of(cause))
	}()
	return f()
}

// faulted reports a panic and returns the exit code.
func faulted(stderr io.Writer, args []string, e *crash.Error) int {
	if _, ok := e.Cause.(interface{ Addr() uintptr }); ok {
		fmt.Fprintln(stderr, "harness: a file of rows can no longer be read: it was cut short, or its disk failed; restore it and run again")
		return exitFailed
	}
	return crashed(stderr, args, e)
}

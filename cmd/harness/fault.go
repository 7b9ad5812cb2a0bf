package main

import (
	"fmt"
	"io"
	"runtime/debug"

	"serialfraction/harness/crash"
)

// guarded returns the exit code of f. That f panics is a fault of this program, unless
// it read rows of a mapped file on this goroutine, as it does for their digest, and the
// file was cut short meanwhile; where an engine or a writer reads them, that says which
// rows.
//
// What f deferred has been done by then: temporary files are gone, children have been
// ended, and locks are the system's to give back.
func guarded(stderr io.Writer, args []string, f func() int) (code int) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		code = exitFailed
		if _, ok := cause.(interface{ Addr() uintptr }); ok {
			fmt.Fprintln(stderr, "harness: a file of rows can no longer be read: it was cut short, or its disk failed; restore it and run again")
			return
		}
		crashed(stderr, args, crash.Of(cause))
	}()
	return f()
}

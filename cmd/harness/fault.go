package main

import (
	"fmt"
	"io"
	"runtime/debug"
)

// guarded returns the exit code of f, which may read rows of a mapped file on this
// goroutine, as it does for their digest. That the file was cut short meanwhile is a
// failure and no crash; where an engine or a writer reads them, that says which rows.
func guarded(stderr io.Writer, f func() int) (code int) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		cause := recover()
		if cause == nil {
			return
		}
		if _, ok := cause.(interface{ Addr() uintptr }); !ok {
			panic(cause)
		}
		fmt.Fprintln(stderr, "harness: a file of rows can no longer be read: it was cut short, or its disk failed; restore it and run again")
		code = exitFailed
	}()
	return f()
}

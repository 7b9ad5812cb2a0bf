package wholefile

import (
	"io"

	"serialfraction/harness/crash"
)

// Held is a file that Write is to replace. The system gives back the memory or the room on the disk of what
// nobody holds any more, on one thread and before the call returns that lets go of it: 40 ms for 300 MB of a file
// system in memory. So that does not have to be the call that brings the new file to its place.
type Held struct {
	file io.Closer // nil = there was no file, or this system holds none without reading it
}

// Hold holds the file at a path until [Held.Free].
func Hold(path string) Held { return Held{hold(path)} }

// Free lets go of the file and calls beside, on two threads at once where there are so many workers, and on one
// after the other with a single worker. It is called once.
func (h Held) Free(workers int, beside func()) error {
	free := func() error {
		if h.file == nil {
			return nil
		}
		return h.file.Close()
	}
	if workers < 2 {
		beside()
		return free()
	}
	freed := make(chan error, 1)
	go func() { freed <- crash.Catch(free) }()
	beside()
	return <-freed
}

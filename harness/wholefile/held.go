package wholefile

import (
	"errors"
	"io"
	"sync"
	"sync/atomic"

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

// Free lets go of the file and calls pieces in their order, by so many workers at once: letting go is what the first
// of them does, and each takes the next piece when it is done. Free is called once.
func (h Held) Free(workers int, pieces []func()) error {
	var claimed atomic.Int64
	var all sync.WaitGroup
	work := func() error {
		for {
			next := int(claimed.Add(1)) - 1
			if next >= len(pieces) {
				return nil
			}
			pieces[next]()
		}
	}
	faults := make([]error, max(1, workers))
	for w := range faults {
		all.Go(func() {
			if w == 0 && h.file != nil {
				faults[w] = crash.Catch(h.file.Close)
			}
			faults[w] = errors.Join(faults[w], crash.Catch(work))
		})
	}
	all.Wait()
	return errors.Join(faults...)
}

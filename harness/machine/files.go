package machine

import (
	"errors"
	"fmt"
	"math"
	"os"
	"syscall"
)

// Files are the files of this process. Pipes, devices and handles of other processes count as such.
// The zero Files is not known.
type Files struct {
	Open  int // now
	Limit int // open at once
}

// OpenFiles returns the files of this process as they are now. Of the two limits that it has the
// hard one counts: the Go runtime raises the soft one to it.
func OpenFiles() Files {
	limit := filesLimit()
	if limit == math.MaxInt {
		return Files{}
	}
	names, err := os.ReadDir("/dev/fd")
	if errors.Is(err, syscall.EMFILE) {
		return Files{limit, limit}
	}
	return Files{max(0, len(names)-1), limit} // less the folder itself
}

// Left returns how many more files may be opened; [math.MaxInt] where that is not known.
func (f Files) Left() int {
	if f == (Files{}) {
		return math.MaxInt
	}
	return max(0, f.Limit-f.Open)
}

// A FilesError is the error of work that needs more open files than there may be.
type FilesError struct {
	What  string // a plural: "64 workers"
	Needs int    // with those that are open
	Limit int
}

func (e *FilesError) Error() string {
	return fmt.Sprintf("%s need about %d open files, and this process may have %d: raise that limit (ulimit -Hn)", e.What, e.Needs, e.Limit)
}

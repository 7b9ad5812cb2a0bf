package pipe

import (
	"fmt"
	"io/fs"
	"os"

	"serialfraction/workloads/spec"
)

// A script is the file of a function as it was at one time.
type script struct {
	path string
	info fs.FileInfo
	sum  string // SHA-256, in hexadecimal
}

// newScript returns the script in a file that has this information.
func newScript(path string, info fs.FileInfo) (script, error) {
	sum, err := spec.SumOf(path)
	return script{path, info, sum}, err
}

// unchanged returns an error where the file is another by now: each worker loads it anew, so that the
// runs would be of several functions. It reads the file only where that was written to.
func (s *script) unchanged() error {
	info, err := os.Stat(s.path)
	if err == nil && info.Size() == s.info.Size() && info.ModTime().Equal(s.info.ModTime()) {
		return nil
	}
	now, err := newScript(s.path, info)
	switch {
	case err != nil:
		return fmt.Errorf("the script cannot be read any more: %w", err)
	case now.sum != s.sum:
		return fmt.Errorf("%s was changed while it was in use: begin anew", s.path)
	}
	return nil
}

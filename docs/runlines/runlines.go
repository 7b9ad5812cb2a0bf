// Package runlines keeps the runs of a measurement of the docs in a file with a JSON value on each line, so that a
// measurement that was interrupted goes on with what it lacks, and a page is made of what was kept.
package runlines

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// Read reads the lines of a file. The error of a file that is not there is fs.ErrNotExist, that of a line
// names it.
func Read[L any](path string) (kept []L, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := bufio.NewScanner(f)
	for text.Scan() {
		var l L
		if err := json.Unmarshal(text.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, len(kept)+1, err)
		}
		kept = append(kept, l)
	}
	return kept, text.Err()
}

// Append writes a line at the end of a file, which it makes where there is none.
func Append[L any](path string, l L) error {
	text, err := json.Marshal(l)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(append(text, '\n'))
	return errors.Join(err, f.Close())
}

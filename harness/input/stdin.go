package input

import (
	"os"

	"serialfraction/harness/input/content"
)

// Stdin is the value of a Source's Data that stands for the standard input, as a path stands for a
// file. This is the one place where a library opens it.
const Stdin = "-"

// openFile opens the file of the source, or the standard input. name stands for it in messages
// and in the dataset.
func (s Source) openFile() (file *os.File, name string, err error) {
	if s.Data == Stdin {
		return os.Stdin, "standard input", nil
	}
	file, err = content.Open(s.Data)
	return file, s.Data, err
}

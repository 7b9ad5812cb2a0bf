package input

import (
	"os"

	"serialfraction/harness/input/content"
)

// Stdin is the value of a Source's Data or Groups that stands for the standard input, as a path
// stands for a file. This is the one place where a library opens it.
const Stdin = "-"

// openFile opens the file at a path, or the standard input. name stands for it in messages and in
// the dataset.
func openFile(path string) (file *os.File, name string, err error) {
	if path == Stdin {
		return os.Stdin, "standard input", nil
	}
	file, err = content.Open(path)
	return file, path, err
}

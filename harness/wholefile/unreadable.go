package wholefile

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"serialfraction/harness/wording"
)

// Unreadable returns the error of a file that could not be opened to read it, without the operation
// and the path, which the caller adds. Where this user may not read it, or it is a link to
// itself, it has what to type.
func Unreadable(path string, err error) error {
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		err = of.Err
	}
	switch {
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("%w: its owner types chmod a+r %s", err, wording.ShellWord(path))
	case errors.Is(err, syscall.ELOOP):
		return fmt.Errorf("%w: the link leads back to itself: remove it and name the file that it stands for", err)
	}
	return err
}

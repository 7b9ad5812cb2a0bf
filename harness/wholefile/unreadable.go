package wholefile

import (
	"errors"
	"fmt"
	"io/fs"

	"serialfraction/harness/wording"
)

// Unreadable returns the error of a file that could not be opened to read it, without the operation
// and the path, which the caller adds. Where this user may not read it, it has what to type.
func Unreadable(path string, err error) error {
	if of := (*fs.PathError)(nil); errors.As(err, &of) {
		err = of.Err
	}
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: its owner types chmod a+r %s", err, wording.ShellWord(path))
	}
	return err
}

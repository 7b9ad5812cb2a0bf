package machinelock

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"serialfraction/harness/flock"
)

// A Holder is a process that measures on this machine.
type Holder struct {
	PID     int       `json:"pid"`
	Started time.Time `json:"started"`
	Command []string  `json:"command"`
}

// A BusyError reports that another process measures on this machine.
type BusyError struct{ Holder Holder } // zero where the lock file does not name it

func (e *BusyError) Error() string {
	return e.Who() + " is running on this machine, and the two would disturb each other: wait for its end"
}

// Who returns a description of that process, for messages.
func (e *BusyError) Who() string {
	h := e.Holder
	if h.PID == 0 {
		return "another sweep"
	}
	command := []rune(fmt.Sprintf("%q", strings.Join(h.Command, " "))) // quoted: another user may have written it
	if len(command) > longestCommand {
		command = append(command[:longestCommand-2], '…', '"')
	}
	return fmt.Sprintf("another sweep (pid %d, started %s, %s)", h.PID, h.Started.Local().Format("2 Jan 15:04:05"), string(command))
}

const (
	lockName       = "harness-sweep.lock"
	longestHolder  = 64 << 10
	longestCommand = 60
)

// A Lock shows other processes that this one measures on this machine. The system releases it
// when the process ends in whatever way. Nil is no lock.
type Lock struct{ f *os.File }

// Take takes the lock in a folder, such as os.TempDir. Processes that name the same folder
// share one lock, also those of different users, because anyone may open its file. If
// another process has the lock, the error is a *BusyError. If the folder cannot hold a lock,
// the error explains why. On systems without flock(2), such as Windows, there is no lock and
// no error.
func Take(dir string, me Holder) (*Lock, error) {
	f, err := openLock(filepath.Join(dir, lockName))
	if err != nil {
		return nil, fmt.Errorf("cannot tell whether another sweep is running: %w", err)
	}
	free, err := flock.Try(f)
	switch {
	case errors.Is(err, errors.ErrUnsupported):
		f.Close()
		return nil, nil
	case err != nil:
		f.Close()
		return nil, fmt.Errorf("cannot tell whether another sweep is running: %s: %w", f.Name(), err)
	case !free:
		defer f.Close()
		return nil, &BusyError{holderIn(f)}
	}
	if b, err := json.Marshal(me); err == nil && f.Truncate(0) == nil {
		f.WriteAt(b, 0) // for the messages of other processes only: the lock holds without it
	}
	return &Lock{f}, nil
}

// openLock opens or makes the file of a lock, in a folder that anybody may write to. It opens
// an existing file without O_CREATE, which Linux denies for the files of other users in such
// a folder (fs.protected_regular).
func openLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|noFollow, 0)
	if errors.Is(err, fs.ErrNotExist) {
		f, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL|noFollow, 0o666)
		if err == nil {
			err = f.Chmod(0o666) // whatever the umask: other users must open it too
		} else if errors.Is(err, fs.ErrExist) { // another process has just made it
			f, err = os.OpenFile(path, os.O_RDWR|noFollow, 0)
		}
	}
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() || hardLinks(info) > 1 {
		f.Close()
		return nil, errors.Join(err, fmt.Errorf("%s is no plain file: remove it", path))
	}
	return f, nil
}

// holderIn reads from its file which process has a lock.
func holderIn(f *os.File) (h Holder) {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, longestHolder))
	if err != nil || json.Unmarshal(b, &h) != nil {
		return Holder{}
	}
	return h
}

// Release releases the lock.
func (l *Lock) Release() {
	if l != nil {
		l.f.Truncate(0)
		l.f.Close()
	}
}

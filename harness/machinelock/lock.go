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

// A BusyError says that another process measures on this machine.
type BusyError struct{ Holder Holder } // zero where it does not tell

func (e *BusyError) Error() string {
	return e.Who() + " is running on this machine, and the two would disturb each other: wait for its end"
}

// Who says which process it is.
func (e *BusyError) Who() string {
	h := e.Holder
	if h.PID == 0 {
		return "another sweep"
	}
	command := []rune(fmt.Sprintf("%q", strings.Join(h.Command, " "))) // by another user, perhaps
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

// A Lock says to others that this process measures on this machine. The system gives
// it back when the process ends, however it does. Nil is no lock.
type Lock struct{ f *os.File }

// Take takes the lock that processes share which name the same folder, such as
// os.TempDir: all users', for anyone may open the file. If another has it, the error
// is a *BusyError. Where the folder cannot hold a lock the error says why; on systems
// without flock(2), such as Windows, there is no lock and no error.
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
		f.WriteAt(b, 0) // for the message to others alone: the lock holds without it
	}
	return &Lock{f}, nil
}

// openLock opens or makes the file of a lock, in a folder where anybody may have put
// anything. One that is there is opened without O_CREATE, which Linux denies for the
// files of others in such a folder (fs.protected_regular).
func openLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|noFollow, 0)
	if errors.Is(err, fs.ErrNotExist) {
		f, err = os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL|noFollow, 0o666)
		if err == nil {
			err = f.Chmod(0o666) // whatever the umask: other users must open it too
		} else if errors.Is(err, fs.ErrExist) { // made by another just now
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

// holderIn reads who has a lock.
func holderIn(f *os.File) (h Holder) {
	b, err := io.ReadAll(io.NewSectionReader(f, 0, longestHolder))
	if err != nil || json.Unmarshal(b, &h) != nil {
		return Holder{}
	}
	return h
}

// Release gives the lock back.
func (l *Lock) Release() {
	if l != nil {
		l.f.Truncate(0)
		l.f.Close()
	}
}

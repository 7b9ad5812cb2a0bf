package machinelock

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestTake(t *testing.T) {
	dir := t.TempDir()
	me := Holder{PID: 123, Started: time.Date(2026, 11, 20, 9, 30, 0, 0, time.UTC), Command: []string{"harness", "sweep", "\x1b[2J" + strings.Repeat("x", 100)}}
	lock, err := Take(dir, me)
	if err != nil {
		t.Fatal(err)
	}
	var busy *BusyError
	if _, err = Take(dir, Holder{PID: 4}); !errors.As(err, &busy) || busy.Holder.PID != 123 {
		t.Fatalf("two at once: %v", err)
	}
	for _, want := range []string{"another sweep (pid 123, started 20 Nov ", `"harness sweep \x1b[2Jxxx`, `…") is running`, "wait for its end"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %q", want, err)
		}
	}
	if info, err := os.Stat(filepath.Join(dir, lockName)); err != nil || info.Mode().Perm() != 0o666 {
		t.Errorf("others cannot open it: %v, %v", info, err)
	}
	lock.Release()
	lock, err = Take(dir, Holder{PID: 4})
	if err != nil {
		t.Fatal(err)
	}
	lock.Release()
	(*Lock)(nil).Release()
}

// Anything that somebody else put in the place of the lock file is neither followed nor
// written to.
func TestLockIsNoTrap(t *testing.T) {
	for name, plant := range map[string]func(mine, lock string) error{
		"symbolic link": os.Symlink,
		"hard link":     os.Link,
		"folder":        func(_, lock string) error { return os.Mkdir(lock, 0o755) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			mine := filepath.Join(dir, "mine")
			if err := errors.Join(os.WriteFile(mine, []byte("keep"), 0o644), plant(mine, filepath.Join(dir, lockName))); err != nil {
				t.Fatal(err)
			}
			if _, err := Take(dir, Holder{}); err == nil || !strings.Contains(err.Error(), "cannot tell whether another sweep is running") {
				t.Errorf("error %v", err)
			}
			if b, err := os.ReadFile(mine); err != nil || string(b) != "keep" {
				t.Errorf("%q, %v", b, err)
			}
		})
	}
	if _, err := Take(filepath.Join(t.TempDir(), "none"), Holder{}); err == nil {
		t.Error("no folder: no error")
	}
}

// A lock whose file is empty or holds garbage is a lock all the same.
func TestLockWithoutHolder(t *testing.T) {
	for _, text := range []string{"", "nonsense", `{"pid":"x"}`} {
		dir := t.TempDir()
		lock, err := Take(dir, Holder{PID: 1})
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, lockName), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		if _, err := Take(dir, Holder{}); err == nil || !strings.HasPrefix(err.Error(), "another sweep is running") {
			t.Errorf("%q: %v", text, err)
		}
		lock.Release()
	}
}

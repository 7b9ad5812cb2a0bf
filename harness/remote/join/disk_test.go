package join

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

// A join file is for its owner alone, replaces an older one, and goes with its session.
func TestOnDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "join.json")
	older, newer := New("nats://127.0.0.1:1", "older", "seed", "", now), New("nats://127.0.0.1:1", "newer", "seed", "", now)
	for _, f := range []File{older, newer} {
		if err := f.Write(path); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := Load(path, now); err != nil || got != newer {
		t.Errorf("got %+v, %v", got, err)
	}
	if runtime.GOOS != "windows" {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("the file is %v, %v", info.Mode(), err)
		}
		if err := os.Chmod(path, 0o604); err != nil {
			t.Fatal(err)
		}
		if _, err := Load(path, now); err == nil || !strings.Contains(err.Error(), "chmod 600 "+path) {
			t.Errorf("a file that others can read: %v", err)
		}
	}
	if err := older.Remove(path); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("another session removed it: %v", err)
	}
	if err := errors.Join(newer.Remove(path), newer.Remove(path)); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// A file of another kind is not replaced, and one is not written where there is no folder.
func TestNotWritable(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.csv")
	if err := os.WriteFile(path, []byte("a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f := New("nats://127.0.0.1:1", "session", "seed", "", now)
	if err := f.Write(path); !errors.As(err, new(*OtherFileError)) {
		t.Errorf("got %v", err)
	}
	if err := f.Write(filepath.Join(path+"s", "join.json")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("without a folder: %v", err)
	}
}

func TestCredentials(t *testing.T) {
	path := filepath.Join(t.TempDir(), "c.json")
	want := NewCredentials("coordinator", "worker", "ca", now, time.Hour)
	if err := want.Write(path); err != nil {
		t.Fatal(err)
	}
	if got, err := LoadCredentials(path, now); err != nil || got != want {
		t.Errorf("got %+v, %v", got, err)
	}
	for text, at := range map[string]time.Duration{"{}": 0, `{"Version":7,"Coordinator":"a","Worker":"b"}`: 0, `{"Version":1,"Coordinator":"a","Worker":"b","Expires":"2026-01-01T00:00:00Z"}`: time.Hour} {
		if _, err := ParseCredentials([]byte(text), "c", now.Add(at)); err == nil || !strings.Contains(err.Error(), "harness nats-conf") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// Any text is credentials with both keys, or refused.
func FuzzParseCredentials(f *testing.F) {
	f.Add([]byte(`{"Version":1,"Coordinator":"a","Worker":"b","Expires":"2027-01-01T00:00:00Z"}`))
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if c, err := ParseCredentials(text, "c", now); err == nil && (c.Coordinator == "" || c.Worker == "") {
			t.Errorf("%q is read as %+v", text, c)
		}
	})
}

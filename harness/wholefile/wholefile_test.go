package wholefile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func text(path, s string) File {
	return File{path, func(w io.Writer) error { _, err := io.WriteString(w, s); return err }}
}

func write(t *testing.T, path, s string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(s), 0o640); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func names(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		names = append(names, e.Name())
	}
	return names
}

// watched returns the system with step called before each call. Where step returns an error,
// the call fails with it.
func watched(step func(what string, f *os.File) error) system {
	s, do := osSystem, osSystem
	s.create = func(dir string, mode fs.FileMode) (*os.File, error) {
		if err := step("create", nil); err != nil {
			return nil, err
		}
		return do.create(dir, mode)
	}
	s.chmod = func(f *os.File, mode fs.FileMode) error { return errors.Join(step("chmod", f), do.chmod(f, mode)) }
	s.sync = func(f *os.File) error { return errors.Join(step("sync", f), do.sync(f)) }
	s.close = func(f *os.File) error { return errors.Join(step("close", f), do.close(f)) }
	s.rename = func(from, to string) error {
		if err := step("rename "+filepath.Base(to), nil); err != nil {
			return err
		}
		return do.rename(from, to)
	}
	s.syncFolder = func(dir string) {
		step("sync folder", nil)
		do.syncFolder(dir)
	}
	return s
}

// Two files are written, one of which exists already. At every step, and after a failure of
// any step, each is the old file or the new one, and a failure leaves no other file behind. All
// content is on the disk before the first file is renamed.
func TestOldOrNewAtEveryStep(t *testing.T) {
	want := []string{"create", "chmod", "sync", "close", "create", "sync", "close", "rename a", "rename b", "sync folder"}
	for broken := range append(want, "none") {
		t.Run(fmt.Sprint(broken, " of ", len(want)), func(t *testing.T) {
			dir := t.TempDir()
			a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
			write(t, a, "old")
			var steps []string
			full := errors.New("no space left")
			s := watched(func(what string, f *os.File) error {
				steps = append(steps, what)
				if got := read(t, a); got != "old" && got != "new a" {
					t.Errorf("before %s the file holds %q", what, got)
				}
				if what == "sync" {
					if got := read(t, f.Name()); !strings.HasPrefix(got, "new") {
						t.Errorf("%q is handed to the disk", got)
					}
				}
				if len(steps)-1 == broken {
					return full
				}
				return nil
			})
			_, err := s.write([]File{text(a, "new a"), text(b, "new b")})
			if broken >= len(want)-1 { // the folder's sync, and none, fail nothing
				if err != nil || !slices.Equal(steps, want) || read(t, a) != "new a" || read(t, b) != "new b" {
					t.Fatalf("%v after %q", err, steps)
				}
				return
			}
			var of *Error
			if !errors.As(err, &of) || !errors.Is(err, full) || filepath.Dir(of.Path) != dir {
				t.Fatalf("error %v", err)
			}
			if !slices.Equal(steps, want[:broken+1]) {
				t.Errorf("steps %q, want %q", steps, want[:broken+1])
			}
			left, content := []string{"a"}, "old"
			if want[broken] == "rename b" {
				content = "new a"
			}
			if got := names(t, dir); !slices.Equal(got, left) || read(t, a) != content {
				t.Errorf("left %q, and %q in the first", got, read(t, a))
			}
		})
	}
}

// Content that fails or panics, and a path that cannot be written, leave no file either.
func TestContentFails(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a")
	write(t, a, "old")
	bad := errors.New("row 7 is bad")
	_, err := Write(text(filepath.Join(dir, "b"), "new"), File{a, func(w io.Writer) error { io.WriteString(w, "half"); return bad }})
	if err == nil || err.Error() != a+": row 7 is bad" || !errors.Is(err, bad) {
		t.Errorf("error %v", err)
	}
	func() {
		defer func() { recover() }()
		Write(File{a, func(io.Writer) error { panic("no") }})
		t.Error("the panic is gone")
	}()
	if _, err := Write(text(dir, "x")); err == nil || err.Error() != dir+": this is a folder: name a file in it" {
		t.Errorf("a folder: %v", err)
	}
	missing := filepath.Join(dir, "none", "x")
	if _, err := Write(text(missing, "x")); err == nil || err.Error() != missing+": no such file or directory" {
		t.Errorf("no folder: %v", err)
	}
	if got := names(t, dir); !slices.Equal(got, []string{"a"}) || read(t, a) != "old" {
		t.Errorf("left %q", got)
	}
	if err := errors.Join(Check(a), Check(filepath.Join(dir, "b"))); err != nil || !slices.Equal(names(t, dir), []string{"a"}) {
		t.Errorf("%v, left %q", err, names(t, dir))
	}
	if err := Check(missing); err == nil {
		t.Error("a file in no folder could be written")
	}
}

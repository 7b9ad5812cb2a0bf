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
// the call fails with it. Without unnamed no file is without a name.
func watched(unnamed bool, step func(what string, f *os.File) error) system {
	s, do := osSystem, osSystem
	s.createUnnamed = func(dir string, mode fs.FileMode) (*os.File, error) {
		if unnamed {
			return do.createUnnamed(dir, mode)
		}
		return nil, errors.ErrUnsupported
	}
	s.createNamed = func(dir string, mode fs.FileMode) (*os.File, error) {
		if err := step("create", nil); err != nil {
			return nil, err
		}
		return do.createNamed(dir, mode)
	}
	s.link = func(f *os.File, to string) error {
		if err := step("link "+shown(to), f); err != nil {
			return err
		}
		return do.link(f, to)
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

// shown returns the name of a file, "temporary" for one that is being written.
func shown(path string) string {
	if name := filepath.Base(path); !strings.HasPrefix(name, tempPrefix) {
		return name
	}
	return "temporary"
}

// Two files are written, one of which exists already. At every step, and after a failure of
// any step, each is the old file or the new one, and a failure leaves no other file behind. All
// content is on the disk before the first file is renamed.
func TestOldOrNewAtEveryStep(t *testing.T) {
	for unnamed, want := range map[bool][]string{
		false: {"create", "chmod", "sync", "close", "create", "sync", "close", "rename a", "rename b", "sync folder"},
		true:  {"chmod", "sync", "sync", "link temporary", "close", "rename a", "link b", "close", "sync folder"},
	} {
		if unnamed && !hasUnnamed(t) {
			continue
		}
		for broken, name := range append(want, "none") {
			if !strings.HasPrefix(name, "link") { // see TestNoLink
				t.Run(fmt.Sprint(unnamed, broken, name), func(t *testing.T) { oldOrNew(t, unnamed, want, broken) })
			}
		}
	}
}

// hasUnnamed reports whether files without a name are to be had here.
func hasUnnamed(t *testing.T) bool {
	f, err := createUnnamed(t.TempDir(), 0o600)
	if err != nil {
		t.Log("without files that have no name: ", err)
		return false
	}
	f.Close()
	return true
}

// oldOrNew writes two files, and the broken one of the steps fails.
func oldOrNew(t *testing.T, unnamed bool, want []string, broken int) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	write(t, a, "old")
	var steps []string
	full := errors.New("no space left")
	s := watched(unnamed, func(what string, f *os.File) error {
		steps = append(steps, what)
		if got := read(t, a); got != "old" && got != "new a" {
			t.Errorf("before %s the file holds %q", what, got)
		}
		if what == "sync" {
			got := make([]byte, 3)
			if _, err := f.ReadAt(got, 0); err != nil || string(got) != "new" {
				t.Errorf("%q is handed to the disk, %v", got, err)
			}
			if unnamed && !slices.Equal(names(t, dir), []string{"a"}) {
				t.Errorf("while it is written there are %q", names(t, dir))
			}
		}
		if len(steps)-1 == broken {
			return full
		}
		return nil
	})
	_, err := s.write(t.Context(), []File{text(a, "new a"), text(b, "new b")})
	if broken >= len(want)-1 { // the folder's sync, and none, fail nothing
		if err != nil || !slices.Equal(steps, want) || read(t, a) != "new a" || read(t, b) != "new b" || !slices.Equal(names(t, dir), []string{"a", "b"}) {
			t.Fatalf("%v after %q, in the folder %q", err, steps, names(t, dir))
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
	if slices.Contains(want[:broken], "rename a") {
		content = "new a"
	}
	if slices.Contains(want[:broken], "link b") {
		left = append(left, "b")
	}
	if got := names(t, dir); !slices.Equal(got, left) || read(t, a) != content {
		t.Errorf("left %q, and %q in the first", got, read(t, a))
	}
}

// Where no link may be made, and where a file of that name has appeared meanwhile, the files are there
// all the same.
func TestNoLink(t *testing.T) {
	if !hasUnnamed(t) {
		return
	}
	for _, appears := range []bool{false, true} {
		dir := t.TempDir()
		a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
		write(t, a, "old")
		s := watched(true, func(what string, _ *os.File) error {
			switch {
			case appears && what == "link b":
				write(t, b, "somebody's")
			case !appears && strings.HasPrefix(what, "link"):
				return errors.New("links are not allowed")
			}
			return nil
		})
		if _, err := s.write(t.Context(), []File{text(a, "new a"), text(b, "new b")}); err != nil || read(t, a) != "new a" || read(t, b) != "new b" {
			t.Errorf("%v, the files hold %q and %q", err, read(t, a), read(t, b))
		}
		if got := names(t, dir); !slices.Equal(got, []string{"a", "b"}) {
			t.Errorf("left %q", got)
		}
	}
}

// Content that fails or panics, and a path that cannot be written, leave no file either.
func TestContentFails(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a")
	write(t, a, "old")
	bad := errors.New("row 7 is bad")
	_, err := Write(t.Context(), text(filepath.Join(dir, "b"), "new"), File{a, func(w io.Writer) error { io.WriteString(w, "half"); return bad }})
	if err == nil || err.Error() != a+": row 7 is bad" || !errors.Is(err, bad) {
		t.Errorf("error %v", err)
	}
	func() {
		defer func() { recover() }()
		Write(t.Context(), File{a, func(io.Writer) error { panic("no") }})
		t.Error("the panic is gone")
	}()
	if _, err := Write(t.Context(), text(dir, "x")); err == nil || err.Error() != dir+": this is a folder: name a file in it" {
		t.Errorf("a folder: %v", err)
	}
	missing := filepath.Join(dir, "none", "x")
	if _, err := Write(t.Context(), text(missing, "x")); err == nil || err.Error() != missing+": no such file or directory" {
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

// A rehearsal writes the whole content and leaves no file, and the file that it would replace as it is.
func TestRehearse(t *testing.T) {
	dir := t.TempDir()
	path, written := filepath.Join(dir, "a"), 0
	write(t, path, "old")
	f := File{path, func(w io.Writer) error { written++; _, err := io.WriteString(w, "new"); return err }}
	if took, synced, err := Rehearse(f); err != nil || written != 1 || synced < 0 || took < synced {
		t.Errorf("%d times written in %v, synced for %v, %v", written, took, synced, err)
	}
	failed := errors.New("no more")
	if _, _, err := Rehearse(File{path, func(io.Writer) error { return failed }}); !errors.Is(err, failed) {
		t.Errorf("error %v", err)
	}
	if err := (*Error)(nil); !errors.As(func() error { _, _, err := Rehearse(text(os.DevNull, "new")); return err }(), &err) || err.Path != os.DevNull {
		t.Errorf("of a device: %v", err)
	}
	if got := read(t, path); got != "old" || len(names(t, dir)) != 1 {
		t.Errorf("%q, %v", got, names(t, dir))
	}
}

//go:build unix

package wholefile

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A new file has the mode of any new file, an old one keeps its own, and a link keeps its
// target.
func TestModeAndLink(t *testing.T) {
	dir, far := t.TempDir(), t.TempDir()
	plain, fresh := filepath.Join(dir, "plain"), filepath.Join(dir, "fresh")
	f, err := os.Create(plain)
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	old, link := filepath.Join(far, "old"), filepath.Join(dir, "link")
	write(t, old, "old")
	if err := os.Symlink(old, link); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(t.Context(), text(fresh, "new"), text(link, "new")); err != nil {
		t.Fatal(err)
	}
	mode := func(path string) os.FileMode {
		info, err := os.Lstat(path)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode()
	}
	if mode(fresh) != mode(plain) {
		t.Errorf("a new file is %v, others are %v", mode(fresh), mode(plain))
	}
	if mode(old) != 0o640 || read(t, old) != "new" || mode(link)&os.ModeSymlink == 0 {
		t.Errorf("the old file is %v and holds %q, the link is %v", mode(old), read(t, old), mode(link))
	}
	if got := names(t, far); !slices.Equal(got, []string{"old"}) {
		t.Errorf("left %q", got)
	}
}

// A file that replaces one that only its owner may read is never readable by others, from the
// first byte on.
func TestModeWhileWriting(t *testing.T) {
	dir := t.TempDir()
	a := filepath.Join(dir, "a")
	write(t, a, "old")
	if err := os.Chmod(a, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Write(t.Context(), File{a, func(w io.Writer) error {
		for _, name := range names(t, dir) {
			if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode() != 0o600 {
				t.Errorf("%s is %v while it is written, %v", name, info.Mode(), err)
			}
		}
		_, err := io.WriteString(w, "new")
		return err
	}})
	if err != nil || read(t, a) != "new" {
		t.Errorf("%v, the file holds %q", err, read(t, a))
	}
}

// A pipe is written to and stays a pipe.
func TestPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Check(path); err != nil {
		t.Error(err)
	}
	got := make(chan string)
	go func() {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		}
		got <- string(b)
	}()
	if _, err := Write(t.Context(), text(path, "new")); err != nil {
		t.Error(err)
	}
	if s := <-got; s != "new" {
		t.Errorf("the reader has %q", s)
	}
	if info, err := os.Stat(path); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("it is %v, %v", info.Mode(), err)
	}
}

// The end of the context ends the wait for a reader of a pipe, and for one that reads no more.
func TestPipeThatNobodyReads(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	ended := errors.New("ended")
	ctx, cancel := context.WithCancelCause(t.Context())
	cancel(ended)
	if _, err := Write(ctx, text(path, "new")); !errors.Is(err, ended) {
		t.Errorf("without a reader: %v", err)
	}
	reader, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	ctx, cancel = context.WithCancelCause(t.Context())
	_, err = Write(ctx, File{path, func(w io.Writer) error {
		cancel(ended)
		_, err := w.Write(make([]byte, 1<<22)) // more than a pipe holds
		return err
	}})
	if !errors.Is(err, ended) {
		t.Errorf("a reader that reads nothing: %v", err)
	}
}

// Where the target of a link does not exist yet, the file is written there and the link stays
// as it is. That holds through further links and for targets relative to the link's folder.
func TestLinkToWhatIsNotThereYet(t *testing.T) {
	dir := t.TempDir()
	far := filepath.Join(dir, "far")
	if err := os.MkdirAll(filepath.Join(far, "below"), 0o755); err != nil {
		t.Fatal(err)
	}
	first, second, third := filepath.Join(dir, "first"), filepath.Join(dir, "second"), filepath.Join(far, "third")
	for link, to := range map[string]string{
		first:                            "door/../third", // far/third, for door is far/below
		filepath.Join(dir, "door"):       filepath.Join(far, "below"),
		second:                           "first",
		third:                            "new",
		filepath.Join(dir, "to nothing"): "none/new",
		filepath.Join(dir, "circle"):     "circle",
	} {
		if err := os.Symlink(to, link); err != nil {
			t.Fatal(err)
		}
	}
	before := names(t, dir)
	if err := Check(second); err != nil {
		t.Errorf("error %v", err)
	}
	for _, content := range []string{"new", "newer"} {
		if _, err := Write(t.Context(), text(second, content)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, filepath.Join(far, "new")); got != content {
			t.Errorf("where the link leads there is %q", got)
		}
	}
	for _, link := range []string{first, second, third} {
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
			t.Errorf("%s is no link any more: %v", link, err)
		}
	}
	for name, want := range map[string]string{"to nothing": "this link leads to " + dir + "/none/new, which is in no folder: make the folder, or name another file", "circle": "too many levels of symbolic links"} {
		path := filepath.Join(dir, name)
		if _, err := Write(t.Context(), text(path, "x")); err == nil || err.Error() != path+": "+want {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if after := names(t, dir); !slices.Equal(after, before) {
		t.Errorf("the folder has %q, and had %q", after, before)
	}
}

// The error of a link to itself has what to type.
func TestUnreadableLoop(t *testing.T) {
	path := filepath.Join(t.TempDir(), "loop")
	if err := os.Symlink("loop", path); err != nil {
		t.Fatal(err)
	}
	_, err := os.Open(path)
	if got := Unreadable(path, err); !errors.Is(got, syscall.ELOOP) || !strings.Contains(got.Error(), "the link leads back to itself: remove it") {
		t.Errorf("%v", got)
	}
}

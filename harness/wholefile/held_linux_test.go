package wholefile

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A file that is held is there when another has its place, until it is let go of.
func TestHold(t *testing.T) {
	for workers, named := range []bool{false, true, true} { // of no workers, one and two
		path := filepath.Join(t.TempDir(), "a")
		if named {
			write(t, path, "old")
		}
		h := Hold(path)
		if _, err := Write(t.Context(), text(path, "new")); err != nil {
			t.Fatal(err)
		}
		if named {
			var old unix.Stat_t
			if err := unix.Fstat(int(h.file.(*os.File).Fd()), &old); err != nil || old.Nlink != 0 || old.Size != 3 {
				t.Errorf("the old file has %d names and %d bytes, %v", old.Nlink, old.Size, err)
			}
		}
		beside := 0
		if err := h.Free(workers, func() { beside++ }); err != nil || beside != 1 || read(t, path) != "new" {
			t.Errorf("%d workers: %v, beside was called %d times, and the file holds %q", workers, err, beside, read(t, path))
		}
		if named {
			if err := h.file.Close(); err == nil {
				t.Error("it is still open")
			}
		}
	}
	if h := Hold(os.DevNull); h.Free(2, func() {}) != nil {
		t.Error("a device is not let go of")
	}
}

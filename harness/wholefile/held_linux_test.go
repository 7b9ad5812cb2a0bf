package wholefile

import (
	"os"
	"path/filepath"
	"sync/atomic"
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
		var calls [5]atomic.Int64
		var pieces []func()
		for i := range calls {
			pieces = append(pieces, func() { calls[i].Add(1) })
		}
		if err := h.Free(workers, pieces); err != nil || read(t, path) != "new" {
			t.Errorf("%d workers: %v, and the file holds %q", workers, err, read(t, path))
		}
		for i := range calls {
			if n := calls[i].Load(); n != 1 {
				t.Errorf("%d workers: piece %d was called %d times", workers, i, n)
			}
		}
		if named {
			if err := h.file.Close(); err == nil {
				t.Error("it is still open")
			}
		}
	}
	if h := Hold(os.DevNull); h.Free(2, nil) != nil {
		t.Error("a device is not let go of")
	}
}

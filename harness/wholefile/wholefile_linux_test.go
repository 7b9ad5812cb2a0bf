package wholefile

import (
	"io"
	"testing"
)

// A full device is an error that names it.
func TestFullDevice(t *testing.T) {
	const full = "/dev/full"
	if _, err := Write(t.Context(), File{full, func(w io.Writer) error { _, err := w.Write(make([]byte, 1<<20)); return err }}); err == nil || err.Error() != full+": no space left on device: free some space, or name a file elsewhere" {
		t.Errorf("error %v", err)
	}
}

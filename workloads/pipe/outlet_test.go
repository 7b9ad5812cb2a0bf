package pipe

import (
	"errors"
	"io"
	"os"
	"testing"
	"time"
)

// A read ends with what there is, with the end of the pipe, at the time, and where it is to stop while it waits.
func TestOutlet(t *testing.T) {
	out, in, err := newOutlet()
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	never := func() bool { return false }
	later := time.Now().Add(time.Hour)
	if _, err := in.WriteString("12"); err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 8)
	if n, err := out.read(b, later, never); string(b[:n]) != "12" || err != nil {
		t.Errorf("%q, error %v", b[:n], err)
	}
	if _, err := out.read(b, time.Unix(1, 0), never); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("after the time: %v", err)
	}
	looks := 0
	if _, err := out.read(b, later, func() bool { looks++; return looks > 1 }); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("stopped: %v", err)
	}
	in.Close()
	if n, err := out.read(b, later, never); n != 0 || err != io.EOF {
		t.Errorf("at the end: %d bytes, error %v", n, err)
	}
}

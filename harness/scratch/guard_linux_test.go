package scratch

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"unsafe"

	"serialfraction/harness/crash"
)

// The use of a value that has no place on the disk is an error that names the folder, whoever uses it. Any other
// error or panic stays as it is, and so does a fault elsewhere.
func TestGuard(t *testing.T) {
	const n = 1 << 12
	dir := t.TempDir()
	f, err := os.Create(filepath.Join(dir, "answers"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := mapped(f, n) // of a file that is empty
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	a.dir = dir
	write := func() error { a.Values[n-1] = 1; return nil }
	inWorker := func() error {
		return <-func() chan error {
			failed := make(chan error, 1)
			go func() {
				defer func() { fault, _ := recover().(error); failed <- fmt.Errorf("row 7: %w", fault) }()
				debug.SetPanicOnFault(true)
				write()
			}()
			return failed
		}()
	}
	want := fmt.Sprintf("%s: a file of %d bytes has no more room there", dir, 8*n)
	for name, f := range map[string]func() error{"here": write, "in a worker": inWorker} {
		if err := a.Guard(f); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	for _, other := range []error{nil, errors.New("row 7 is bad"), faultAt(uintptr(unsafe.Pointer(&dir))), faultAt(0), faultAt(^uintptr(0))} {
		if got := a.Guard(func() error { return other }); got != other {
			t.Errorf("%v became %v", other, got)
		}
	}
	defer func() {
		if e, ok := recover().(*crash.Error); !ok || e.Cause != "bad" {
			t.Errorf("another panic became %v", e)
		}
	}()
	a.Guard(func() error { panic("bad") })
}

// A faultAt is a fault at an address.
type faultAt uintptr

func (f faultAt) Addr() uintptr { return uintptr(f) }
func (f faultAt) Error() string { return fmt.Sprintf("fault at %#x", uintptr(f)) }

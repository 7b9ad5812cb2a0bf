//go:build linux || darwin || dragonfly || freebsd || netbsd || openbsd

package flock_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"serialfraction/harness/flock"
)

// Of two that open a file only one gets the lock, until it closes the file.
func ExampleTry() {
	dir, err := os.MkdirTemp("", "flock")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	open := func() *os.File {
		f, err := os.OpenFile(filepath.Join(dir, "runs.jsonl"), os.O_RDWR|os.O_CREATE, 0o644)
		if err != nil {
			panic(err)
		}
		return f
	}
	writer, other := open(), open()
	defer other.Close()
	fmt.Println(flock.Try(writer))
	fmt.Println(flock.Try(other))
	writer.Close()
	fmt.Println(flock.Try(other))
	// Output:
	// true <nil>
	// false <nil>
	// true <nil>
}

// The lock of a closed file cannot be taken; that is an error.
func TestTryOfAClosedFile(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if free, err := flock.Try(f); free || err == nil {
		t.Errorf("free %v, error %v", free, err)
	}
}

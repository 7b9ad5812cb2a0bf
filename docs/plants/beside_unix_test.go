//go:build unix

package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A pipe whose reader never comes, or goes before it has the text, does not keep the table.
func TestSlowPipe(t *testing.T) {
	never := &slowPipe{path: filepath.Join(t.TempDir(), "rows.csv"), text: "x", after: time.Hour}
	end, err := never.start()
	if err != nil {
		t.Fatal(err)
	}
	if err := end(); err == nil {
		t.Error("nobody read, and it is no error")
	}
	read := &slowPipe{path: filepath.Join(t.TempDir(), "rows.csv"), text: "row,a\n"}
	if end, err = read.start(); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(read.path)
	if err := errors.Join(err, end()); err != nil || string(got) != "row,a\n" || read.waited <= 0 {
		t.Errorf("%q after %v, %v", got, read.waited, err)
	}
}

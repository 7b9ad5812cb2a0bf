//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The rows of an earlier run may come from a pipe that nobody writes to: Ctrl-C ends the wait.
func TestRunFromSilentPipe(t *testing.T) {
	dir := t.TempDir()
	fifo := filepath.Join(dir, "rows.csv")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	errs := &failsAt{text: "N = ", do: cancel}
	var out bytes.Buffer
	words := strings.Fields("harness run --data synth:rows=9,cols=4 --results " + filepath.Join(dir, "r.csv") + " --resume " + fifo)
	if code := run(ctx, words, &out, errs); code != exitInterrupted {
		t.Fatalf("exit code %d: %s", code, &errs.printed)
	}
	w, err := os.OpenFile(fifo, os.O_WRONLY, 0) // waits for the reader that was left behind, which ends with it
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

// A profile may go to a pipe: it is not opened before there is a profile, for that waits for its
// other end.
func TestProfileToPipe(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "cpu.pb.gz")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := profilers[0].check(fifo); err != nil {
		t.Error(err)
	}
}

package main

import (
	"bytes"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"serialfraction/results"
)

// A fullDisk is a standard output that goes to a full disk.
type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) {
	return 0, &fs.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.ENOSPC}
}

// What is printed fails where it cannot be written, help and version too.
func TestFullOutput(t *testing.T) {
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	file := filepath.Join(t.TempDir(), "r.jsonl")
	sweep := "sweep --engine sim --data synth:rows=8,cols=4 --repeats 5 --quiet -o " + file
	if code := run(t.Context(), append([]string{"harness"}, strings.Fields(sweep)...), io.Discard, io.Discard); code != 0 {
		t.Fatalf("%s: exit code %d", sweep, code)
	}
	other := strings.Replace(file, "r.jsonl", "other.jsonl", 1)
	printing := []string{"--help", "--version", "help", "help words", "run --help", "workloads", "results list", "results path",
		strings.Replace(sweep, file, other, 1), "report " + file, "report " + file + " --format json", "results export --to csv " + file,
		"compare " + file + " " + other, "fit " + file + " --format csv", "plan --from " + file + " --target 1ms"}
	for _, typed := range printing {
		var errs bytes.Buffer
		code := run(t.Context(), append([]string{"harness"}, strings.Fields(typed)...), fullDisk{}, &errs)
		const want = "harness: write /dev/stdout: no space left on device: free some space, or send the output elsewhere\n"
		if code != exitFailed || !strings.HasSuffix(errs.String(), want) {
			t.Errorf("harness %s: exit code %d, on standard error %q", typed, code, &errs)
		}
	}
}

// An output that nobody reads after so many writes.
type readFor struct{ writes int }

func (r *readFor) Write(b []byte) (int, error) {
	if r.writes--; r.writes < 0 {
		return 0, &fs.PathError{Op: "write", Path: os.Stdout.Name(), Err: syscall.EPIPE}
	}
	return len(b), nil
}

// An output that nobody reads from where it has a text on.
type readUntil struct{ text string }

func (r readUntil) Write(b []byte) (int, error) {
	if bytes.Contains(b, []byte(r.text)) {
		return 0, &fs.PathError{Op: "write", Path: os.Stderr.Name(), Err: syscall.EPIPE}
	}
	return len(b), nil
}

// Where nobody reads what is printed any more, as after | head, the program ends in good order and
// without a message: a sweep runs its --cleanup, keeps its runs and ends its file.
func TestNobodyReads(t *testing.T) {
	t.Chdir(t.TempDir())
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	var errs bytes.Buffer
	if code := run(t.Context(), []string{"harness", "workloads"}, &readFor{0}, &errs); code != exitUnread || errs.Len() > 0 {
		t.Errorf("standard output: exit code %d, on standard error %q", code, &errs)
	}
	words := []string{"harness", "sweep", "--workload", "command", "--workers", "1", "--repeats", "100000", "--no-doctor", "-o", "r.jsonl",
		"--cleanup", "touch cleaned", "--", "true", "{workers}"}
	if code := run(t.Context(), words, io.Discard, readUntil{"block "}); code != exitUnread {
		t.Errorf("standard error: exit code %d", code)
	}
	if _, err := os.Stat("cleaned"); err != nil {
		t.Error(err)
	}
	f, err := results.Read("r.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if f.End == nil || !f.End.Interrupted {
		t.Errorf("the file ends with %+v", f.End)
	}
}

//go:build !race

// Under the race detector a process starts so slowly that its start would be most of what is tried, and no
// two goroutines of these tests share data.

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// resultKinds has an ending for each way in which results are written, and that of the file with the
// finished rows of a run that does not end.
var resultKinds = []struct{ ending, partial string }{
	{".csv", ".partial.csv"},
	{".csv.gz", ".partial.csv.gz"},
	{".tsv.zst", ".partial.tsv.zst"},
	{".npy", ".partial.csv"},
	{".parquet", ".partial.csv"},
}

// A run that is interrupted or killed leaves no results, of no kind, and no process. After an interrupt the
// rows that were finished are kept, and a run that goes on from them writes what one run would have.
func TestEndedRunOfEachKind(t *testing.T) {
	const rows = "id,a,b,c\nr1,1,2,3\nr2,0.1,0.2,0.3\nr3,1e300,1,-1e300\nr4,4,5,6\nr5,-1,0,1\n"
	for _, kind := range resultKinds {
		for _, how := range []string{"interrupt", "kill"} {
			t.Run(how+kind.ending, func(t *testing.T) {
				t.Chdir(t.TempDir())
				if err := os.WriteFile("rows.csv", []byte(rows), 0o600); err != nil {
					t.Fatal(err)
				}
				results, partial := "r"+kind.ending, "r"+kind.partial
				words := func(results string, more ...string) []string {
					return append([]string{"run", "--workload", "pipe", "--data", "rows.csv", "--workers", "1", "--chunk", "1", "--results", results}, more...)
				}
				code, printed := untilAllEnded(t, words(results, "--", "score", how, "r4")...)
				left := []string{partial, "rows.csv"}
				if how == "kill" {
					left = left[1:]
				}
				if names, _ := filepath.Glob("*"); !slices.Equal(names, left) {
					t.Errorf("%v is there, want %v: %s", names, left, printed)
				}
				if how == "kill" {
					return
				}
				if code != exitInterrupted || !strings.Contains(printed, "Nothing was written to "+results+"; the 3 of 5 rows that were finished are in "+partial) {
					t.Errorf("exit code %d: %s", code, printed)
				}
				if code, printed := told(t, words(results, "--resume", partial, "--", "score")...); code != 0 || !strings.Contains(printed, "2 of 5 rows computed, 3 taken from "+partial) {
					t.Errorf("exit code %d: %s", code, printed)
				}
				if code, printed := told(t, words("want"+kind.ending, "--", "score")...); code != 0 {
					t.Error(printed)
				}
				sameFiles(t, results, "want"+kind.ending)
			})
		}
	}
}

// untilAllEnded runs harness as a process of its own and returns when it and all that it started have
// ended: each of them has the write end of a pipe.
func untilAllEnded(t *testing.T, words ...string) (code int, printed string) {
	t.Helper()
	all, held, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer all.Close()
	cmd := exec.CommandContext(t.Context(), "harness", words...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr, cmd.ExtraFiles = &out, &out, []*os.File{held}
	err = cmd.Start()
	held.Close()
	if err != nil {
		t.Fatal(err)
	}
	_ = cmd.Wait() // its exit code tells
	if _, err := io.Copy(io.Discard, all); err != nil {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), out.String()
}

// A run that is killed while it writes its results leaves nothing of them, or the whole where the kill
// comes after the last byte.
func TestKilledWhileItWrites(t *testing.T) {
	for _, kind := range resultKinds {
		t.Run(kind.ending, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if unnamed, err := os.OpenFile(".", unix.O_TMPFILE|os.O_RDWR, 0o600); err != nil {
				t.Skip("this file system has no files without a name, so a kill leaves what is written: ", err)
			} else {
				unnamed.Close()
			}
			want := filepath.Join(t.TempDir(), "want"+kind.ending)
			words := []string{"run", "--data", "synth:rows=50000,cols=4", "--workers", "2", "--quiet", "--results"}
			if code, printed := told(t, append(words, want)...); code != 0 {
				t.Fatal(printed)
			}
			for range 20 {
				cmd := exec.CommandContext(t.Context(), "harness", append(words, "r"+kind.ending)...)
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				killWhileItWrites(cmd)
				names, _ := filepath.Glob("*")
				if names == nil {
					return
				}
				sameFiles(t, "r"+kind.ending, want)
				if err := os.Remove(names[0]); err != nil || len(names) > 1 {
					t.Fatalf("%v is left of a run that was killed while it wrote, %v", names, err)
				}
			}
			t.Error("20 runs ended before they were seen to write")
		})
	}
}

// killWhileItWrites kills a process once it has written a part of a file without a name in the current
// folder, and waits for its end, which may come first.
func killWhileItWrites(cmd *exec.Cmd) {
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	here, _ := os.Getwd()
	for {
		links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", cmd.Process.Pid))
		for _, link := range links {
			to, _ := os.Readlink(link)
			if info, err := os.Stat(link); err == nil && info.Size() > 0 && strings.HasPrefix(to, here+"/#") {
				_ = cmd.Process.Kill() // it may have ended
				<-ended
				return
			}
		}
		select {
		case <-ended:
			return
		default:
		}
	}
}

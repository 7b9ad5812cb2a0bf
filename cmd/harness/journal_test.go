package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"
)

// killedRun is a run of half a second, on two worker processes: a sixth of it is waited for, and the rest is for the signal.
var killedRun = []string{"run", "--engine", "remote", "--workload", "wait", "--pace", "4ms", "--data", "synth:rows=240,cols=2", "--chunk", "2", "--workers", "2", "--quiet"}

// A run that is killed after some chunks has them in its journal, which another run of the same command
// does not replace. A run that goes on from there computes the others alone, and has the rows of a
// plain loop.
func TestRunIsKilled(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	t.Setenv("XDG_DATA_HOME", dir)
	cmd := exec.CommandContext(t.Context(), "harness", append(killedRun, "--results", "r.csv")...)
	var errs bytes.Buffer
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	const record = 20 + 2*8 // of two rows with one value each
	for wait := time.NewTicker(time.Millisecond); ; <-wait.C {
		if info, err := os.Stat("r.csv.journal"); err == nil && info.Size() > 20*record+400 {
			break
		}
		select {
		case err := <-ended:
			t.Fatalf("it ended before it was killed: %v: %s", err, &errs)
		default:
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-ended
	if _, err := os.Stat("r.csv"); err == nil {
		t.Fatal("it ended before it was killed")
	}
	code, printed := told(t, append(killedRun, "--results", "r.csv")...)
	advice := regexp.MustCompile(`^harness: r\.csv\.journal has ([0-9]+) of 240 rows, of a run that did not end: to go on from there, type (harness run .*); to begin anew, remove it\n$`).FindStringSubmatch(printed)
	if code != exitUsage || advice == nil {
		t.Fatalf("exit code %d: %s", code, printed)
	}
	has, _ := strconv.Atoi(advice[1])
	code, printed = told(t, append(unquoted(t, advice[2])[1:], "--workers", "2")...)
	if code != 0 || has < 20 || !strings.Contains(printed, strconv.Itoa(240-has)+" of 240 rows computed, "+advice[1]+" taken from r.csv.journal. The result rows are in r.csv.") {
		t.Errorf("%s: exit code %d: %s", advice[2], code, printed)
	}
	if code, printed := told(t, "run", "--workload", "wait", "--pace", "0", "--data", "synth:rows=240,cols=2", "--workers", "1", "--results", "want.csv"); code != 0 {
		t.Fatal(printed)
	}
	sameFiles(t, "r.csv", "want.csv")
	if left, _ := filepath.Glob("*.journal"); left != nil {
		t.Errorf("%v is left", left)
	}
}

// sameFiles compares two files.
func sameFiles(t *testing.T, a, b string) {
	t.Helper()
	x, err := os.ReadFile(a)
	if err != nil {
		t.Fatal(err)
	}
	if y, err := os.ReadFile(b); err != nil || !bytes.Equal(x, y) {
		t.Errorf("%s and %s differ, %v", a, b, err)
	}
}

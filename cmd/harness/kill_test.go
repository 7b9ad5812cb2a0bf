//go:build !race

// Under the race detector a process starts so slowly that most kills would hit the start,
// and no two goroutines of this test share data.

package main

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"serialfraction/harness"
	"serialfraction/results"
)

// The number of kills of TestKill, and the number of sweeps that are killed concurrently.
const (
	kills       = 200
	workerLanes = 2
)

// A killing holds the counts of TestKill.
type killing struct {
	sync.Mutex
	killed, early, sweeps, runs int // early: before there was a header
	cut                         int // last lines that a kill cut off
	lost, torn, twice           int // of the finished files
}

// TestKill kills real sweeps with signal 9 at 200 random moments, continues each with the
// same file, and counts the runs that are lost, torn or there twice. It asserts nothing
// about times.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("kills a sweep 200 times: left out by -short")
	}
	var plan []harness.Run
	length := 300 * time.Millisecond // of the quickest of a few; a busy machine makes the test no longer
	for range 4 {
		whole := filepath.Join(t.TempDir(), "whole.jsonl")
		began := time.Now()
		if out, err := killable(t, t.TempDir(), fresh(whole)...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		length = min(length, time.Since(began))
		plan = timed(t, whole)
	}
	var k killing
	t.Run("workerLanes", func(t *testing.T) {
		for lane := range uint64(workerLanes) {
			t.Run(strconv.FormatUint(lane, 10), func(t *testing.T) {
				t.Parallel()
				rng := rand.New(rand.NewPCG(1, lane))
				for left := kills / workerLanes; left > 0; {
					left = k.sweep(t, rng, length, left, plan)
				}
			})
		}
	})
	t.Logf("%d kills within %v each (%d before the first run) of %d sweeps with %d runs cut %d lines short; lost %d, torn %d, twice %d",
		k.killed, length, k.early, k.sweeps, k.runs, k.cut, k.lost, k.torn, k.twice)
	if k.killed != kills || k.lost+k.torn+k.twice > 0 {
		t.Errorf("%d kills lost %d runs, tore %d, doubled %d; want %d and none", k.killed, k.lost, k.torn, k.twice, kills)
	}
}

// fresh returns the command line of a new sweep into a file.
func fresh(path string) []string {
	return []string{"sweep", "--workload", "wait", "--row-cost", "20us", "--data", "synth:rows=16,cols=2", "--chunk", "4",
		"--workers", "1,2,3", "--repeats", "8", "--seed", "5", "--no-doctor", "--quiet", "-o", path}
}

// killable returns harness as a process of its own, with a lock of its own.
func killable(t *testing.T, tmp string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(t.Context(), "harness", args...)
	cmd.Env = append(os.Environ(), "TMPDIR="+tmp)
	return cmd
}

// sweep makes one sweep, kills it at most so many times, and returns how many kills are left.
func (k *killing) sweep(t *testing.T, rng *rand.Rand, length time.Duration, left int, plan []harness.Run) int {
	tmp := t.TempDir()
	path := filepath.Join(tmp, "r.jsonl")
	for {
		before := content(t, path)
		args := fresh(path)
		if len(before) > 0 {
			args = []string{"sweep", "--resume", path, "--quiet"}
		}
		var stderr bytes.Buffer
		cmd := killable(t, tmp, args...)
		cmd.Stderr = &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { ended <- cmd.Wait() }()
		var when <-chan time.Time // never, if no kill is left
		if left > 0 {
			when = time.After(time.Duration(rng.Int64N(int64(length))))
		}
		var err error
		select {
		case err = <-ended:
			if err != nil {
				t.Fatalf("%v: %s", err, &stderr)
			}
		case <-when:
			k.readable(t, path, false) // while it is written
			cmd.Process.Kill()
			err = <-ended
		}
		k.kept(before, content(t, path))
		k.readable(t, path, err != nil)
		if err == nil { // it may have ended before the signal came
			k.complete(t, path, plan)
			return left
		}
		left--
	}
}

// content returns the content of a file, "" if there is no file.
func content(t *testing.T, path string) []byte {
	b, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return b
}

// kept counts the whole lines of before that are not in after.
func (k *killing) kept(before, after []byte) {
	k.Lock()
	defer k.Unlock()
	now := bytes.SplitAfter(after, []byte("\n"))
	for i, line := range bytes.SplitAfter(before, []byte("\n")) {
		if bytes.HasSuffix(line, []byte("\n")) && (i >= len(now) || !bytes.Equal(line, now[i])) {
			k.lost++
		}
	}
}

// readable checks that every whole line of a run can be read at any time.
func (k *killing) readable(t *testing.T, path string, killed bool) {
	b := content(t, path)
	whole := b[:bytes.LastIndexByte(b, '\n')+1]
	k.Lock()
	if killed {
		k.killed++
		if !bytes.Contains(whole, []byte(`"kind":"run"`)) {
			k.early++
		}
		if len(whole) < len(b) {
			k.cut++
		}
	}
	k.Unlock()
	if len(whole) == 0 {
		return
	}
	f, err := results.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if want := bytes.Count(whole, []byte(`"kind":"run"`)); len(f.Runs) < want {
		t.Errorf("%d runs are read of %d lines", len(f.Runs), want)
	}
}

// complete checks that a finished file has each planned run once.
func (k *killing) complete(t *testing.T, path string, plan []harness.Run) {
	got := timed(t, path)
	k.Lock()
	defer k.Unlock()
	k.sweeps++
	k.runs += len(got)
	if b := content(t, path); !bytes.HasSuffix(b, []byte("\n")) {
		k.torn++
	}
	k.lost += max(0, len(plan)-len(got))
	k.twice += max(0, len(got)-len(plan))
	if diff := cmp.Diff(plan, got, cmpopts.IgnoreFields(harness.Run{}, "Start", "Timing", "Timeline", "System")); diff != "" {
		t.Errorf("the runs are not those of a sweep in one go (-want +got):\n%s", diff)
	}
}

// timed returns the runs of a finished file without its warm-up.
func timed(t *testing.T, path string) (runs []harness.Run) {
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if f.End == nil || f.End.Stopped != "8 blocks done" || len(f.Warnings) > 0 {
		t.Errorf("end %+v, warnings %q", f.End, f.Warnings)
	}
	for _, r := range f.Runs {
		if !r.Warmup {
			runs = append(runs, r)
		}
	}
	return runs
}

//go:build linux && !race

// Under the race detector a process starts so slowly that its start would be most of what is tried.

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"serialfraction/harness/remote"
	"serialfraction/results"
)

// A signal ends a job whose workers are processes as it ends any other, and no worker is left, in the middle of
// rows of a minute too.
func TestRemoteSignals(t *testing.T) {
	heedHangup(t)
	for _, j := range []signalJob{
		{name: "sweep", verb: "sweep --engine remote --workload wait --row-cost 60s" + onRows, ready: hasLines(1)},
		{name: "run", verb: "run --engine remote --workload wait --row-cost 60s --data synth:rows=8,cols=4 --workers 2 --results rows.csv", ready: hasWorkers(2), once: true},
	} {
		for _, e := range signalEvents {
			if e.limit || e.nohup {
				continue
			}
			t.Run(j.name+"/"+e.name, func(t *testing.T) {
				t.Parallel()
				a := attempt{job: j, event: e}
				if a.make(t, "harness"); len(a.wrong) > 0 {
					t.Error(strings.Join(a.wrong, "; "))
				}
			})
		}
	}
}

// hasWorkers reports whether so many worker processes have been started.
func hasWorkers(n int) func(*attempt) bool {
	return func(a *attempt) bool { return len(a.workers()) == n }
}

// workers returns the worker processes of the attempt.
func (a *attempt) workers() (pids []int) {
	for _, pid := range a.left() {
		if name, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid)); strings.HasPrefix(string(name), remote.LocalName+"\x00") {
			pids = append(pids, pid)
		}
	}
	return pids
}

// A remoteJob is harness as a process with remote workers, in a folder of its own.
type remoteJob struct {
	attempt
	errs  bytes.Buffer
	ended chan error
}

// startRemote starts harness with these words.
func startRemote(t *testing.T, dir string, words ...string) *remoteJob {
	t.Helper()
	j := &remoteJob{attempt: attempt{dir: dir}, ended: make(chan error, 1)}
	j.cmd = exec.CommandContext(t.Context(), "harness", words...)
	j.cmd.Dir, j.cmd.Stderr = dir, &j.errs
	j.cmd.Env = append(os.Environ(), "TMPDIR="+dir, "XDG_DATA_HOME="+dir, "SIGNALS="+dir)
	if err := j.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(j.endAll)
	go func() { j.ended <- j.cmd.Wait() }()
	return j
}

// waitFor waits until something holds while the job goes on.
func (j *remoteJob) waitFor(t *testing.T, holds func() bool) {
	t.Helper()
	if !holdsWithin(time.Minute, func() bool { return len(j.ended) > 0 || holds() }) || len(j.ended) > 0 {
		t.Fatalf("it did not come to what is waited for: %s", &j.errs)
	}
}

// end waits for the end of the job and returns its exit code. No process may be left.
func (j *remoteJob) end(t *testing.T) (code int) {
	t.Helper()
	<-j.ended
	if !holdsWithin(time.Minute, func() bool { return len(j.left()) == 0 }) {
		t.Errorf("%d processes are left", len(j.left()))
	}
	return j.cmd.ProcessState.ExitCode()
}

// goOn types a command of harness in the folder of the job.
func (j *remoteJob) goOn(t *testing.T, command string, more ...string) (printed string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "harness", append(unquoted(t, command)[1:], more...)...)
	cmd.Dir, cmd.Env = j.dir, append(os.Environ(), "TMPDIR="+j.dir, "XDG_DATA_HOME="+j.dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v: %s", command, err, out)
	}
	return string(out)
}

var endings = []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}

// A run on remote workers that is interrupted keeps the chunks that were finished in its journal, and the
// command that it names computes the others alone.
func TestRemoteRunIsInterrupted(t *testing.T) {
	for _, s := range endings {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			j := startRemote(t, dir, append(killedRun, "--results", "r.csv")...)
			j.waitFor(t, func() bool { return journalRows(dir) > 20 })
			_ = j.cmd.Process.Signal(s)
			code := j.end(t)
			advice := regexp.MustCompile(`Interrupted\. Nothing was written to r\.csv; the ([0-9]+) of 240 rows that were finished are in r\.csv\.journal; to go on from there, type (harness run .*)\n`).FindStringSubmatch(j.errs.String())
			if code != exitInterrupted || advice == nil {
				t.Fatalf("exit code %d: %s", code, &j.errs)
			}
			has, _ := strconv.Atoi(advice[1])
			if printed := j.goOn(t, advice[2], "--workers", "2"); has < 20 || !strings.Contains(printed, fmt.Sprintf("%d of 240 rows computed, %d taken from r.csv.journal", 240-has, has)) {
				t.Errorf("%s: %s", advice[2], printed)
			}
			j.goOn(t, "harness run --workload wait --pace 0 --data synth:rows=240,cols=2 --workers 1 --results want.csv")
			sameFiles(t, filepath.Join(dir, "r.csv"), filepath.Join(dir, "want.csv"))
			if left, _ := filepath.Glob(dir + "/*.journal"); left != nil {
				t.Errorf("%v is left", left)
			}
		})
	}
}

// journalRows returns how many rows the journal of killedRun has at least.
func journalRows(dir string) int {
	info, err := os.Stat(filepath.Join(dir, "r.csv.journal"))
	if err != nil {
		return 0
	}
	const head, record = 400, 20 + 2*8 // of two rows with one value each
	return 2 * (int(info.Size()) - head) / record
}

// A sweep on remote workers that is interrupted keeps every run that was finished, and the command that it
// names makes the others: none is lost, and none made twice.
func TestRemoteSweepIsInterrupted(t *testing.T) {
	for _, s := range endings {
		t.Run(s.String(), func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			path := filepath.Join(dir, "r.jsonl")
			j := startRemote(t, dir, "sweep", "--engine", "remote", "--workload", "wait", "--row-cost", "1ms", "--data", "synth:rows=24,cols=2", "--chunk", "4",
				"--workers", "1,2", "--repeats", "20", "--no-doctor", "-o", "r.jsonl")
			j.waitFor(t, func() bool { b, _ := os.ReadFile(path); return bytes.Count(b, []byte("\n")) > 6 })
			_ = j.cmd.Process.Signal(s)
			code := j.end(t)
			advice := regexp.MustCompile(`The runs are in r\.jsonl: (harness sweep --resume .*) continues the sweep\n`).FindStringSubmatch(j.errs.String())
			if code != exitInterrupted || advice == nil {
				t.Fatalf("exit code %d: %s", code, &j.errs)
			}
			before := countingRuns(t, path)
			j.goOn(t, advice[1])
			after := countingRuns(t, path)
			if len(after) != 40 || !slices.Equal(after[:len(before)], before) || len(j.left()) > 0 {
				t.Errorf("%d runs of 40, of them %d before the interrupt: %q, %q", len(after), len(before), before, after)
			}
		})
	}
}

// countingRuns returns what names each timed run of a file.
func countingRuns(t *testing.T, path string) (names []string) {
	t.Helper()
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range f.Runs {
		if r.Counts() {
			names = append(names, fmt.Sprintf("block %d order %d N %d %v", r.Block, r.Order, r.Workers, r.Timing.Wall))
		}
	}
	return names
}

// A run that loses a worker ends well and tells of it in a line.
func TestRemoteRunLosesWorker(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	words := slices.DeleteFunc(slices.Clone(killedRun), func(word string) bool { return word == "--quiet" })
	j := startRemote(t, dir, append(words, "--results", "r.csv")...)
	j.waitFor(t, func() bool { return journalRows(dir) > 20 })
	if err := syscall.Kill(j.workers()[0], syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	if code := j.end(t); code != 0 || !strings.Contains(j.errs.String(), "warning: 1 worker ended or fell silent: others did the work, and no row is missing\n") {
		t.Errorf("exit code %d: %s", code, &j.errs)
	}
}

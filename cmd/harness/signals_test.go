//go:build linux && !race

// Under the race detector a process starts so slowly that its start would be most of what is tried.

package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	signalsTable = flag.String("signals-table", "", "try every signal on every kind of job and write what came of it to this file")
	signalsOf    = flag.String("signals-of", "harness", "the harness that -signals-table tries")
)

// A signalEvent is what ends a job from outside.
type signalEvent struct {
	name   string
	sends  []syscall.Signal
	nohup  bool // harness was started with SIGHUP ignored
	atOnce bool // children have no time to end by themselves
	limit  bool // --max-time, and no signal
}

var signalEvents = []signalEvent{
	{name: "INT", sends: []syscall.Signal{syscall.SIGINT}},
	{name: "TERM", sends: []syscall.Signal{syscall.SIGTERM}},
	{name: "HUP", sends: []syscall.Signal{syscall.SIGHUP}},
	{name: "HUP, nohup", sends: []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM}, nohup: true},
	{name: "QUIT", sends: []syscall.Signal{syscall.SIGQUIT}, atOnce: true},
	{name: "INT, INT", sends: []syscall.Signal{syscall.SIGINT, syscall.SIGINT}, atOnce: true},
	{name: "KILL", sends: []syscall.Signal{syscall.SIGKILL}, atOnce: true},
	{name: "max-time", limit: true},
}

func (e signalEvent) kills() bool { return slices.Contains(e.sends, syscall.SIGKILL) }

// An attempt is one job with one event.
type attempt struct {
	job   signalJob
	event signalEvent
	dir   string // of its own; in the environment of all its processes
	cmd   *exec.Cmd
	wrong []string // what was not right, in a few words each
	took  time.Duration
}

// signalTime is the time in which a job must have ended, and signalGrace what a child that ignores SIGTERM gets
// besides. signalPause is between two signals.
const (
	signalTime  = 2 * time.Second
	signalGrace = 2 * time.Second
	signalPause = 200 * time.Millisecond
)

// signalPatience is how long a test waits for what must come, however busy the machine is. The times themselves
// are held where the table is made, on a quiet one.
const signalPatience = time.Minute

// signalLimit is the --max-time of an attempt.
const signalLimit = time.Second

// TestSignals sends signals to jobs of every kind and looks at what is left of them. Without a flag it
// tries some pairs, by a fixed seed, and asserts nothing about times.
func TestSignals(t *testing.T) {
	heedHangup(t)
	if *signalsTable != "" {
		writeSignals(t)
		return
	}
	var all []attempt
	for _, j := range signalJobs {
		for _, e := range signalEvents {
			if j.takes(e) && !e.limit && !(j.deaf && !e.atOnce) {
				all = append(all, attempt{job: j, event: e})
			}
		}
	}
	rand.New(rand.NewPCG(14, 0)).Shuffle(len(all), func(i, k int) { all[i], all[k] = all[k], all[i] })
	for _, a := range all[:6] {
		t.Run(a.job.name+"/"+a.event.name, func(t *testing.T) {
			t.Parallel()
			a.make(t, "harness")
			if len(a.wrong) > 0 {
				t.Error(strings.Join(a.wrong, "; "))
			}
		})
	}
}

// heedHangup has SIGHUP heard by the test: where it came in ignored, as by nohup, children would inherit that.
func heedHangup(t *testing.T) {
	heard := make(chan os.Signal, 1)
	signal.Notify(heard, syscall.SIGHUP)
	t.Cleanup(func() { signal.Stop(heard) })
}

// make makes the attempt with a harness.
func (a *attempt) make(t *testing.T, harness string) {
	a.dir = t.TempDir()
	for _, folder := range []string{"tmp", "data"} {
		if err := os.Mkdir(filepath.Join(a.dir, folder), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	words := append([]string{harness}, a.job.words(a.dir, a.event)...)
	if a.event.nohup {
		words = append([]string{"sh", "-c", `trap "" HUP; exec "$@"`, "sh"}, words...)
	}
	a.cmd = exec.Command(words[0], words[1:]...)
	a.cmd.Env = append(os.Environ(), "TMPDIR="+a.dir+"/tmp", "XDG_DATA_HOME="+a.dir+"/data", "SIGNALS="+a.dir)
	printed, err := os.Create(filepath.Join(a.dir, "printed"))
	if err != nil {
		t.Fatal(err)
	}
	defer printed.Close()
	a.cmd.Dir, a.cmd.Stdout, a.cmd.Stderr = a.dir, printed, printed
	if a.job.before != nil {
		defer a.job.before(t, a.dir)()
	}
	began := time.Now()
	if err := a.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- a.cmd.Wait() }()
	defer a.endAll()
	if !a.event.limit {
		if !holdsWithin(signalPatience, func() bool { return a.job.ready(a) || len(ended) > 0 }) || len(ended) > 0 {
			text, _ := os.ReadFile(printed.Name())
			t.Fatalf("%q did not come to what is to be interrupted: %s", words, text)
		}
		began = a.send(ended)
	}
	select {
	case <-ended:
		a.took = time.Since(began)
	case <-time.After(signalPatience):
		a.wrongf("goes on after %v", signalPatience)
		return
	}
	a.judge(began)
}

// send sends the signals and returns when the last one was sent.
func (a *attempt) send(ended chan error) (sent time.Time) {
	for i, s := range a.event.sends {
		if i > 0 {
			select {
			case err := <-ended:
				if a.event.nohup {
					a.wrongf("ended by a signal that is ignored")
				}
				ended <- err
				return sent
			case <-time.After(signalPause):
			}
		}
		sent = time.Now()
		_ = a.cmd.Process.Signal(s)
	}
	return sent
}

// judge looks at what is left.
func (a *attempt) judge(began time.Time) {
	wait := signalPatience
	if *signalsTable != "" {
		wait = signalTime
	}
	alone := holdsWithin(wait, func() bool { return len(a.left()) == 0 })
	if a.event.kills() {
		a.took = time.Since(began) // until all had gone
	}
	if left := a.left(); !alone {
		a.wrongf("%d processes left", len(left))
	}
	most := signalTime
	if a.event.limit {
		most += 2 * signalLimit
	}
	if a.job.deaf && !a.event.atOnce {
		most += signalGrace
	}
	if *signalsTable != "" && a.took > most {
		a.wrongf("after %.1f s", a.took.Seconds())
	}
	names, _ := filepath.Glob(a.dir + "/tmp/*")
	names = slices.DeleteFunc(names, func(name string) bool { return filepath.Base(name) == "harness-sweep.lock" })
	if len(names) > 0 {
		a.wrongf("left %s", filepath.Base(names[0]))
	}
	if a.event.kills() {
		return
	}
	codes := []int{exitInterrupted}
	if a.event.limit {
		codes = []int{0, exitFailed}
	}
	if code := a.cmd.ProcessState.ExitCode(); !slices.Contains(codes, code) && !(a.job.ending && code == 0) {
		a.wrongf("exit code %d", code)
	}
	if _, err := os.Stat(a.dir + "/cleaned"); a.job.cleans && err != nil {
		a.wrongf("--cleanup not run")
	}
	switch lines, err := os.ReadFile(a.dir + "/r.jsonl"); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil || !bytes.Contains(lines, []byte(`{"kind":"end"`)):
		a.wrongf("no end line")
	}
}

func (a *attempt) wrongf(format string, args ...any) {
	a.wrong = append(a.wrong, fmt.Sprintf(format, args...))
}

// left returns the processes that belong to the attempt and have not ended.
func (a *attempt) left() (all []int) {
	names, _ := filepath.Glob("/proc/[0-9]*/environ")
	for _, name := range names {
		if env, err := os.ReadFile(name); err == nil && bytes.Contains(env, []byte("SIGNALS="+a.dir+"\x00")) {
			pid, _ := strconv.Atoi(filepath.Base(filepath.Dir(name)))
			all = append(all, pid)
		}
	}
	return all
}

func (a *attempt) endAll() {
	for _, pid := range a.left() {
		_ = syscall.Kill(pid, syscall.SIGKILL)
	}
}

// holdsWithin reports whether something comes to hold within a time.
func holdsWithin(most time.Duration, holds func() bool) bool {
	for start := time.Now(); time.Since(start) < most; time.Sleep(5 * time.Millisecond) {
		if holds() {
			return true
		}
	}
	return holds()
}

// writeSignals tries all pairs, one after the other, and writes the table.
func writeSignals(t *testing.T) {
	var table strings.Builder
	right, pairs, slowest := 0, 0, time.Duration(0)
	table.WriteString("| job |")
	for _, e := range signalEvents {
		table.WriteString(" " + e.name + " |")
	}
	table.WriteString("\n|---|" + strings.Repeat("---|", len(signalEvents)) + "\n")
	for _, j := range signalJobs {
		fmt.Fprintf(&table, "| %s |", j.name)
		for _, e := range signalEvents {
			if !j.takes(e) {
				table.WriteString(" |")
				continue
			}
			a := attempt{job: j, event: e}
			if !t.Run(j.name+"/"+e.name, func(t *testing.T) { a.make(t, *signalsOf) }) {
				a.wrongf("not tried")
			}
			pairs++
			if len(a.wrong) > 0 {
				fmt.Fprintf(&table, " **%s** |", strings.Join(a.wrong, "; "))
				t.Logf("%s, %s: %s", j.name, e.name, strings.Join(a.wrong, "; "))
				continue
			}
			right++
			fmt.Fprintf(&table, " %.2f |", a.took.Seconds())
			if e.kills() {
				slowest = max(slowest, a.took)
			}
		}
		table.WriteString("\n")
	}
	text := fmt.Sprintf(signalsPage, pairs, right, &table, slowest.Seconds())
	if err := os.WriteFile(*signalsTable, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if right < pairs {
		t.Errorf("%d of %d pairs are right", right, pairs)
	}
}

//go:build linux && !race

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

// A signalJob is a kind of job, with the state in which it is interrupted. In its words $D is the
// folder of the attempt, in which it runs.
type signalJob struct {
	name    string
	verb    string // with its flags
	program string // that sh reads; "" = none
	hook    string // a flag of the workload command whose program that is, instead
	ready   func(*attempt) bool

	deaf   bool // its child ignores SIGTERM
	cleans bool // it has a --cleanup, which must be run
	ending bool // it is done but for its --cleanup
	once   bool // it has no --max-time
	before func(t *testing.T, dir string) (after func())
}

// takes reports whether the job and the event go together.
func (j signalJob) takes(e signalEvent) bool { return !(e.limit && j.once) }

// words returns the command line, without the name of harness.
func (j signalJob) words(dir string, e signalEvent) []string {
	at := func(text string) string { return strings.ReplaceAll(text, "$D", dir) }
	words := strings.Fields(at(j.verb))
	if words[0] == "sweep" {
		words = append(words, "--no-doctor", "--quiet", "-o", "r.jsonl")
		if e.limit {
			words = append(words, "--precision", "0", "--max-time", fmt.Sprint(signalLimit))
		} else if !j.ending {
			words = append(words, "--repeats", "1000")
		}
	}
	if j.cleans {
		words = append(words, "--cleanup", at(hookOf(j, "cleanup", "touch $D/cleaned")))
	}
	if j.hook != "" && j.hook != "cleanup" {
		words = append(words, "--"+j.hook, at(j.program))
	}
	switch {
	case j.hook != "":
		words = append(words, "--", "sh", "-c", "true {workers}")
	case j.program != "":
		words = append(words, "--", "sh", "-c", at(j.program))
	}
	return words
}

// hookOf returns the program of a hook: that of the job, where it is the hook that is interrupted.
func hookOf(j signalJob, hook, usual string) string {
	if j.hook == hook {
		return j.program
	}
	return usual
}

const (
	commandSweep = "sweep --workload command --workers 1,2"
	onRows       = " --data synth:rows=64,cols=4 --workers 1,2"

	// waits does not end by itself. waitsOn ignores what asks it to, as does what it starts.
	waits   = "touch $D/started; sleep 600 & sleep 600; : {workers}"
	waitsOn = "trap '' TERM INT HUP; " + waits

	// answersNine reads rows and answers nine, which are those of its trial and some more.
	answersNine = "trap '' TERM; read h; while read l; do n=$((n+1)); if [ $n -gt 9 ]; then touch $D/started; sleep 600; fi; echo 1; done"
	// answersOnce answers at its first start alone.
	answersOnce = "if [ -e $D/first ]; then touch $D/started; sleep 600 & sleep 600; fi; touch $D/first; read h; while read l; do echo 1; done"
)

// signalJobs is the table of jobs.
var signalJobs = []signalJob{
	{name: "spin, the plain loop, rows of 30 s", verb: "sweep --workload spin --row-cost 30s" + onRows, ready: hasWorked},
	{name: "permtest, the plain loop, 10⁹ permutations", verb: "sweep --workload permtest --permutations 1000000000 --data golub", ready: hasWorked},
	{name: "permtest, all rows in one chunk", verb: "sweep --workload permtest --permutations 1000000 --data golub --chunk 10000", ready: hasWorked},
	{name: "stream, rows of 64 GiB", verb: "sweep --workload stream --bytes-per-row 64GiB --array 16MiB" + onRows, ready: hasWorked},
	{name: "spin, a serial step of minutes", verb: "sweep --workload spin --row-cost 1ms --plant 0.9999" + onRows, ready: hasLines(1)},
	{name: "spin, the warm-up", verb: "sweep --workload spin --row-cost 2ms --warmup 1000" + onRows, ready: hasLines(4)},
	{name: "rows of a minute in the pool", verb: "sweep --workload wait --row-cost 60s" + onRows, ready: hasLines(1)},
	{name: "… dealt beforehand", verb: "sweep --workload wait --row-cost 60s --schedule static" + onRows, ready: hasLines(1)},
	{name: "… copied by a coordinator", verb: "sweep --workload wait --row-cost 60s --schedule queue" + onRows, ready: hasLines(1)},
	{name: "… with a control", verb: "sweep --workload wait --row-cost 60s --control" + onRows, ready: hasLines(1)},
	{name: "… in a plain loop", verb: "sweep --workload wait --row-cost 60s --engine serial --data synth:rows=64,cols=4 --workers 1", ready: hasLines(1)},
	{name: "pipe, a program that stops answering", verb: "sweep --workload pipe" + onRows, program: answersNine, ready: hasStarted, deaf: true},
	{name: "pipe, a process for each chunk", verb: "sweep --workload pipe --per-chunk" + onRows, program: answersOnce, ready: hasStarted},
	{name: "command", verb: commandSweep, program: waits, ready: hasStarted, cleans: true},
	{name: "command that ignores TERM", verb: commandSweep, program: waitsOn, ready: hasStarted, cleans: true, deaf: true},
	{name: "command with a child in a session of its own", verb: commandSweep, program: "setsid sh -c 'touch $D/started; sleep 600' & sleep 600; : {workers}", ready: hasStarted, cleans: true},
	{name: "… that has an empty environment", verb: commandSweep, program: "env -i SIGNALS=$D setsid sh -c 'touch $D/started; sleep 600' & sleep 600; : {workers}", ready: hasStarted, cleans: true},
	{name: "command, in --setup", verb: commandSweep, program: waits, hook: "setup", ready: hasStarted, cleans: true},
	{name: "command, in --prepare", verb: commandSweep, program: waitsOn, hook: "prepare", ready: hasStarted, cleans: true, deaf: true},
	{name: "command, in --cleanup", verb: commandSweep + " --repeats 1", program: "touch $D/started; sleep .7; touch $D/cleaned; : {workers}", hook: "cleanup", ready: hasStarted, cleans: true, ending: true, once: true},
	{name: "run, spin, rows of 30 s", verb: "run --workload spin --row-cost 30s --data synth:rows=64,cols=4 --results rows.csv", ready: hasWorked, once: true},
	{name: "run, rows of a minute in the pool", verb: "run --workload wait --row-cost 60s --data synth:rows=8,cols=4 --workers 2 --results rows.csv", ready: hasPrinted("N = 2"), once: true},
	{name: "run, pipe", verb: "run --workload pipe --data synth:rows=64,cols=4 --workers 2 --results rows.csv", program: answersNine, ready: hasStarted, deaf: true, once: true},
	{name: "data generate", verb: "data generate rows.csv --rows 2000000 --cols 50", ready: hasWorked, once: true},
	{name: "data inspect, a pipe that nobody writes to", verb: "data inspect rows.csv", ready: hasOpen("rows.csv"), before: makePipe, once: true},
	{name: "doctor", verb: "doctor", ready: hasWorked, once: true},
}

// hasWorked reports whether harness itself has used a CPU for so long that it is in the middle of its work.
func hasWorked(a *attempt) bool {
	const userTicks, systemTicks, ticks = 13, 14, 40 // fields from 0, proc_pid_stat(5); of 10 ms
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", a.cmd.Process.Pid))
	if err != nil {
		return false
	}
	fields := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	var user, system int
	fmt.Sscan(fields[userTicks-2], &user)
	fmt.Sscan(fields[systemTicks-2], &system)
	return user+system >= ticks
}

// hasLines reports whether the result file has so many lines: a run is being made.
func hasLines(lines int) func(*attempt) bool {
	return func(a *attempt) bool {
		text, _ := os.ReadFile(a.dir + "/r.jsonl")
		return bytes.Count(text, []byte("\n")) >= lines
	}
}

// hasStarted reports whether the program has made a file.
func hasStarted(a *attempt) bool {
	_, err := os.Stat(a.dir + "/started")
	return err == nil
}

// hasPrinted reports whether harness has printed a text.
func hasPrinted(text string) func(*attempt) bool {
	return func(a *attempt) bool {
		all, _ := os.ReadFile(a.dir + "/printed")
		return bytes.Contains(all, []byte(text))
	}
}

// hasOpen reports whether harness has a file open.
func hasOpen(name string) func(*attempt) bool {
	return func(a *attempt) bool {
		links, _ := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", a.cmd.Process.Pid))
		return slices.ContainsFunc(links, func(link string) bool {
			to, _ := os.Readlink(link)
			return to == filepath.Join(a.dir, name)
		})
	}
}

// makePipe makes a named pipe that this process has open for writing.
func makePipe(t *testing.T, dir string) (after func()) {
	path := filepath.Join(dir, "rows.csv")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	return func() { f.Close() }
}

// signalsPage is the page of the table: it has the pairs, how many are right, the table, and the longest time after a
// kill in seconds, and the table.
const signalsPage = `# Signals and jobs

Written by ` + "`make signals`" + `. A job of each kind is started and, once it is where its row puts it,
sent what its column names. Of %d pairs %d are right.

%s
A number is the time in seconds from the (last) signal to the end of harness; after KILL to the
end of the last process that it had started, %.2f s at most; under max-time from the start,
with a limit of 1 s. What was not right stands in its place. A pair is right where

- harness ends with exit code 130, within 2 s, or 4 s where a child ignores SIGTERM;
- no process that it started is left, also none in a session of its own;
- ` + "`--cleanup`" + ` was run, and the result file has its last line, ` + "`end`" + `;
- nothing is left in the folder for temporary files, KILL included;
- after HUP under nohup it goes on, until TERM;
- under max-time it ends by itself: where no run was finished by that time, or not one of each N
  by twice that time, with exit code 1 and what to type.

## What each does

| | |
|---|---|
| Ctrl-C (INT), TERM, HUP | what goes on stops; children get SIGTERM and, after 2 s, SIGKILL; ` + "`--cleanup`" + ` is run; what was measured is kept and shown; exit code 130 |
| HUP that came in ignored (nohup) | nothing |
| QUIT (Ctrl-\), a second Ctrl-C | the same without the 2 s |
| a third | harness ends as it is; the helper kills what is left |
| KILL, a lack of memory, a fault of the Go runtime | the helper kills what is left; runs that were finished are in the file |

The helper is a process that harness starts with the first program. It sleeps on a pipe until
harness has ended, in whatever way. It finds what is left by its process group and by two marks that
a program inherits from the one that started it: the environment variable HARNESS_GUARD and, on Linux,
the limit on the time of real-time threads, which is set to more than 100 000 years. By the marks
harness itself finds what is left after Ctrl-C, TERM, HUP, QUIT and --max-time.

## What holds after a kill

Tried on Linux 6 as root in a container, each with a child, its child in the same process group, one
in a session of its own whose parent has ended, and one of these that has an empty environment. What
ends does so within 50 ms:

| | child | its child | in a session of its own | with an empty environment | costs |
|---|---|---|---|---|---|
| PR_SET_PDEATHSIG | ends | lives | lives | lives | a thread that lives as long |
| PR_SET_CHILD_SUBREAPER | lives | lives | lives | lives | nothing: it tells who waits for an orphan, and ends nobody |
| a helper with a pipe that kills groups | ends | ends | lives | in its group: ends | a process |
| … and whatever inherited a variable | ends | ends | ends | in its group: ends | 40 bytes of environment |
| … or a limit | ends | ends | ends | ends | two system calls at each start |
| a cgroup of its own, cgroup.kill | ends | ends | ends | ends | the right to make one, which users and containers seldom have |

So harness has a helper with groups and both marks. A helper that is a subreaper would see orphans only if
harness were its child, and then kill -9 would hit the helper; harness as a subreaper gathers its
orphans while it lives, and its death scatters them before the helper can look.

What still lives on, in a session or a process group of its own:

- what lost both marks: its environment was emptied, and the limit set anew, as by ulimit -R, prlimit
  or a login through PAM;
- what runs as a user whose processes this one may not end, as after sudo;
- what another program started on request, for it descends from that one: docker, systemd-run, at;
- what has an empty environment, where the limit was set before harness started;
- anything, where the system is not Linux.

What a hook such as --setup leaves in the background, such as a server, lives on too where harness ends
in order, also after a signal: let --cleanup end it. After KILL and a third signal the helper kills it.

To let a program outlive harness on purpose:

    setsid env -u HARNESS_GUARD prlimit --rttime=unlimited PROGRAM
`

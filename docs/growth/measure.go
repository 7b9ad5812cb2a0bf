package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"serialfraction/docs/runlines"
	"serialfraction/harness/machine"
)

// sweepTime is how long a sweep of a cell takes at most.
const sweepTime = "4s"

// A bench makes runs in a folder.
type bench struct {
	folder, runs, harness string
	kept                  []line
}

// measure makes the runs and sweeps that the file of runs lacks: first all files, then the runs in turns, in
// each round from another cell on, then the sweeps.
func measure(folder, runs, harness string) error {
	b := &bench{runs: runs}
	var err error
	if b.harness, err = filepath.Abs(harness); err != nil {
		return err
	}
	if b.folder, err = filepath.Abs(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(b.folder, 0o755); err != nil {
		return err
	}
	if b.kept, err = runlines.Read[line](runs); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if len(b.kept) == 0 {
		m := machine.This()
		if err := runlines.Append(runs, line{On: fmt.Sprintf("%s, %g CPUs, %s", m.CPUModel, m.EffectiveCPUs, m.GoVersion)}); err != nil {
			return err
		}
	}
	all, _ := cells()
	for _, c := range all {
		if err := b.make(c); err != nil {
			return err
		}
	}
	for round := 1; round <= rounds; round++ {
		if err := b.once(started, round, b.start); err != nil {
			return err
		}
		for i := range all {
			if err := b.once(all[(i+round)%len(all)], round, b.run); err != nil {
				return err
			}
		}
	}
	for _, c := range all {
		if c.Format == "npy" { // S does not depend on how rows are read
			if err := b.once(c, 0, b.sweep); err != nil {
				return err
			}
		}
	}
	return nil
}

// make makes the file of a cell.
func (b *bench) make(c cell) error {
	if _, err := os.Stat(filepath.Join(b.folder, c.file())); err == nil {
		return nil
	}
	_, err := b.command("data", "generate", c.file(), "--rows", fmt.Sprint(c.Rows), "--cols", fmt.Sprint(c.Cols), "--quiet")
	if err != nil {
		return err
	}
	groups := "sample,group\n"
	for i := range c.Cols {
		groups += fmt.Sprintf("c%d,%c\n", i+1, 'a'+2*i/c.Cols)
	}
	return os.WriteFile(filepath.Join(b.folder, fmt.Sprintf("groups-%d.csv", c.Cols)), []byte(groups), 0o644)
}

// once makes a line of a cell that is not there yet.
func (b *bench) once(c cell, round int, do func(c cell, l *line) error) error {
	if find(b.kept, c, round) != nil {
		return nil
	}
	fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round, rounds, c.file())
	l := line{cell: c, Round: round}
	if err := do(c, &l); err != nil {
		return fmt.Errorf("%s: %w", c.file(), err)
	}
	b.kept = append(b.kept, l)
	return runlines.Append(b.runs, l)
}

// rowsOf returns the options of a cell.
func rowsOf(c cell) []string {
	if c.Format == "csv" {
		return []string{"--data", c.file(), "--group-by", "^[ab]", "--quiet", "--force"}
	}
	return []string{"--data", c.file(), "--groups", fmt.Sprintf("groups-%d.csv", c.Cols), "--quiet", "--force"}
}

// run times a whole process from file to file. The results of the run before are gone by then: to free a
// file of a gigabyte takes the system longer than some of the runs.
func (b *bench) run(c cell, l *line) error {
	if err := b.remove("out.csv"); err != nil {
		return err
	}
	return b.timed(l, append([]string{"run", "--workers", "2", "--results", "out.csv"}, rowsOf(c)...)...)
}

// start times a process that does nothing.
func (b *bench) start(_ cell, l *line) error { return b.timed(l, "version") }

// timed times harness with these arguments.
func (b *bench) timed(l *line, args ...string) error {
	start := time.Now()
	state, err := b.command(args...)
	if err != nil {
		return err
	}
	l.Seconds = time.Since(start).Round(10 * time.Microsecond).Seconds()
	l.CPU = (state.UserTime() + state.SystemTime()).Round(100 * time.Microsecond).Seconds()
	l.Peak = float64(state.SysUsage().(*syscall.Rusage).Maxrss) / 1024
	return nil
}

// sweep measures S of the rows at N = 1 and 2.
func (b *bench) sweep(c cell, l *line) error {
	if err := b.remove("out.jsonl"); err != nil {
		return err
	}
	if _, err := b.command(append([]string{"sweep", "--workers", "1,2", "--max-time", sweepTime, "-o", "out.jsonl"}, rowsOf(c)...)...); err != nil {
		return err
	}
	report := exec.Command(b.harness, "report", "--format", "json", "out.jsonl")
	report.Dir = b.folder
	text, err := report.Output()
	if err != nil {
		return err
	}
	var found struct {
		Own    *interval `json:"program_serial_fraction"`
		All    *interval `json:"serial_fraction"`
		T1     *interval `json:"t1_seconds"`
		Chunks int       `json:"chunks"`
		Owners []struct {
			Owner  string       `json:"owner"`
			Causes []foundCause `json:"causes"`
		} `json:"owners"`
	}
	if err := json.Unmarshal(text, &found); err != nil {
		return err
	}
	l.Own, l.All, l.Chunks = found.Own, found.All, found.Chunks
	if found.T1 != nil {
		l.T1 = found.T1.Value
	}
	for _, o := range found.Owners {
		if o.Owner == "program" {
			l.Cause = largest(o.Causes)
		}
	}
	return nil
}

// A foundCause is a cause in a report, with the parts that it is split into.
type foundCause struct {
	cause
	Parts []foundCause `json:"parts"`
}

// largest returns the largest of the causes that are split no further; nil where there is none.
func largest(of []foundCause) (most *cause) {
	for _, c := range of {
		one := &c.cause
		if part := largest(c.Parts); part != nil {
			one = &cause{c.Name + ", " + part.Name, part.S}
		}
		if most == nil || one.S > most.S {
			most = one
		}
	}
	return most
}

// remove removes a file of the folder where it is there.
func (b *bench) remove(name string) error {
	err := os.Remove(filepath.Join(b.folder, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// command runs harness in the folder.
func (b *bench) command(args ...string) (*os.ProcessState, error) {
	cmd := exec.Command(b.harness, args...)
	cmd.Dir, cmd.Env = b.folder, append(os.Environ(), "XDG_DATA_HOME="+b.folder)
	if said, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("harness %s: %w: %s", strings.Join(args, " "), err, said)
	}
	return cmd.ProcessState, nil
}

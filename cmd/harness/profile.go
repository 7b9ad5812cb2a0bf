package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"syscall"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/wholefile"
	"serialfraction/results"
	"serialfraction/results/prepare"
	"serialfraction/workloads"
)

// A profiler profiles extra runs after those of the sweep. It marks their phases, which
// costs time, so the timed runs are never profiled.
type profiler struct {
	flag  string
	noun  string
	usage string
	least time.Duration // least time of all runs at one N together; at least one run is made
	start func(io.Writer) error
	stop  func()
	magic string // first bytes of its files
	look  string // command that shows a file
}

// profilers is the table of profilers. A CPU profile has 100 samples a second, so a second
// at each N shows a phase that takes a few percent of it.
var profilers = []profiler{
	{flag: "cpuprofile", noun: "CPU profile", usage: "after the timed runs, run each N for a second more and write a CPU profile to `FILE`, with the labels phase and workers",
		least: time.Second, start: pprof.StartCPUProfile, stop: pprof.StopCPUProfile, magic: "\x1f\x8b", look: "go tool pprof -top -tagfocus phase=merge"},
	{flag: "trace", noun: "trace", usage: "after the timed runs, run each N once more and write an execution trace to `FILE`, with a task for each N and a region for each phase",
		start: trace.Start, stop: trace.Stop, magic: "go 1.", look: "go tool trace"},
}

func profileFlags() (flags []cli.Flag) {
	for _, k := range profilers {
		flags = append(flags, &cli.StringFlag{Name: k.flag, Category: onOutput, Usage: k.usage})
	}
	return flags
}

// checkProfiles returns an error, before any work is done, if the work cannot be profiled,
// or if a profile cannot be written or would overwrite another file. runs is the path of
// the file of runs.
func checkProfiles(r results.Request, runs string) error {
	taken := map[string]string{}
	for _, f := range append(filesOf(r, runs), namedFile{"results", r.Results}) {
		if f.path != "" {
			taken[filepath.Clean(f.path)] = f.flag
		}
	}
	for _, k := range profilers {
		path := r.Profiles[k.flag]
		if path == "" {
			continue
		}
		if spec, err := workloads.Lookup(r.Workload); err == nil && spec.Program != nil {
			return usagef("--%s profiles harness itself, but workload %s times another program: leave the flag out, and profile the program by its own means", k.flag, spec.Name)
		}
		if prepare.EngineOf(r).Simulated {
			return usagef("--%s with --engine sim: that engine only computes times, so there is nothing to profile; use --engine pool", k.flag)
		}
		if other := taken[filepath.Clean(path)]; other != "" {
			return usagef("--%s and --%s both name %s: give each its own file", k.flag, other, path)
		}
		taken[filepath.Clean(path)] = k.flag
		if err := k.check(path); err != nil {
			return err
		}
	}
	return nil
}

// check returns an error if a profile cannot be written to a path, or if a file is there
// that is not a profile of this kind.
func (k profiler) check(path string) error {
	if old, err := os.Stat(path); err == nil && old.Mode().Type()&^fs.ModeDir != 0 {
		return k.checkFolder(path) // to open a pipe would wait for its other end
	}
	old, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		if dir, err := os.Stat(filepath.Dir(path)); err != nil || !dir.IsDir() {
			return usagef("--%s %q: no folder %s: make it, or name another file", k.flag, path, filepath.Dir(path))
		}
		return k.checkFolder(path)
	}
	if err != nil {
		return usagef("--%s %q: %v: name another file", k.flag, path, errors.Unwrap(err))
	}
	defer old.Close()
	head := make([]byte, len(k.magic))
	switch n, err := io.ReadFull(old, head); {
	case n == 0 && errors.Is(err, io.EOF):
	case err != nil || string(head) != k.magic:
		return usagef("--%s %q: the file exists and is not a %s: remove it, or name another", k.flag, path, k.noun)
	}
	return k.checkFolder(path)
}

// checkFolder returns an error if no file can be made in the folder of a path.
func (k profiler) checkFolder(path string) error {
	if err := wholefile.Check(path); err != nil {
		cause := errors.Unwrap(err)
		if !errors.As(cause, new(syscall.Errno)) { // no error of the system: it has its advice
			return usagef("--%s %q: %v", k.flag, path, cause)
		}
		return usagef("--%s %q: no file can be made there: %v: name another", k.flag, path, cause)
	}
	return nil
}

// profile makes the profiles that the request names. Where the context ends, the part of a
// profile that was written is kept.
func profile(c *cli.Context, s *prepare.Sweep) error {
	for _, k := range profilers {
		path := s.Header.Request.Profiles[k.flag]
		if path == "" {
			continue
		}
		if !c.Bool("quiet") {
			fmt.Fprintf(c.App.ErrWriter, "Running N = %s once more for the %s.\n", strings.Trim(fmt.Sprint(s.Trials[0].Workers), "[]"), k.noun)
		}
		failed := k.record(c.Context, path, s.Trials[0])
		if failed != nil && c.Context.Err() == nil {
			return fmt.Errorf("%s %s: %w", k.noun, path, failed)
		}
		if !c.Bool("quiet") {
			fmt.Fprintf(c.App.ErrWriter, "The %s is in %s: %s %[2]s\n", k.noun, path, k.look)
		}
		if failed != nil {
			return context.Cause(c.Context)
		}
	}
	return nil
}

// record writes one profile to a file: the whole, or the part until the context ended.
func (k profiler) record(ctx context.Context, path string, t harness.Trial) error {
	var ended error
	_, err := wholefile.Write(ctx, wholefile.File{Path: path, Write: func(w io.Writer) error {
		err := k.watch(ctx, w, t)
		if ctx.Err() != nil {
			ended, err = err, nil
		}
		return err
	}})
	return errors.Join(err, ended)
}

// watch makes the runs of a profile and writes the profile to w.
func (k profiler) watch(ctx context.Context, w io.Writer, t harness.Trial) error {
	job := *t.Job
	job.Marked = true
	answer := make([]float64, job.ResultLen())
	runtime.GC()
	if err := k.start(w); err != nil {
		return err
	}
	defer k.stop()
	for _, n := range t.Workers {
		for start := time.Now(); ; {
			if _, err := t.Engine.Run(ctx, answer, &job, n); err != nil {
				return err
			}
			if time.Since(start) >= k.least {
				break
			}
		}
	}
	return nil
}

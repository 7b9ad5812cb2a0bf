package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"serialfraction/results"
)

// profiled runs a sweep with both profilers in a folder of its own.
func profiled(t *testing.T, ctx context.Context, errs *cancelAt, args ...string) (dir string, code int) {
	t.Helper()
	dir = t.TempDir()
	base := []string{"harness", "sweep", "--workload", "spin", "--plant", "0.3", "--row-cost", "20us", "--data", "synth:rows=512,cols=2",
		"--workers", "1,2", "-o", filepath.Join(dir, "r.jsonl"),
		"--cpuprofile", filepath.Join(dir, "cpu"), "--trace", filepath.Join(dir, "trace")}
	return dir, run(ctx, slices.Concat(base, args), &bytes.Buffer{}, errs)
}

// goTool returns the output of a tool of Go. It runs the tool's package, for go tool compiles the whole
// standard library anew to build it.
func goTool(t *testing.T, tool string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", slices.Concat([]string{"run", "cmd/" + tool}, args)...)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go tool %s %v: %v: %s", tool, args, err, &errs)
	}
	return string(out)
}

// The profiles have every N and the phases by name, with the planted serial part, and their
// runs are not among the timed ones.
func TestProfile(t *testing.T) {
	errs := &cancelAt{text: "never printed"}
	dir, code := profiled(t, t.Context(), errs, "--repeats", "2")
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, &errs.printed)
	}
	tags := goTool(t, "pprof", "-tags", filepath.Join(dir, "cpu"))
	for _, want := range []string{`phase: Total `, `: kernel\n`, `: split\n`, `workers: Total `, `: 1\n`, `: 2\n`} {
		if !regexp.MustCompile(want).MatchString(tags) {
			t.Errorf("no %q among the tags:\n%s", want, tags)
		}
	}
	serial := goTool(t, "pprof", "-top", "-tagfocus", "phase=split", filepath.Join(dir, "cpu"))
	if !strings.Contains(serial, "planted.spin") {
		t.Errorf("the serial part is not what was planted:\n%s", serial)
	}

	events := goTool(t, "trace", "-d=parsed", filepath.Join(dir, "trace"))
	for want, n := range map[string]int{`TaskBegin .*Type="workers=1"`: 1, `TaskBegin .*Type="workers=2"`: 1, `RegionBegin .*Type="merge"`: 2, `RegionBegin .*Type="spawn"`: 3} {
		if got := len(regexp.MustCompile(want).FindAllString(events, -1)); got != n {
			t.Errorf("%d of %s in the trace, want %d", got, want, n)
		}
	}

	f, err := results.Read(filepath.Join(dir, "r.jsonl"))
	if err != nil || len(f.Runs) != 3*2 || f.End == nil {
		t.Errorf("%d runs in the file, end %+v, %v; want 2 repeats and a warm-up of 2", len(f.Runs), f.End, err)
	}
}

// Ctrl-C while a profile is made ends with exit code 130 and leaves a profile that can be
// read; the other profile is not begun.
func TestProfileInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	errs := &cancelAt{text: "for the CPU profile", cancel: cancel}
	dir, code := profiled(t, ctx, errs, "--repeats", "2")
	if code != exitInterrupted {
		t.Fatalf("exit code %d: %s", code, &errs.printed)
	}
	if raw := goTool(t, "pprof", "-raw", filepath.Join(dir, "cpu")); !strings.Contains(raw, "PeriodType: cpu") {
		t.Errorf("the profile is\n%s", raw)
	}
	if _, err := os.Stat(filepath.Join(dir, "trace")); err == nil {
		t.Error("the trace was begun")
	}
}

// A sweep that is interrupted is not profiled.
func TestInterruptedSweepHasNoProfile(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	errs := &cancelAt{text: aBlock, cancel: cancel}
	dir, code := profiled(t, ctx, errs, "--repeats", "1000000")
	if code != exitInterrupted {
		t.Fatalf("exit code %d: %s", code, &errs.printed)
	}
	if _, err := os.Stat(filepath.Join(dir, "cpu")); err == nil {
		t.Error("a profile was begun")
	}
}

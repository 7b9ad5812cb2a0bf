package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
)

// cancelAt is a standard error that cancels when what matches a regular expression is printed on it, as a user
// does with Ctrl-C.
type cancelAt struct {
	printed strings.Builder
	text    string
	cancel  context.CancelFunc
}

func (c *cancelAt) Write(p []byte) (int, error) {
	c.printed.Write(p)
	if regexp.MustCompile(c.text).MatchString(c.printed.String()) {
		c.cancel()
	}
	return len(p), nil
}

// aBlock is of a line after a whole block. On a busy machine not each block has one.
const aBlock = "block +[1-9]"

// Ctrl-C ends a sweep with exit code 130, a whole file, and a report of what is
// known so far.
func TestInterrupt(t *testing.T) {
	for _, engine := range []string{"pool", "sim"} {
		t.Run(engine, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			path, rows := filepath.Join(t.TempDir(), "r.jsonl"), filepath.Join(t.TempDir(), "rows.csv")
			var out bytes.Buffer
			errs := &cancelAt{text: aBlock, cancel: cancel}
			code := run(ctx, []string{"harness", "sweep", "--engine", engine, "--workload", "wait", "--row-cost", "20us",
				"--data", "synth:rows=64,cols=2", "--max-workers", "4", "--precision", "0", "--max-time", "20s", "--results", rows, "-o", path}, &out, errs)
			if code != exitInterrupted {
				t.Fatalf("exit code %d: %s", code, errs.printed.String())
			}
			if !strings.Contains(out.String(), "interrupted") || !strings.Contains(out.String(), "speed-up") {
				t.Errorf("no report of what was known:\n%s", &out)
			}
			if _, err := os.Stat(rows); !errors.Is(err, fs.ErrNotExist) || !strings.Contains(errs.printed.String(), "rows were not written") {
				t.Errorf("result rows of a sweep that did not end: %v, stderr\n%s", err, &errs.printed)
			}
			f, err := results.Read(path)
			if err != nil {
				t.Fatal(err)
			}
			if f.End == nil || !f.End.Interrupted || len(f.Runs) < 2*3 { // a warm-up and a block
				t.Errorf("%d runs, end %+v", len(f.Runs), f.End)
			}
			if len(f.Warnings) != 0 {
				t.Errorf("warnings %q", f.Warnings)
			}
		})
	}
}

// Whatever goes wrong has the exit code that the help promises.
func TestExitCodes(t *testing.T) {
	for want, errs := range map[int][]error{
		exitUsage:       {usagef("no"), &harness.FlagError{}},
		exitKernel:      {&harness.KernelError{}, &harness.StepError{}, &harness.AnswerError{}},
		exitInterrupted: {context.Canceled},
		exitFailed:      {context.DeadlineExceeded},
	} {
		for _, err := range errs {
			if got := exitCode(err); got != want {
				t.Errorf("%T: exit code %d, want %d", err, got, want)
			}
		}
	}
}

// An interrupt that comes after the result rows were written does not make them unwritten.
func TestRowsWrittenBeforeInterrupt(t *testing.T) {
	w, err := results.Create(filepath.Join(t.TempDir(), "r.jsonl"), results.Header{Workload: "ttest", Engine: "pool", Workers: []int{1, 2}})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for stored, want := range map[bool]string{true: "The result rows are in rows.csv.\n", false: "were not written to rows.csv"} {
		var errs strings.Builder
		app := cli.NewApp()
		app.ErrWriter = &errs
		printFiles(cli.NewContext(app, nil, nil), w, "rows.csv", stored, context.Canceled)
		if !strings.Contains(errs.String(), want) {
			t.Errorf("stored %v: %q", stored, errs.String())
		}
	}
}

// A sweep that is interrupted in its warm-up keeps the runs that it has made.
func TestInterruptInTheWarmUp(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	path := filepath.Join(t.TempDir(), "r.jsonl")
	errs := &cancelAt{text: "A run at N = 1 takes", cancel: cancel}
	code := run(ctx, []string{"harness", "sweep", "--workload", "command", "--workers", "1", "--warmup", "3", "--max-time", "60s", "-o", path, "--", "sh", "-c", "sleep 1; : {workers}"}, io.Discard, errs)
	f, err := results.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	if code != exitInterrupted || len(f.Runs) != 1 || !f.Runs[0].Warmup || f.End == nil || !f.End.Interrupted {
		t.Errorf("exit code %d, %d runs, end %+v: %s", code, len(f.Runs), f.End, &errs.printed)
	}
	if !strings.Contains(errs.printed.String(), "--resume") {
		t.Errorf("no way on: %s", &errs.printed)
	}
}

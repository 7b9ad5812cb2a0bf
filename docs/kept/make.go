package kept

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"time"

	"serialfraction/results"
)

// Temporary is a word of command lines that stands for a folder of the caller's.
const Temporary = "FOLDER"

// outputFlags are added to each command line, and the path of the result file behind them.
var outputFlags = []string{"--quiet", "--format", "json", "--output"}

// A Sweep is one to make.
type Sweep struct {
	Name      string // of its file
	Command   string // "harness sweep …", also behind another program that starts it
	Temporary string // the folder that Temporary stands for; "" = none

	// Beside starts what runs beside the sweep and returns how to end it. An error of end is
	// that of the sweep: it was not beside what it should have been. nil = nothing.
	Beside func(ctx context.Context) (end func() error, err error)
}

// Make makes a sweep and keeps it, if it is whole and as planned. In any case the attempt is
// noted in the log of the folder.
func (f *Folder) Make(ctx context.Context, s Sweep) (*results.File, error) {
	if err := f.note(attempt{Sweep: s.Name, Harness: f.Harness.Digest}); err != nil {
		return nil, err
	}
	file, err := f.try(ctx, s)
	end := attempt{Sweep: s.Name}
	if err != nil {
		end.Fault = err.Error()
	}
	if failed := f.note(end); failed != nil {
		return nil, failed
	}
	return file, err
}

func (f *Folder) try(ctx context.Context, s Sweep) (*results.File, error) {
	part := f.file(s.Name) + ".part"
	if err := os.RemoveAll(part); err != nil { // of a call that was killed
		return nil, err
	}
	defer os.RemoveAll(part) // where it is not kept
	end := func() error { return nil }
	if s.Beside != nil {
		var err error
		if end, err = s.Beside(ctx); err != nil {
			return nil, err
		}
	}
	err := f.run(ctx, s, part)
	if failed := end(); err == nil {
		err = failed
	}
	if err != nil {
		return nil, err
	}
	file, err := f.read(part, s.Name, s.Command)
	if err != nil {
		return nil, err
	}
	return file, os.Rename(part, f.file(s.Name))
}

// run runs the command of a sweep with its result file at part.
func (f *Folder) run(ctx context.Context, s Sweep, part string) error {
	argv := strings.Fields(strings.ReplaceAll(s.Command, Temporary, s.Temporary))
	argv[slices.Index(argv, "harness")] = f.Harness.Path
	argv = append(append(argv, outputFlags...), part)
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 5 * time.Second // then it is killed
	var errs bytes.Buffer
	cmd.Stderr = &errs
	switch err := cmd.Run(); {
	case ctx.Err() != nil:
		return errors.New("interrupted: the same command makes this sweep and those that are missing")
	case err != nil:
		return fmt.Errorf("%s: %w: %s", s.Command, err, strings.TrimSpace(errs.String()))
	}
	return nil
}

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
)

// Temporary is a word of command lines that stands for a folder of each sweep's own, which is
// empty when the sweep begins and is removed when it has ended.
const Temporary = "FOLDER"

// outputFlags are added to each command line, and the path of the result file behind them.
var outputFlags = []string{"--quiet", "--format", "json", "--output"}

// A Sweep is one to make.
type Sweep struct {
	Name    string // of its file
	Command string // "harness sweep …", also behind another program that starts it
	Beside  Beside // nil = nothing

	// Alone: other programs than the sweep and what is beside it may have a twentieth of the
	// CPUs' time. A sweep that they disturb more is made again, five times in all.
	Alone bool
}

// A Beside starts what is done beside a sweep whose Temporary is the folder own, and returns how
// to end it.
type Beside func(ctx context.Context, own string) (End, error)

// An End ends what is done beside a sweep that has ended itself, and returns what was measured
// and is not in the result file. An error is that of the sweep: it was not beside what it should
// have been.
type End func() (facts map[string]float64, err error)

// Make makes a sweep and keeps it, with its facts, if it is whole and as planned. In any case
// each attempt is noted in the log of the folder.
func (f *Folder) Make(ctx context.Context, s Sweep) error {
	for try := 1; ; try++ {
		err := f.make(ctx, s)
		if _, again := errors.AsType[disturbedError](err); !again || try == mostTries {
			return err
		}
	}
}

// make makes an attempt.
func (f *Folder) make(ctx context.Context, s Sweep) error {
	if err := f.note(attempt{Sweep: s.Name, Harness: f.Harness.Digest}); err != nil {
		return err
	}
	part := f.file(s.Name) + ".part"
	defer os.RemoveAll(part)                   // where it is not kept
	if err := os.RemoveAll(part); err != nil { // of a call that was killed
		return err
	}
	facts, err := f.try(ctx, s, part)
	if err == nil {
		err = os.Rename(part, f.file(s.Name))
	}
	end := attempt{Sweep: s.Name, Facts: facts}
	if err != nil {
		end.Facts, end.Fault = nil, err.Error()
	}
	if failed := f.note(end); err == nil { // without this line the folder does not have it
		err = failed
	}
	return err
}

// try makes a sweep with its result file at part and returns its facts.
func (f *Folder) try(ctx context.Context, s Sweep, part string) (facts map[string]float64, err error) {
	if s.Alone {
		undisturbed := alone()
		defer func() {
			if failed := undisturbed(); err == nil {
				err = failed
			}
		}()
	}
	own, err := os.MkdirTemp("", "sweep")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(own)
	end := func() (map[string]float64, error) { return nil, nil }
	if s.Beside != nil {
		if end, err = s.Beside(ctx, own); err != nil {
			return nil, err
		}
	}
	err = f.run(ctx, s, own, part)
	facts, failed := end()
	if err == nil {
		err = failed
	}
	if err == nil {
		_, err = f.read(part, s.Name, s.Command)
	}
	return facts, err
}

// run runs the command of a sweep with its own folder and its result file at part.
func (f *Folder) run(ctx context.Context, s Sweep, own, part string) error {
	argv := strings.Fields(s.Command)
	for i, word := range argv { // one word each, also where the folder has a blank in its name
		argv[i] = strings.ReplaceAll(word, Temporary, own)
	}
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

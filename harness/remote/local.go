package remote

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"serialfraction/harness/process"
	"serialfraction/harness/remote/join"
)

// LocalName is the name, os.Args[0], of a worker process that [StartLocal] starts: this program, whose
// main must then be a worker with one slot whose join file is its standard input.
const LocalName = "harness-worker"

// StartLocal starts workers on this machine, each a process of this program. They end when this process
// does, see [process.GuardBy].
func StartLocal(ctx context.Context, file join.File, workers int, ended func(error)) (io.Closer, error) {
	// They outlive ctx, so that they end by themselves when the engine lets them go.
	own, cancel := context.WithCancel(context.WithoutCancel(ctx))
	l := &local{cancel: cancel}
	text := file.Text()
	for range workers {
		var errs bytes.Buffer
		p, err := process.Start(own, process.Spec{Self: true, Argv: []string{LocalName}, Stdin: bytes.NewReader(text), Stderr: &errs})
		if err != nil {
			_ = l.Close()
			return nil, fmt.Errorf("a worker cannot be started: %w", err)
		}
		l.group.Go(func() {
			if _, err := p.Wait(); err != nil && own.Err() == nil {
				ended(workerEnded(err, errs.String()))
			}
		})
	}
	return l, nil
}

// workerEnded returns the error of a worker that ended with err and wrote a text on standard error.
func workerEnded(err error, text string) error {
	if text = strings.TrimSpace(text); text != "" {
		return fmt.Errorf("a worker on this machine ended: %s", text)
	}
	return fmt.Errorf("a worker on this machine ended: %w", err)
}

// local are worker processes on this machine.
type local struct {
	cancel context.CancelFunc
	group  sync.WaitGroup
}

// leaving is how long a worker may take to end by itself.
const leaving = 2 * time.Second

// Close waits for the workers, which have been let go, and ends those that stay.
func (l *local) Close() error {
	late := time.AfterFunc(leaving, l.cancel)
	defer late.Stop()
	l.group.Wait()
	l.cancel()
	return nil
}

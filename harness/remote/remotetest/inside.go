// Package remotetest has remote workers that are goroutines of the test, without a port and without a
// process. Only tests import it.
package remotetest

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
)

// A Build makes the workload of a job, see worker.Config.
type Build func(ctx context.Context, work json.RawMessage, data *harness.Dataset) (harness.Workload, error)

// New returns an engine with workers of this process, so many slots each. It is closed at the end of
// the test.
func New(t *testing.T, o remote.Options, slots int, build Build) *remote.Engine {
	t.Helper()
	var e *remote.Engine
	o.Start = func(_ context.Context, file join.File, workers int) (remote.Workers, error) {
		ctx, cancel := context.WithCancel(context.Background())
		in := &inside{failed: make(chan error, workers), cancel: cancel}
		for range (workers + slots - 1) / slots {
			in.group.Go(func() {
				err := worker.Serve(ctx, worker.Config{Session: file.Session, Connect: e.Server().ConnectWorker, Slots: slots, Build: build})
				if err != nil && !errors.Is(err, context.Canceled) {
					in.failed <- err
				}
			})
		}
		return in, nil
	}
	e = remote.New(o)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	return e
}

// inside are worker processes that are goroutines.
type inside struct {
	failed chan error
	group  sync.WaitGroup
	cancel context.CancelFunc
}

func (i *inside) Failed() <-chan error { return i.failed }

// Close waits for the workers, which have been let go.
func (i *inside) Close() error {
	defer i.cancel()
	i.group.Wait()
	return nil
}

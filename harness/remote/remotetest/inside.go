// Package remotetest has remote workers that are goroutines of the test, without a port and without a
// process. Only tests import it.
package remotetest

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
)

// A Crew is the worker processes of an engine, as a test has them.
type Crew struct {
	Slots int // of each process

	// Build makes the workload of a job, see worker.Config.
	Build func(ctx context.Context, work json.RawMessage, data *harness.Dataset) (harness.Workload, error)

	// Read reads the rows of a job, see worker.Config.
	Read func(ctx context.Context, source json.RawMessage) (*harness.Dataset, error)

	// Connect, where not nil, connects a process, from 0 on, in place of a pipe within this process.
	Connect func(process int, file join.File, options ...nats.Option) (*nats.Conn, error)

	// Connected, where not nil, gets the connection of each process, from 0 on. To close it is what
	// the end of a process looks like to the others.
	Connected func(process int, nc *nats.Conn)
}

// New returns an engine with workers of this process. It is closed at the end of the test.
func New(t *testing.T, o remote.Options, crew Crew) *remote.Engine {
	t.Helper()
	var e *remote.Engine
	var started atomic.Int64 // processes
	o.Start = func(_ context.Context, file join.File, workers int, ended func(error)) (io.Closer, error) {
		ctx, cancel := context.WithCancel(context.Background())
		in := &inside{cancel: cancel}
		for range (workers + crew.Slots - 1) / crew.Slots {
			process := int(started.Add(1)) - 1 // another for one that replaces a lost one
			connect := func(options ...nats.Option) (*nats.Conn, error) {
				if crew.Connect != nil {
					return crew.Connect(process, file, options...)
				}
				nc, err := e.Server().ConnectWorker(options...)
				if err == nil && crew.Connected != nil {
					crew.Connected(process, nc)
				}
				return nc, err
			}
			in.group.Go(func() {
				err := worker.Serve(ctx, worker.Config{Session: file.Session, Connect: connect, Slots: crew.Slots, Build: crew.Build, Read: crew.Read})
				if err != nil && !errors.Is(err, context.Canceled) && !errors.Is(err, worker.ErrAway) { // the others see it as lost
					ended(err)
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
	group  sync.WaitGroup
	cancel context.CancelFunc
}

// Close waits for the workers, which have been let go.
func (i *inside) Close() error {
	defer i.cancel()
	i.group.Wait()
	return nil
}

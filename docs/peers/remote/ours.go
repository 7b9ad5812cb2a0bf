package main

import (
	"context"
	"encoding/json"
	"os"
	"runtime"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/worker"
	"serialfraction/workloads"
)

// ours is the engine of this project.
type ours struct {
	engine *remote.Engine
	ship   remote.Ship
}

func newOurs(resident bool) *ours {
	work, err := json.Marshal(order)
	if err != nil {
		panic(err) // it has texts alone
	}
	o := &ours{ship: remote.Rows}
	if resident {
		o.ship = remote.Object
	}
	o.engine = remote.New(remote.Options{Work: work, Ship: o.ship, Most: most, Listen: "127.0.0.1:0", Start: remote.StartLocal})
	return o
}

func (o *ours) name() string   { return "harness" }
func (o *ours) resident() bool { return o.ship == remote.Object }
func (o *ours) close() error   { return o.engine.Close() }

func (o *ours) run(ctx context.Context, dst []float64, j *harness.Job, workers int) (busy, compute time.Duration, err error) {
	t, err := o.engine.Run(ctx, dst, j, workers)
	if err != nil {
		return 0, 0, err
	}
	for _, w := range t.Workers {
		busy += t.Parallel - w.Wake
		compute += w.Busy
	}
	return busy, compute, nil
}

// ourWorker is a worker of the engine.
func ourWorker(ctx context.Context) error {
	file, err := join.Read(os.Stdin, "the standard input", time.Now())
	if err != nil {
		return err
	}
	runtime.GOMAXPROCS(1)
	return worker.Serve(ctx, worker.Config{Session: file.Session, Connect: file.Connect, Slots: 1, Build: workloads.Build})
}

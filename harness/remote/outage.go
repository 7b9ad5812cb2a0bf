package remote

import (
	"context"
	"errors"
	"fmt"
	"time"

	"serialfraction/harness/remote/wire"
)

// ErrServerGone is the error of a run whose server between coordinator and workers has ended.
var ErrServerGone = errors.New("the server for the workers is gone, or the connection to it is cut: start it again, and begin the run again")

// outage reports whether the connection to the server has ended.
func (e *Engine) outage() bool { return e.nc.IsClosed() }

// cause returns ErrServerGone in place of what came of it, and else adds what the server said besides.
func (e *Engine) cause(err error) error {
	if e.outage() {
		return ErrServerGone
	}
	if trouble := e.trouble.Swap(nil); trouble != nil {
		return fmt.Errorf("%w (the server said: %w)", err, *trouble)
	}
	return err
}

// redialling is the time between two tries to connect.
const redialling = 250 * time.Millisecond

// comeBack connects once more to a server of others, which they may have started anew, and gives it what
// the workers need. They are those of before: they have their keys, and connect by themselves. It waits
// for as long as they bear the silence.
func (e *Engine) comeBack(ctx context.Context) error {
	wait := wire.CoordinatorBeats * e.options.Pace.Beat
	if show := e.options.Gathering; show != nil {
		show(Gathering{Outage: wait})
	}
	e.members.close()
	until := time.NewTimer(wait)
	defer until.Stop()
	for {
		err := e.connect()
		if err == nil {
			err = e.restore(ctx)
		}
		if err == nil || context.Cause(ctx) != nil {
			return errors.Join(err, context.Cause(ctx))
		}
		e.members.close()
		e.nc.Close()
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-until.C:
			return ErrServerGone
		case <-time.After(redialling):
		}
	}
}

// restore puts into a server what the workers fetch of the jobs that are known to some of them.
func (e *Engine) restore(ctx context.Context) error {
	for j, l := range e.jobs {
		if _, err := e.describe(ctx, j, l.ID); err != nil {
			return err
		}
	}
	return nil
}

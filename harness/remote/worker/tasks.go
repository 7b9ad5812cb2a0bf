package worker

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"

	"serialfraction/harness/remote/wire"
)

// tasks takes the tasks of a step one by one, each when the worker is free: with one more on its way a
// task would wait in a worker that is busy while another has none. It asks the server itself, by the
// protocol of pull consumers. The iterator of nats.go 1.55 does not ask again where the answer comes
// before its own goroutine has noted that it asked (checkPending finds fetchInProgress set), and then
// waits for 30 s.
type tasks struct {
	nc      *nats.Conn
	inbox   *nats.Subscription
	came    chan *nats.Msg
	subject string
	timer   *time.Timer
	back    chan nats.Status // the connection was cut and is made again
	parts   *parts           // of their rows; nil = none come apart
}

// asking is how long the server keeps a request for a task. After lateness more without an answer it is
// made again: a connection that was cut in between has lost it.
const (
	asking   = 5 * time.Second
	lateness = time.Second
)

// request asks for one task.
var request = []byte(`{"batch":1,"expires":` + strconv.FormatInt(int64(asking), 10) + "}")

// subscribe makes the slot one of those that take the tasks of a step.
func (s *slot) subscribe(st *step) (*tasks, error) {
	p := s.process
	t := &tasks{nc: p.nc, came: make(chan *nats.Msg, 8), timer: time.NewTimer(time.Hour),
		subject: "$JS.API.CONSUMER.MSG.NEXT." + wire.TaskStream + "." + p.subjects.Consumer(st.epoch)}
	var err error
	if t.inbox, err = t.nc.ChanSubscribe(t.nc.NewInbox(), t.came); err != nil {
		return nil, err
	}
	j := st.job
	if size := wire.RowSize(j.own.Data, j.header.Packed); !j.Resident() && wire.Apart(j.ChunkRows*size) {
		if t.parts, err = p.newParts(j.ChunkRows, size); err != nil {
			return nil, err
		}
	}
	t.back = t.nc.StatusChanged(nats.CONNECTED)
	return t, nil
}

// errOver is the error of a step that has ended.
var errOver = errors.New("the step has ended")

// next returns the next task. It waits until there is one or the step ends.
func (t *tasks) next(ctx context.Context, over <-chan struct{}) (*nats.Msg, error) {
	for {
		if err := t.nc.PublishRequest(t.subject, t.inbox.Subject, request); err != nil {
			return nil, err
		}
		t.timer.Reset(asking + lateness)
		select {
		case m := <-t.came:
			if m.Header.Get("Status") == "" {
				return m, nil
			}
			if err := t.refused(ctx, over); err != nil { // nothing came in time, or the consumer is gone with the step
				return nil, err
			}
		case <-t.timer.C:
		case <-t.back: // the server has forgotten the request
		case <-over:
			return nil, errOver
		case <-ctx.Done():
			return nil, errOver
		}
	}
}

// breath is the time between two requests where the server refuses them.
const breath = 50 * time.Millisecond

// refused waits before the next request.
func (t *tasks) refused(ctx context.Context, over <-chan struct{}) error {
	t.timer.Reset(breath)
	select {
	case <-t.timer.C:
		return nil
	case <-over:
	case <-ctx.Done():
	}
	return errOver
}

// stop gives up the place in the queue.
func (t *tasks) stop() {
	t.timer.Stop()
	t.nc.RemoveStatusListener(t.back)
	if t.parts != nil {
		t.parts.stop()
	}
	_ = t.inbox.Unsubscribe() // of a connection that has ended there is none
}

// What a worker answers to the server about a task. The coordinator acknowledges it.
var (
	inProgress = []byte("+WPI")
	refuse     = []byte("-NAK")
)

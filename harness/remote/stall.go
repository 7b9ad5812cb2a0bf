package remote

import (
	"context"
	"errors"

	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness/remote/wire"
)

// ErrAcknowledged is the error of a run of which tasks have left the queue without an answer, so that
// nobody gets them any more. A worker must be able to show the server that it works on a task still, and
// who may do that may acknowledge any task too: the server tells the two by the text alone.
var ErrAcknowledged = errors.New("tasks have left the queue without an answer: somebody who has the join file acknowledges them; look who has it, and begin the run again with another")

// A stall watches whether tasks have left the queue of a step without an answer.
type stall struct {
	consumer jetstream.Consumer
	left     int // chunks without an answer when it looked last
	looks    int // in a row that found tasks missing, while no answer came
}

// look is called once in the time for which a task may be silent. It returns ErrAcknowledged when tasks
// have been missing for as long as it takes to give one out as often as one is given out.
func (l *stall) look(ctx context.Context, left, flight int) error {
	came := left != l.left
	l.left = left
	if came {
		l.looks = 0
		return nil
	}
	info, err := l.consumer.Info(ctx)
	if err != nil {
		return nil // of a server that is gone, the connection tells
	}
	if info.NumPending+uint64(info.NumAckPending) >= uint64(flight) {
		l.looks = 0
		return nil
	}
	if l.looks++; l.looks < wire.MostDeliveries {
		return nil
	}
	return ErrAcknowledged
}

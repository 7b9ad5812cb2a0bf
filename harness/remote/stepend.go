package remote

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/remote/wire"
)

// The end of a step is no part of the run. A kernel that does not heed the end of a run may take longer;
// its worker is then busy when the next run begins.
const (
	endOfRun    = 10 * time.Second
	endOfFailed = 2 * time.Second
)

// end ends the step at its workers and returns their accounts.
func (s *step) end(failed error) ([]wire.Account, error) {
	accounts := make([]wire.Account, len(s.team))
	waiting := map[uint32]*seat{}
	for _, seat := range s.team {
		waiting[seat.number] = seat
	}
	over := func() bool {
		for number, seat := range waiting {
			if alive, _ := s.members.health(seat.member); !alive {
				delete(waiting, number)
				s.lost[number] = true // the run may have ended before that was seen
			}
		}
		return len(waiting) == 0
	}
	if over() {
		return accounts, nil
	}
	ending := func(now bool, limit time.Duration) error {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), limit)
		defer cancel()
		return s.ask(ctx, wire.Control{Kind: wire.End, Epoch: s.epoch, Now: now}, func(r wire.Reply) (bool, error) {
			if r.Epoch != s.epoch || r.Kind != wire.End || waiting[r.Slot] == nil {
				return false, nil
			}
			if r.Account != nil {
				accounts[s.worker[r.Slot]] = *r.Account
				waiting[r.Slot].keepNotes(s.loaded.ID, r.Account)
			}
			delete(waiting, r.Slot)
			if r.Error != "" && failed == nil {
				return false, s.job.Failed(harness.Chunk{}, r.Error)
			}
			return len(waiting) == 0, nil
		}, func() (bool, error) { return over(), nil })
	}
	var err error
	if failed == nil {
		err = ending(false, endOfRun)
	}
	if failed != nil || errors.Is(err, context.DeadlineExceeded) {
		err = ending(true, endOfFailed)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		err = nil
	}
	return accounts, err
}

// drain removes the queue of the step. After a run that did not fail it must be empty.
func (s *step) drain(consumer jetstream.Consumer, whole bool) (err error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), setup)
	defer cancel()
	if whole && s.lastAck != "" {
		// The server answers when it has done this one, and those before it.
		if _, err := s.nc.RequestWithContext(ctx, s.lastAck, ackText); err != nil {
			return fmt.Errorf("the server does not acknowledge the last task: %w", err)
		}
		info, err := consumer.Info(ctx)
		if err != nil {
			return err
		}
		if n := info.NumPending + uint64(info.NumAckPending); n > 0 {
			return fmt.Errorf("%d tasks are left in the queue of a run that has all its answers", n)
		}
	}
	for i, b := range s.flight {
		s.buffers = append(s.buffers, b)
		delete(s.flight, i)
	}
	if err := s.js.DeleteConsumer(ctx, wire.TaskStream, s.subjects.Consumer(s.epoch)); err != nil {
		return err
	}
	if whole {
		return nil
	}
	stream, err := s.js.Stream(ctx, wire.TaskStream)
	if err != nil {
		return err
	}
	return stream.Purge(ctx, jetstream.WithPurgeSubject(s.subject))
}

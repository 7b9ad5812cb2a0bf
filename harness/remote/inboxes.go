package remote

import (
	"errors"
	"sync/atomic"

	"github.com/nats-io/nats.go"

	"serialfraction/harness/remote/wire"
)

// Dropped counts messages that were not taken.
type Dropped struct {
	Duplicates int // results of chunks that another had answered
	Late       int // results of steps that had ended
	Forged     int // results that no worker of the step made, or that are damaged, and what is larger than any worker sends
	Unread     int // of any kind, for which there was no room
}

// drops counts what Dropped has.
type drops struct{ duplicates, late, forged, unread atomic.Int64 }

// Dropped returns how many messages were not taken so far.
func (e *Engine) Dropped() Dropped {
	return Dropped{Duplicates: int(e.drops.duplicates.Load()), Late: int(e.drops.late.Load()), Forged: int(e.drops.forged.Load()), Unread: int(e.drops.unread.Load())}
}

// An inbox holds messages until the goroutine of Run reads them. A worker with a valid key may send what it
// likes, as often as it likes, so what is too large to be meant is dropped as it comes, and what waits has a
// limit. What is beyond that is lost, as with a connection that is cut: the queue gives a task out again,
// and who has not answered is asked again.
type inbox struct {
	came    chan *nats.Msg
	largest atomic.Int64 // bytes of a message that is taken; 0 = none is taken now
	room    atomic.Int64 // bytes of all that wait
	waiting atomic.Int64 // bytes
}

// What waits in an inbox at most.
const (
	mostWaiting = 1 << 14  // messages
	mostUnread  = 16 << 20 // bytes
)

// newInbox returns an empty inbox for messages of at most so many bytes.
func newInbox(largest int) *inbox {
	in := &inbox{came: make(chan *nats.Msg, mostWaiting)}
	in.take(largest, mostUnread)
	return in
}

// take lets messages of at most so many bytes in, as long as all that wait have no more than room.
func (in *inbox) take(largest, room int) {
	in.largest.Store(int64(largest))
	in.room.Store(int64(room))
}

// read is called with each message that was received from the channel, and returns it.
func (in *inbox) read(m *nats.Msg) *nats.Msg {
	in.waiting.Add(-int64(len(m.Data)))
	return m
}

// put puts a message in, or counts why not. It does not wait, so that the connection keeps none.
func (in *inbox) put(m *nats.Msg, d *drops) {
	size, largest := int64(len(m.Data)), in.largest.Load()
	switch {
	case largest == 0:
		d.late.Add(1)
	case size > largest:
		d.forged.Add(1)
	case in.waiting.Add(size) > in.room.Load():
		in.waiting.Add(-size)
		d.unread.Add(1)
	default:
		select {
		case in.came <- m:
		default:
			in.waiting.Add(-size)
			d.unread.Add(1)
		}
	}
}

// deliver puts the messages of a subject into an inbox.
func (e *Engine) deliver(subject string, in *inbox) error {
	_, err := e.nc.Subscribe(subject, func(m *nats.Msg) { in.put(m, &e.drops) })
	return err
}

// takeResults lets results of a step in, which has so many tasks out at a time; those that are no larger than
// one of the step can be.
func (s *step) takeResults(ahead int) {
	body := max(8*s.job.ChunkRows*len(s.job.Workload.Outputs), wire.MostReason)
	largest := wire.ResultHeader + slack + body + wire.CodeSize
	s.results.take(largest, max(mostUnread, 2*ahead*largest))
}

// refuseResults ends what takeResults began.
func (s *step) refuseResults() { s.results.take(0, mostUnread) }

// troubled takes note of what the server says between the calls, or the connection: that messages came
// faster than it took them in, or that something is not permitted.
func (e *Engine) troubled(_ *nats.Conn, _ *nats.Subscription, err error) {
	if errors.Is(err, nats.ErrSlowConsumer) {
		e.drops.unread.Add(1) // one at least
		return
	}
	e.trouble.Store(&err)
}

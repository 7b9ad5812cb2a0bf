package worker

import (
	"errors"
	"time"

	"github.com/nats-io/nats.go"

	"serialfraction/harness/remote/wire"
)

// parts gets the rows of tasks that come apart from them.
type parts struct {
	nc      *nats.Conn
	inbox   *nats.Subscription
	came    chan *nats.Msg
	subject string // where they are asked for
	timer   *time.Timer
	ballast []byte
}

// ballast is memory that is never touched, and so takes none. The collector counts it, and runs after so many
// bytes of parts, which are garbage once they are read, in place of a fourth as many: with rows of
// 1.6 MB, after every tenth chunk. The process has so much more memory at most.
const ballast = 16 << 20

// newParts returns what gets parts of so many rows of that size at most, in bytes.
func (p *process) newParts(rows, size int) (*parts, error) {
	// Those of a question that was given up may come before those of the next.
	room := 2 * (1 + rows/wire.PartRows(size))
	ps := &parts{nc: p.nc, came: make(chan *nats.Msg, room), subject: p.subjects.Asks(), timer: time.NewTimer(time.Hour),
		ballast: make([]byte, ballast)}
	var err error
	ps.inbox, err = ps.nc.ChanSubscribe(ps.nc.NewInbox(), ps.came)
	return ps, err
}

// silence is how long nothing may come of rows that were asked for. A coordinator with a slow link may
// have those of many workers to send before.
const silence = time.Minute

// The errors of rows that do not come. The task goes back to the queue.
var (
	errSilence = errors.New("the rows of a task do not come")
	errGap     = errors.New("a part of the rows of a task is lost")
)

// gather asks for the rows of a task and hands them to put, part by part and in their order. It
// returns how long it waited for them.
func (ps *parts) gather(st *step, back <-chan nats.Status, m *nats.Msg, task wire.Task, put func(part wire.Task) error) (waited time.Duration, err error) {
	for len(ps.came) > 0 {
		<-ps.came
	}
	if err := ps.nc.PublishRequest(ps.subject, ps.inbox.Subject, m.Data); err != nil {
		return 0, err
	}
	for have := 0; have < task.Rows; {
		from := time.Now()
		ps.timer.Reset(silence)
		var came *nats.Msg
		select {
		case came = <-ps.came:
		case <-ps.timer.C:
			return waited, errSilence
		case <-back: // the connection was cut and is made again: parts may be lost
			return waited, errGap
		case <-st.over:
			return waited, errOver
		case <-st.ctx.Done():
			return waited, errOver
		}
		waited += time.Since(from)
		part, err := wire.ReadTask(came.Data)
		switch at := part.Row - task.Row; {
		case err != nil:
			return waited, err
		case part.Epoch != task.Epoch, part.Chunk != task.Chunk, at < have: // of a question that was given up
		case at > have, part.Rows > task.Rows-at:
			return waited, errGap
		default:
			if err := put(part); err != nil {
				return waited, err
			}
			have += part.Rows
		}
	}
	return waited, nil
}

// stop takes no more parts.
func (ps *parts) stop() {
	ps.timer.Stop()
	_ = ps.inbox.Unsubscribe() // of a connection that has ended there is none
}

package remote

import (
	"fmt"
	"strconv"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/remote/broker"
	"serialfraction/harness/remote/wire"
)

// ahead returns how many tasks are out at a time. Each worker has one, and one more waits for it in the
// queue of the server, so that it need not wait for the coordinator: by then the coordinator has the
// answer to the one before. There are fewer where the queue has no room for so many.
func (s *step) ahead() int {
	size := wire.TaskHeader + slack
	if rows := s.job.ChunkRows * wire.RowSize(s.job.Data, s.job.Workload.Packed); !s.loaded.Resident() && !wire.Apart(rows) {
		size += rows
	}
	return min(2*len(s.team), max(1, broker.TaskStore/size))
}

// hold takes the answers of chunks that are held.
func (s *step) hold(h *harness.Held) {
	width := len(s.job.Workload.Outputs)
	for i := range s.answers {
		if at := s.job.Chunk(i); h.Whole(at.Row, at.Rows) {
			copy(s.job.Result(s.dst, at), h.Answer[at.Row*width:(at.Row+at.Rows)*width])
			s.answers[i] = true
			s.left--
		}
	}
}

// publish puts the next chunk that has no answer into the queue.
func (s *step) publish() error {
	for s.next < len(s.out) && s.answers[s.next] {
		s.next++
	}
	if s.next == len(s.out) {
		return nil
	}
	i := s.next
	at := s.job.Chunk(i)
	task := wire.Task{Epoch: s.epoch, Chunk: i, Row: at.Row, Rows: at.Rows, Cols: s.job.Data.Cols, Packed: s.job.Workload.Packed}
	size := 0
	task.Apart = !s.loaded.Resident() && wire.Apart(at.Rows*wire.RowSize(s.job.Data, s.job.Workload.Packed))
	if !s.loaded.Resident() && !task.Apart {
		var err error
		if at, err = s.job.Read(i, s.rows); err != nil {
			return err
		}
		size = at.Rows * wire.RowSize(s.job.Data, s.job.Workload.Packed)
	}
	message, room := wire.NewTask(s.buffer(), size)
	if size > 0 {
		wire.PutRows(room, at)
	}
	wire.SealTask(message, task)
	s.flight[i] = message
	_, err := s.js.PublishMsgAsync(&nats.Msg{Subject: s.subject, Data: message,
		Header: nats.Header{jetstream.MsgIDHeader: {s.subject + "." + strconv.Itoa(i)}}})
	if err != nil {
		return fmt.Errorf("the server does not take the tasks: %w", err)
	}
	s.next++
	s.out[i] = s.watch.Now()
	return nil
}

// buffer returns memory for a message; nil = none is free.
func (s *step) buffer() []byte {
	n := len(s.buffers)
	if n == 0 {
		return nil
	}
	b := s.buffers[n-1]
	s.buffers = s.buffers[:n-1]
	return b
}

// take takes a message that came as a result at the time got. It publishes the next chunk first:
// a worker may wait for it.
func (s *step) take(m *nats.Msg, got time.Duration) error {
	r, err := wire.ReadResult(m.Data)
	if err != nil {
		s.drops.forged.Add(1)
		return nil
	}
	if r.Epoch != s.epoch {
		s.drops.late.Add(1)
		return nil
	}
	w, ok := s.worker[r.Slot]
	if !ok || !s.team[w].sealer.Verify(m.Data) || !s.fitting(r) {
		s.drops.forged.Add(1)
		return nil
	}
	at := s.job.Chunk(r.Chunk)
	first := !s.answers[r.Chunk]
	if first && r.Failed {
		return s.job.Failed(at, string(r.Body))
	}
	s.twice = s.twice || wire.Deliveries(string(r.Ack)) > 1
	if first {
		s.answers[r.Chunk] = true
		s.left--
		s.tallies[w].add(r, s.out[r.Chunk], got)
		s.buffers = append(s.buffers, s.flight[r.Chunk])
		delete(s.flight, r.Chunk)
		if err := s.publish(); err != nil {
			return err
		}
		answer := s.job.Result(s.dst, at)
		wire.Floats(answer, r.Body)
		if s.options.Landed != nil {
			s.options.Landed(at, answer)
		}
	} else {
		s.drops.duplicates.Add(1)
	}
	if s.left == 0 && first {
		s.lastAck = string(r.Ack) // see drain
		return nil
	}
	return s.nc.Publish(string(r.Ack), ackText)
}

// ackText acknowledges a task: it leaves the queue.
var ackText = []byte("+ACK")

// fitting reports whether a result is of a chunk of the step, and has its size.
func (s *step) fitting(r wire.Result) bool {
	if r.Chunk >= s.next {
		return false
	}
	at := s.job.Chunk(r.Chunk)
	return r.Row == at.Row && r.Rows == at.Rows && (r.Failed || len(r.Body) == 8*r.Rows*len(s.job.Workload.Outputs)) &&
		s.subjects.AcksTask(string(r.Ack), s.epoch)
}

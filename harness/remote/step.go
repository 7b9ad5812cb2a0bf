package remote

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/remote/wire"
)

// A step is one run of a job: its tasks have a subject and a consumer of their own.
type step struct {
	*Engine
	ctx    context.Context
	job    *harness.Job
	loaded *loaded
	team   []*seat
	dst    []float64
	epoch  uint64

	subject  string
	worker   map[uint32]int // by slot
	watch    meter.Stopwatch
	released time.Duration // when the workers were asked to begin
	tallies  []tally
	out      []time.Duration // when each chunk was published
	answers  []bool          // by chunk: it is answered
	flight   map[int][]byte  // messages under way, by chunk
	rows     []float64
	apart    []byte // rows that come apart from their task, as they go out
	next     int    // chunk to publish
	left     int    // chunks without an answer
	busy     time.Duration
	lastAck  string
	part     map[uint32]bool // slots that take part
	lost     map[uint32]bool // slots that fell silent during the run
	before   map[uint32]int  // how often the process of each slot was lost before the run
	twice    bool            // a task was given out a second time
	stall    stall
}

// ErrAlone is the error of a run whose workers are all lost.
var ErrAlone = errors.New("all workers are gone: start others with harness worker, or look why they ended")

// run makes the run, and lets its workers go.
func (s *step) run() (t harness.Timing, err error) {
	s.subject = s.subjects.Tasks(s.epoch)
	s.worker, s.before = make(map[uint32]int, len(s.team)), make(map[uint32]int, len(s.team))
	s.part, s.lost = make(map[uint32]bool, len(s.team)), map[uint32]bool{}
	for w, seat := range s.team {
		s.worker[seat.number], s.part[seat.number] = w, true
		_, s.before[seat.number] = s.members.health(seat.member)
	}
	k := s.job.NumChunks()
	s.tallies, s.out, s.answers, s.left, s.flight = make([]tally, len(s.team)), make([]time.Duration, k), make([]bool, k), k, map[int][]byte{}
	if s.options.Held != nil {
		s.hold(s.options.Held)
	}
	if !s.loaded.Resident() && !s.job.Workload.Packed {
		s.rows = make([]float64, min(s.job.ChunkRows, s.job.Data.NumRows())*s.job.Data.Cols)
	}
	consumer, err := s.js.CreateConsumer(s.ctx, wire.TaskStream, jetstream.ConsumerConfig{
		Durable: s.subjects.Consumer(s.epoch), FilterSubject: s.subject, AckPolicy: jetstream.AckExplicitPolicy, AckWait: s.options.Pace.AckWait,
		MaxDeliver: wire.MostDeliveries, MaxAckPending: 4 * len(s.team), MaxWaiting: max(512, 4*len(s.team)), MemoryStorage: true, Replicas: 1,
	})
	if err != nil {
		return t, s.cause(err)
	}
	s.stall.consumer = consumer
	s.takeResults(s.ahead())
	defer s.refuseResults()
	t, failed := s.timed()
	accounts, err := s.end(failed)
	for w := range t.Workers {
		t.Workers[w].Sched, t.Workers[w].Process = accounts[w].Sched, accounts[w].Process
	}
	if failed == nil {
		failed = err
	}
	if err := s.drain(consumer, failed == nil); failed == nil {
		failed = err
	}
	if failed != nil {
		return harness.Timing{}, failed
	}
	if t.Lost = len(s.lost); t.Lost == 0 && s.twice {
		t.Lost = 1 // a worker was silent for long enough, or its answer was
	}
	if !s.job.NoTimeline {
		s.timeline = s.spans()
	}
	return t, nil
}

// cause returns the reason of an error that the end of the context brought about.
func (s *step) cause(err error) error {
	if cause := context.Cause(s.ctx); cause != nil {
		return cause
	}
	return err
}

// timed is what counts as the run.
func (s *step) timed() (t harness.Timing, err error) {
	if err := s.barrier(wire.Control{Kind: wire.Arm, Epoch: s.epoch, JobID: s.loaded.ID, Slots: s.slots()}); err != nil {
		return t, err
	}
	s.job.Heed(s.ctx)
	s.watch = meter.NewStopwatch()
	if err := s.job.Begin(); err != nil {
		return t, err
	}
	split := s.watch.Now()
	s.released = split
	if err := s.barrier(wire.Control{Kind: wire.Go, Epoch: s.epoch}); err != nil {
		return t, err
	}
	going := s.watch.Now()
	for w := range s.tallies {
		s.tallies[w].last = going
	}
	if err := s.parallel(going); err != nil {
		return t, err
	}
	end := going
	for _, y := range s.tallies {
		end = max(end, y.last)
	}
	if err := s.job.Finish(s.dst); err != nil {
		return t, err
	}
	if err := context.Cause(s.ctx); err != nil && s.job.Workload.Heed != nil {
		return t, err // the last step may have ended early
	}
	wall := s.watch.Now()
	t = harness.Timing{Wall: wall, Split: split, Parallel: end - split, Merge: wall - end, Coordinator: s.busy, Workers: make([]harness.WorkerTiming, len(s.team))}
	for w := range s.tallies {
		t.Workers[w] = s.tallies[w].timing(split, going, end)
		t.Workers[w].Host = s.team[w].Host
	}
	return t, nil
}

// slots returns the numbers of the slots of the team.
func (s *step) slots() (numbers []uint32) {
	for _, seat := range s.team {
		numbers = append(numbers, seat.number)
	}
	return numbers
}

// barrier asks the workers that take part something and waits until all have answered. Those of which
// nothing is heard any more take part no longer: when they are back they may not have heard what was
// asked. Those whose connection was cut are asked again.
func (s *step) barrier(c wire.Control) error {
	waiting := maps.Clone(s.part)
	return s.ask(s.ctx, c, func(r wire.Reply) (bool, error) {
		if r.Epoch != s.epoch || r.Kind != c.Kind || !waiting[r.Slot] {
			return false, nil
		}
		if r.Error != "" {
			return false, s.job.Failed(harness.Chunk{}, r.Error)
		}
		delete(waiting, r.Slot)
		return len(waiting) == 0, nil
	}, func() (bool, error) {
		for _, seat := range s.team {
			if alive, _ := s.members.health(seat.member); !alive {
				delete(waiting, seat.number)
				delete(s.part, seat.number)
			}
		}
		return len(waiting) == 0, s.someLeft()
	})
}

// someLeft notes which workers the run has lost, and returns an error where none is left that takes part.
func (s *step) someLeft() error {
	left := false
	for _, seat := range s.team {
		alive, losses := s.members.health(seat.member)
		left = left || alive && s.part[seat.number]
		if !alive || losses != s.before[seat.number] {
			s.lost[seat.number] = true
		}
	}
	if !left {
		return ErrAlone
	}
	return nil
}

// parallel hands the chunks out and takes the answers.
func (s *step) parallel(going time.Duration) error {
	from := going
	for range min(s.ahead(), s.left) {
		if err := s.publish(); err != nil {
			return err
		}
	}
	s.busy += s.watch.Now() - from
	looks := time.NewTicker(s.options.Pace.AckWait)
	defer looks.Stop()
	for s.left > 0 {
		select {
		case m := <-s.results.came:
			from := s.watch.Now()
			if err := s.take(s.results.read(m), from); err != nil {
				return err
			}
			s.busy += s.watch.Now() - from
		case m := <-s.asks.came:
			from := s.watch.Now()
			if err := s.hand(s.asks.read(m)); err != nil {
				return err
			}
			s.busy += s.watch.Now() - from
		case <-s.ctx.Done():
			return context.Cause(s.ctx)
		case <-s.members.lost:
			if err := s.someLeft(); err != nil {
				return err
			}
		case m := <-s.replies.came:
			if err := s.gone(s.replies.read(m)); err != nil {
				return err
			}
		case m := <-s.poisoned.came:
			if err := s.poison(s.poisoned.read(m)); err != nil {
				return err
			}
		case r := <-s.refusals:
			if r.subject == s.subject {
				return r.err
			}
		case <-looks.C:
			if err := s.stall.look(s.ctx, s.left, len(s.flight)); err != nil {
				return err
			}
		case <-s.away:
			return ErrServerGone
		}
	}
	return nil
}

// gone returns an error where a worker has left the step although chunks have no answer.
func (s *step) gone(m *nats.Msg) error {
	var r wire.Reply
	if wire.Unmarshal(m.Data, &r) != nil || r.Epoch != s.epoch || r.Error == "" {
		return nil
	}
	return s.job.Failed(harness.Chunk{}, r.Error)
}

// poison returns the error of a task that no worker takes.
func (s *step) poison(m *nats.Msg) error {
	var advice struct {
		Consumer string `json:"consumer"`
		Seq      uint64 `json:"stream_seq"`
	}
	if json.Unmarshal(m.Data, &advice) != nil || advice.Consumer != s.subjects.Consumer(s.epoch) {
		return nil
	}
	stream, err := s.js.Stream(s.ctx, wire.TaskStream)
	if err != nil {
		return err
	}
	raw, err := stream.GetMsg(s.ctx, advice.Seq)
	if errors.Is(err, jetstream.ErrMsgNotFound) {
		return nil // it was answered in the meantime
	}
	if err != nil {
		return err
	}
	t, err := wire.ReadTask(raw.Data)
	if err != nil {
		return err
	}
	if t.Chunk >= s.next || s.answers[t.Chunk] {
		return nil
	}
	return s.job.Failed(s.job.Chunk(t.Chunk), fmt.Sprintf("these rows were given to workers %d times, and none answered: each refused them, or ended", wire.MostDeliveries))
}

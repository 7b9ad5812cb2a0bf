package worker

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/meter"
	"serialfraction/harness/remote/wire"
)

// A step is one run of a job, with those workers of this process that take part.
type step struct {
	epoch   uint64
	job     *job
	ctx     context.Context
	cancel  context.CancelFunc
	going   chan struct{} // closed when the workers may begin
	release func()
	over    chan struct{} // closed when they take no more tasks
	finish  func()
	slots   int // of this process that take part

	mu   sync.Mutex
	said []wire.Reply // what the coordinator has been answered
}

// again answers what was asked a second time: the connection may have been cut.
func (p *process) again(k wire.Kind) {
	p.step.mu.Lock()
	defer p.step.mu.Unlock()
	for _, r := range p.step.said {
		if r.Kind == k {
			p.reply(r)
		}
	}
}

// arm makes the workers of a step wait for its beginning.
func (p *process) arm(c wire.Control) {
	if p.step != nil && p.step.epoch == c.Epoch {
		p.again(wire.Arm)
		return
	}
	var armed []*slot
	for _, s := range p.slots {
		for _, number := range c.Slots {
			if s.number == number {
				armed = append(armed, s)
			}
		}
	}
	p.mu.Lock()
	j := p.jobs[c.JobID]
	p.mu.Unlock()
	if len(armed) == 0 || j == nil || j.own == nil {
		return
	}
	p.end()
	st := &step{epoch: c.Epoch, job: j, going: make(chan struct{}), over: make(chan struct{}), slots: len(armed)}
	st.release = sync.OnceFunc(func() { close(st.going) })
	st.finish = sync.OnceFunc(func() { close(st.over) })
	st.ctx, st.cancel = context.WithCancel(p.ctx)
	p.step = st
	j.own.Heed(st.ctx)
	for _, s := range armed {
		p.group.Go(func() { s.work(st) })
	}
}

// A slot is one worker of the process.
type slot struct {
	process *process
	number  uint32
	sealer  *wire.Sealer
	busy    sync.Mutex // held during a step; the kernel of the step before may not have ended
	rows    []float64
	packed  []byte // rows that came apart from their task
	answer  []float64
	message []byte
	began   *time.Duration // CPU time of the process when it began to take tasks; nil = not known, or it has not
}

// reply answers the coordinator for the slot.
func (s *slot) reply(k wire.Kind, st *step, err error, account *wire.Account) {
	r := wire.Reply{Kind: k, Slot: s.number, Epoch: st.epoch, Account: account}
	if err != nil {
		r.Error = wire.Reason(err)
	}
	st.mu.Lock()
	st.said = append(st.said, r)
	st.mu.Unlock()
	s.process.reply(r)
}

// work is what a slot does in a step.
func (s *slot) work(st *step) {
	s.busy.Lock()
	defer s.busy.Unlock()
	s.began = nil
	tasks, err := s.subscribe(st)
	if err != nil {
		s.reply(wire.Arm, st, err, nil)
		return
	}
	defer tasks.stop()
	station := harness.NewStation(st.job.own)
	defer s.leave(st, station) // also where a kernel ends this goroutine
	s.reply(wire.Arm, st, nil, nil)
	select {
	case <-st.going:
		s.take(st, station, tasks)
	case <-st.over:
	case <-st.ctx.Done():
	}
}

// leave ends the part of the slot in a step.
func (s *slot) leave(st *step, station *harness.Station) {
	sched, err := station.Close()
	account := &wire.Account{Sched: sched, Process: s.used(st)}
	s.process.mu.Lock() // so that the last to answer has the notes on all
	defer s.process.mu.Unlock()
	if notes := st.job.own.Workload.Notes; notes != nil {
		account.Notes = wire.Few(notes())
	}
	s.reply(wire.End, st, err, account)
}

// used returns the CPU time of the process since the slot began to take tasks; nil where it is not that of
// this slot alone.
func (s *slot) used(st *step) *time.Duration {
	now := meter.SelfTime()
	if st.slots != 1 || s.began == nil || now == nil {
		return nil
	}
	return new(*now - *s.began)
}

// take begins the work and takes tasks until the step ends.
func (s *slot) take(st *step, station *harness.Station, tasks *tasks) {
	if err := station.Begin(st.ctx); err != nil {
		s.reply(wire.Go, st, causeOf(err), nil)
		return
	}
	s.began = meter.SelfTime()
	s.reply(wire.Go, st, nil, nil)
	pulse := newPulse(s.process.nc, s.process.pace.AckWait/3)
	defer pulse.stop()
	for {
		m, err := tasks.next(st.ctx, st.over)
		if err != nil {
			return // the step or the connection has ended
		}
		pulse.begin(m)
		err = s.compute(st, station, tasks, m)
		pulse.end()
		if err != nil {
			_ = s.process.nc.Publish(m.Reply, refuse) // another may do better
		}
	}
}

// compute answers a task. The error is of a task that cannot be read, or an answer that cannot be
// sent.
func (s *slot) compute(st *step, station *harness.Station, tasks *tasks, m *nats.Msg) error {
	start := time.Now()
	t, err := wire.ReadTask(m.Data)
	if err != nil {
		return err
	}
	if t.Epoch != st.epoch {
		return errors.New("a task of another step")
	}
	var c harness.Chunk
	var waited time.Duration
	if st.job.Resident() {
		c, err = s.resident(st.job, station, t)
	} else {
		c, waited, err = s.brought(st, tasks, m, t)
	}
	if err != nil {
		return err
	}
	width := st.job.Outputs
	if n := c.Rows * width; cap(s.answer) < n {
		s.answer = make([]float64, n)
	}
	dst := s.answer[:c.Rows*width]
	r := wire.Result{Epoch: t.Epoch, Chunk: t.Chunk, Row: t.Row, Rows: t.Rows, Slot: s.number, Ack: []byte(m.Reply)}
	exited := true // until the kernel returns or panics
	defer func() {
		if exited {
			_ = s.send(r, nil, harness.ErrExited, time.Now()) // this goroutine ends, and the step with it
		}
	}()
	decoded := time.Now()
	failed := causeOf(station.Kernel(dst, c))
	exited = false
	computed := time.Now()
	if st.ctx.Err() != nil {
		return nil // the step has ended
	}
	r.Decode, r.Compute = decoded.Sub(start)-waited, computed.Sub(decoded)
	return s.send(r, dst, failed, computed)
}

// send sends a result: an answer, or why there is none. Encoding begins at the time from.
func (s *slot) send(r wire.Result, answer []float64, failed error, from time.Time) error {
	var room []byte
	if failed != nil {
		text := wire.Reason(failed)
		r.Failed = true
		s.message, room = wire.NewResult(s.message, r.Ack, len(text))
		copy(room, text)
	} else {
		s.message, room = wire.NewResult(s.message, r.Ack, 8*len(answer))
		wire.PutFloats(room, answer)
	}
	r.Encode = time.Since(from)
	s.sealer.Seal(s.message, r)
	return s.process.nc.Publish(s.process.subjects.Results(), s.message)
}

// resident returns the rows of a task that this process has, as the kernel reads them.
func (s *slot) resident(j *job, station *harness.Station, t wire.Task) (c harness.Chunk, err error) {
	if t.Chunk >= j.own.NumChunks() {
		return c, wire.ErrMalformed
	}
	if c, err = station.Chunk(t.Chunk); err == nil && (c.Row != t.Row || c.Rows != t.Rows) {
		err = wire.ErrMalformed
	}
	return c, err
}

// brought returns the rows that came with a task, or apart from it, as the kernel reads them, and how long
// it waited for them.
func (s *slot) brought(st *step, tasks *tasks, m *nats.Msg, t wire.Task) (c harness.Chunk, waited time.Duration, err error) {
	h := &st.job.header
	if t.Packed != h.Packed || t.Cols != h.Cols || t.Rows > h.Rows-t.Row || t.Apart && tasks.parts == nil {
		return c, 0, wire.ErrMalformed
	}
	c = harness.Chunk{Index: t.Chunk, Row: t.Row, Rows: t.Rows, Cols: t.Cols}
	if t.Packed {
		s.packed = slices.Grow(s.packed[:0], t.Rows*h.Stride)
		c.Packed = s.packed[:t.Rows*h.Stride]
	} else {
		s.rows = slices.Grow(s.rows[:0], t.Rows*t.Cols)
		c.Values = s.rows[:t.Rows*t.Cols]
	}
	put := func(part wire.Task) error { return put(c, h.Stride, part) }
	if !t.Apart {
		return c, 0, put(t)
	}
	waited, err = tasks.parts.gather(st, tasks.back, m, t, put)
	return c, waited, err
}

// put puts the rows of a task, or of a part of it, where the kernel reads those of a chunk. A packed row
// has stride bytes.
func put(c harness.Chunk, stride int, part wire.Task) error {
	at := part.Row - c.Row
	switch {
	case part.Packed && (len(part.Body) != part.Rows*stride || len(c.Packed) < (at+part.Rows)*stride),
		!part.Packed && (len(part.Body) != 8*part.Rows*c.Cols || len(c.Values) < (at+part.Rows)*c.Cols):
		return wire.ErrMalformed
	case part.Packed:
		copy(c.Packed[at*stride:], part.Body)
	default:
		wire.Floats(c.Values[at*c.Cols:(at+part.Rows)*c.Cols], part.Body)
	}
	return nil
}

// causeOf returns the cause of the error of a kernel: the coordinator names the rows.
func causeOf(err error) error {
	if kernel := (*harness.KernelError)(nil); errors.As(err, &kernel) {
		return errors.New(fmt.Sprint(kernel.Cause))
	}
	if crashed := (*crash.Error)(nil); errors.As(err, &crashed) {
		return errors.New(fmt.Sprint(crashed.Cause))
	}
	return err
}

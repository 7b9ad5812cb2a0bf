// Package worker is a process that computes rows for a coordinator elsewhere: it dials out with what
// the join file has, offers some workers, and serves until the coordinator lets it go.
//
//	connect → hello → load a job → for each step: arm, go, take tasks and send results, end
//
// Each worker ("slot") is a goroutine of its own. It pulls one task at a time, so that no
// task waits in a worker that is busy while another has none.
package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/remote/wire"
)

// A Config is what a worker process needs.
type Config struct {
	Session string
	Connect func(options ...nats.Option) (*nats.Conn, error) // see [join.File.Connect]
	Slots   int                                              // workers that it offers
	Program string                                           // version of this program, "" = as it was built; that of the coordinator must be the same

	// Build makes the workload that the coordinator describes, for its rows. Where tasks bring the
	// rows, the dataset has everything but them, and the first three.
	Build func(ctx context.Context, work json.RawMessage, data *harness.Dataset) (harness.Workload, error)

	// Read reads the rows that the coordinator names, on this host. The process closes what it returns.
	// nil = this program reads none.
	Read func(ctx context.Context, source json.RawMessage) (*harness.Dataset, error)

	// Joined, where not nil, is called when the coordinator has taken the process in, with the address
	// of the server between them.
	Joined func(at string)
}

// MostSlots is the largest number of slots of a process.
const MostSlots = wire.MostSlots

const (
	again   = 250 * time.Millisecond // between two tries to connect, or to say hello
	joining = 10 * time.Second
)

// ErrAway is the error of a worker that has heard nothing of its coordinator for some seconds.
var ErrAway = errors.New("the coordinator is gone: nothing is heard of it any more")

// A RefusedError is the error of a worker that its coordinator does not take in.
type RefusedError struct{ Reason string }

func (e *RefusedError) Error() string {
	return "the coordinator does not take this worker: " + e.Reason
}

// A process is a worker process that has joined.
type process struct {
	Config
	ctx      context.Context
	subjects wire.Subjects
	nc       *nats.Conn
	js       jetstream.JetStream
	number   int
	pace     wire.Pace
	slots    []*slot

	mu    sync.Mutex
	jobs  map[uint64]*job
	held  map[rowsKey]*rows
	read  map[string]*harness.Dataset // what it has read itself, by its sum
	step  *step                       // the last
	group sync.WaitGroup
}

// Serve joins and works until the coordinator lets the process go, which is no error, or ctx ends.
func Serve(ctx context.Context, c Config) (failed error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	nc, err := c.Connect(nats.Name("worker"), nats.MaxReconnects(-1), nats.ReconnectWait(again), nats.CustomInboxPrefix(wire.WorkerInbox),
		nats.ClosedHandler(func(*nats.Conn) { cancel(ErrAway) }))
	if err != nil {
		return err
	}
	defer nc.Close()
	p := &process{Config: c, ctx: ctx, subjects: wire.Subjects{Session: c.Session}, nc: nc, jobs: map[uint64]*job{}, held: map[rowsKey]*rows{},
		read: map[string]*harness.Dataset{}}
	if p.js, err = jetstream.New(nc); err != nil {
		return err
	}
	controls := make(chan *nats.Msg, 1<<12)
	listening, err := nc.ChanSubscribe(p.subjects.Control(), controls)
	if err != nil {
		return err
	}
	defer listening.Unsubscribe()
	if err := nc.Flush(); err != nil { // so that nothing is missed once the coordinator knows of it
		return err
	}
	if err := p.join(); err != nil {
		return err
	}
	if c.Joined != nil {
		c.Joined(nc.ConnectedAddr())
	}
	defer func() {
		p.end()
		cancel(failed)
		p.group.Wait()
		failed = errors.Join(failed, p.close())
	}()
	return p.listen(controls)
}

// join says hello until the coordinator answers.
func (p *process) join() error {
	host, _ := os.Hostname() // "" where it has none
	secret, err := wire.NewSecret()
	if err != nil {
		return err
	}
	if p.Program == "" {
		p.Program = wire.Program()
	}
	hello := wire.Marshal(wire.Hello{Version: wire.Version, Program: p.Program, Host: host, PID: os.Getpid(), Slots: p.Slots, CPUs: machine.EffectiveCPUs(), Public: secret.Public()})
	ctx, cancel := context.WithTimeout(p.ctx, joining)
	defer cancel()
	var answer *nats.Msg
	for {
		if answer, err = p.nc.RequestWithContext(ctx, p.subjects.Hello(), hello); err == nil {
			break
		}
		if !errors.Is(err, nats.ErrNoResponders) {
			if cause := context.Cause(p.ctx); cause != nil {
				return cause
			}
			return fmt.Errorf("the coordinator does not answer: %w", err)
		}
		select {
		case <-time.After(again):
		case <-ctx.Done():
		}
	}
	var w wire.Welcome
	if err := wire.Unmarshal(answer.Data, &w); err != nil {
		return err
	}
	if w.Refused != "" {
		return &RefusedError{w.Refused}
	}
	if w.Pace.Beat <= 0 || w.Pace.AckWait <= 0 {
		return wire.ErrMalformed
	}
	p.number, p.pace = w.Process, w.Pace
	agreed, err := secret.Agree(w.Public)
	if err != nil {
		return err
	}
	for _, number := range w.Slots {
		key, err := agreed.Key(p.Session, number)
		if err != nil {
			return err
		}
		p.slots = append(p.slots, &slot{process: p, number: number, sealer: wire.NewSealer(key)})
	}
	return nil
}

// listen does what the coordinator asks until it lets the process go. Silence is counted in beats of this
// process, so that it does not take the time in which its own machine stood still for the coordinator's.
func (p *process) listen(controls <-chan *nats.Msg) error {
	beats := time.NewTicker(p.pace.Beat)
	defer beats.Stop()
	for silent := 0; ; {
		select {
		case <-p.ctx.Done():
			return context.Cause(p.ctx)
		case <-beats.C:
			if silent++; silent > wire.CoordinatorBeats {
				return ErrAway
			}
			sign := wire.Beat{Process: p.number, Reconnects: p.nc.Stats().Reconnects}
			_ = p.nc.Publish(p.subjects.Beats(), wire.Marshal(sign)) // one that is lost is followed by others
		case m := <-controls:
			silent = 0
			var c wire.Control
			if wire.Unmarshal(m.Data, &c) != nil {
				continue
			}
			if c.Kind == wire.Bye {
				return nil
			}
			p.obey(c)
		}
	}
}

// obey does one thing that the coordinator asks.
func (p *process) obey(c wire.Control) {
	switch c.Kind {
	case wire.Load:
		p.load(c.Job)
	case wire.Arm:
		p.arm(c)
	case wire.Go:
		if p.step != nil && p.step.epoch == c.Epoch {
			p.step.release()
			p.again(wire.Go)
		}
	case wire.End:
		switch {
		case p.step == nil || p.step.epoch != c.Epoch: // it came too late for the step
			for _, s := range p.slots {
				p.reply(wire.Reply{Kind: wire.End, Slot: s.number, Epoch: c.Epoch})
			}
			return
		case c.Now:
			p.step.cancel()
		default:
			p.step.finish()
		}
		p.again(wire.End)
	}
}

// reply answers the coordinator.
func (p *process) reply(r wire.Reply) {
	r.Process = p.number
	_ = p.nc.Publish(p.subjects.Replies(), wire.Marshal(r)) // of one that is lost the coordinator hears nothing, and takes the worker for lost
}

// end ends the last step, where one is going on.
func (p *process) end() {
	if p.step != nil {
		p.step.cancel()
	}
}

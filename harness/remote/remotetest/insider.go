package remotetest

import (
	"sync/atomic"
	"testing"

	"github.com/nats-io/nats.go"

	"serialfraction/harness/remote/wire"
)

// An Insider is a process that joins as a worker does, so that it has keys of its own, answers what the
// coordinator asks of it, and computes nothing. What it sends besides, a test decides.
type Insider struct {
	NC       *nats.Conn
	Subjects wire.Subjects
	Slots    []uint32 // the numbers of its workers
	process  int
	sealers  map[uint32]*wire.Sealer
	epoch    atomic.Uint64
}

// NewInsider joins a session with so many slots, over a connection that has the key of its workers. It
// leaves at the end of the test.
func NewInsider(t *testing.T, nc *nats.Conn, session string, slots int) *Insider {
	t.Helper()
	i := &Insider{NC: nc, Subjects: wire.Subjects{Session: session}, sealers: map[uint32]*wire.Sealer{}}
	t.Cleanup(nc.Close)
	secret, err := wire.NewSecret()
	if err != nil {
		t.Fatal(err)
	}
	controls, err := nc.SubscribeSync(i.Subjects.Control())
	if err != nil {
		t.Fatal(err)
	}
	hello := wire.Marshal(wire.Hello{Version: wire.Version, Program: wire.Program(), Host: "insider", Slots: slots, Public: secret.Public()})
	answer, err := nc.RequestWithContext(t.Context(), i.Subjects.Hello(), hello)
	if err != nil {
		t.Fatal(err)
	}
	var w wire.Welcome
	if err := wire.Unmarshal(answer.Data, &w); err != nil || w.Refused != "" {
		t.Fatalf("not welcome: %q, %v", w.Refused, err)
	}
	i.process, i.Slots = w.Process, w.Slots
	agreed, err := secret.Agree(w.Public)
	if err != nil {
		t.Fatal(err)
	}
	for _, number := range w.Slots {
		key, err := agreed.Key(session, number)
		if err != nil {
			t.Fatal(err)
		}
		i.sealers[number] = wire.NewSealer(key)
	}
	obeyed := make(chan struct{})
	go func() {
		defer close(obeyed)
		for {
			m, err := controls.NextMsgWithContext(t.Context())
			if err != nil {
				return
			}
			i.obey(m)
		}
	}()
	t.Cleanup(func() { nc.Close(); <-obeyed })
	return i
}

// obey answers what the coordinator asks, and shows with every sign of the coordinator that it lives.
func (i *Insider) obey(m *nats.Msg) {
	var c wire.Control
	if wire.Unmarshal(m.Data, &c) != nil {
		return
	}
	switch c.Kind {
	case wire.Tick:
		_ = i.NC.Publish(i.Subjects.Beats(), wire.Marshal(wire.Beat{Process: i.process})) // another follows
	case wire.Load:
		i.Reply(wire.Reply{Kind: wire.Load, JobID: c.Job.ID})
	case wire.Arm, wire.Go, wire.End:
		i.epoch.Store(c.Epoch)
		for _, number := range i.Slots {
			i.Reply(wire.Reply{Kind: c.Kind, Slot: number, Epoch: c.Epoch})
		}
	}
}

// Epoch returns the step that the coordinator made last.
func (i *Insider) Epoch() uint64 { return i.epoch.Load() }

// Reply answers the coordinator.
func (i *Insider) Reply(r wire.Reply) {
	r.Process = i.process
	_ = i.NC.Publish(i.Subjects.Replies(), wire.Marshal(r)) // of a session that has ended none
}

// Result returns the message of a result with a body, sealed by the key of one of its own slots.
func (i *Insider) Result(slot uint32, r wire.Result, body []byte) []byte {
	message, room := wire.NewResult(nil, r.Ack, len(body))
	copy(room, body)
	i.sealers[slot].Seal(message, r)
	return message
}

// Send sends a message as a result.
func (i *Insider) Send(t *testing.T, message []byte) {
	t.Helper()
	if err := i.NC.Publish(i.Subjects.Results(), message); err != nil {
		t.Error(err)
	}
}

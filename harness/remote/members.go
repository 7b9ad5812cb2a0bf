package remote

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/remote/wire"
	"serialfraction/harness/wording"
)

// A Member is a worker process that has joined.
type Member struct {
	Process int
	Host    string
	PID     int
	Slots   int
	CPUs    float64
}

// A member is a worker process.
type member struct {
	Member
	slots  []*seat
	silent int    // beats since its last sign
	losses int    // how often it was lost, or its connection was cut
	cuts   uint64 // of its connection
	jobs   map[uint64]bool
	notes  map[uint64][]string // by job; used by the goroutine of Run alone, as jobs is
}

// A seat is a worker: a slot of a process.
type seat struct {
	*member
	number uint32
	sealer *wire.Sealer // used by the goroutine of Run alone
}

// members are the workers of a session.
type members struct {
	engine *Engine
	mu     sync.Mutex
	all    []*member
	turned []Refusal
	seen   seen
	came   chan struct{} // has room for one: somebody joined, was turned away or was heard of again
	lost   chan struct{} // has room for one: somebody is lost
	stop   chan struct{}
	group  sync.WaitGroup
}

// empty begins a session, without a worker.
func (m *members) empty(e *Engine) {
	m.engine, m.all = e, nil
	m.came, m.lost = make(chan struct{}, 1), make(chan struct{}, 1)
}

// open lets workers join, and listens to those who have.
func (m *members) open() error {
	e := m.engine
	if _, err := e.nc.Subscribe(e.subjects.Hello(), m.hello); err != nil {
		return err
	}
	if _, err := e.nc.Subscribe(e.subjects.Beats(), m.beat); err != nil {
		return err
	}
	m.stop = make(chan struct{})
	m.group.Go(m.tick)
	return nil
}

// close ends the ticks.
func (m *members) close() {
	if m.stop != nil {
		close(m.stop)
		m.group.Wait()
		m.stop = nil
	}
}

// tick shows the workers that the coordinator lives, and counts for how long they are silent, by its own
// clock, so that a machine that stands still for a while loses nobody.
func (m *members) tick() {
	ticks := time.NewTicker(m.engine.options.Pace.Beat)
	defer ticks.Stop()
	sign := wire.Marshal(wire.Control{Kind: wire.Tick})
	for {
		select {
		case <-m.stop:
			return
		case <-ticks.C:
		}
		_ = m.engine.nc.Publish(m.engine.subjects.Control(), sign) // one that is lost is followed by others
		m.mu.Lock()
		for _, one := range m.all {
			if one.silent++; one.silent == wire.WorkerBeats+1 {
				one.losses++
				signal(m.lost)
			}
		}
		m.mu.Unlock()
	}
}

// signal makes a channel with room for one ready.
func signal(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// What is kept of those who say hello: who has the join file could do so without end.
const (
	mostJoined = 4 * wire.MostSlots // workers of a session, with those that have ended
	mostHello  = 4 << 10            // bytes of what a process tells of itself
)

// hello takes a process in, or refuses it.
func (m *members) hello(msg *nats.Msg) {
	var h wire.Hello
	if len(msg.Data) > mostHello || wire.Unmarshal(msg.Data, &h) != nil || msg.Reply == "" {
		return
	}
	w, err := m.take(h)
	if err != nil {
		w = wire.Welcome{Refused: err.Error()}
		m.turnAway(h, err)
	}
	_ = msg.Respond(wire.Marshal(w)) // a worker that gets no answer asks again
}

// take adds a process.
func (m *members) take(h wire.Hello) (w wire.Welcome, err error) {
	switch e := m.engine; {
	case h.Version != wire.Version || h.Program != e.options.Program:
		return w, fmt.Errorf("it is version %s and the coordinator %s: use the same program on all hosts", cmp.Or(h.Program, strconv.Itoa(h.Version)), cmp.Or(e.options.Program, strconv.Itoa(wire.Version)))
	case h.Slots < 1 || h.Slots > wire.MostSlots:
		return w, fmt.Errorf("%d slots: type --slots with a number from 1 to %d", h.Slots, wire.MostSlots)
	}
	secret, err := wire.NewSecret()
	if err != nil {
		return w, err
	}
	agreed, err := secret.Agree(h.Public)
	if err != nil {
		return w, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	first := uint32(1)
	for _, one := range m.all {
		first += uint32(one.Slots)
	}
	if int(first)-1+h.Slots > mostJoined {
		return w, fmt.Errorf("%d workers have joined since the coordinator began, and it takes no more than %d: look who joins again and again, and begin the sweep again with another join file", first-1, mostJoined)
	}
	one := &member{Member: Member{Process: len(m.all) + 1, Host: h.Host, PID: h.PID, Slots: h.Slots, CPUs: h.CPUs}, jobs: map[uint64]bool{}, notes: map[uint64][]string{}}
	w = wire.Welcome{Process: one.Process, Public: secret.Public(), Pace: m.engine.options.Pace}
	for i := range h.Slots {
		number := first + uint32(i)
		key, err := agreed.Key(m.engine.subjects.Session, number)
		if err != nil {
			return w, err
		}
		one.slots = append(one.slots, &seat{member: one, number: number, sealer: wire.NewSealer(key)})
		w.Slots = append(w.Slots, number)
	}
	m.all = append(m.all, one)
	signal(m.came)
	return w, nil
}

// turnAway takes note of a process that may not join.
func (m *members) turnAway(h wire.Hello, why error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.turned) < mostRefusals {
		m.turned = append(m.turned, Refusal{Host: h.Host, Reason: why.Error()})
		signal(m.came)
	}
}

// beat takes note that a process lives.
func (m *members) beat(msg *nats.Msg) {
	var b wire.Beat
	if wire.Unmarshal(msg.Data, &b) != nil {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if b.Process >= 1 && b.Process <= len(m.all) {
		one := m.all[b.Process-1]
		if one.silent > wire.WorkerBeats {
			signal(m.came)
		}
		one.silent = 0
		if b.Reconnects > one.cuts {
			one.cuts = b.Reconnects
			one.losses++
			signal(m.lost)
		}
	}
}

// health returns whether a member is not lost, and how often it was.
func (m *members) health(one *member) (alive bool, losses int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return one.silent <= wire.WorkerBeats, one.losses
}

// choose returns n workers that are alive, spread over the processes, those that joined first first;
// fewer where there are not so many.
func (m *members) choose(n int) (chosen []*seat) {
	m.mu.Lock()
	defer m.mu.Unlock()
	hosts := map[string]int{} // turn of the next slot of a host
	type candidate struct {
		*seat
		turn int
	}
	var all []candidate
	for _, one := range m.all {
		for _, s := range one.slots {
			if one.silent <= wire.WorkerBeats {
				all = append(all, candidate{s, hosts[one.Host]})
				hosts[one.Host]++
			}
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return cmp.Compare(a.turn, b.turn) })
	for _, c := range all[:min(n, len(all))] {
		chosen = append(chosen, c.seat)
	}
	return chosen
}

// Members returns the processes that have joined.
func (e *Engine) Members() (all []Member) {
	e.members.mu.Lock()
	defer e.members.mu.Unlock()
	for _, one := range e.members.all {
		all = append(all, one.Member)
	}
	return all
}

// Gather starts the engine, waits until as many workers have joined as any run needs, and returns the
// hosts that they are on.
func (e *Engine) Gather(ctx context.Context) ([]harness.Host, error) {
	if err := e.begin(); err != nil {
		return nil, err
	}
	if _, err := e.team(ctx, e.options.Most); err != nil {
		return nil, err
	}
	here, _ := os.Hostname() // "" is the name of no host
	var hosts []harness.Host
	for _, m := range e.Members() {
		i := slices.IndexFunc(hosts, func(h harness.Host) bool { return h.Name == m.Host })
		if i < 0 {
			i = len(hosts)
			hosts = append(hosts, harness.Host{Name: m.Host, CPUs: m.CPUs, Here: m.Host == here})
		}
		hosts[i].Slots += m.Slots
	}
	return hosts, nil
}

// A FewWorkersError is the error of a run for which too few workers have come, or are left.
type FewWorkersError struct {
	Want, Have int
	Left       bool // so many had come
}

func (e *FewWorkersError) Error() string {
	if e.Left {
		return fmt.Sprintf("N = %d: %s left, and no other has joined: start others with harness worker, and continue", e.Want, only(e.Have))
	}
	return fmt.Sprintf("%s of %d: the others did not join, or are gone; start more with harness worker, or type a smaller N", wording.Count(e.Have, "worker"), e.Want)
}

// only returns the subject and verb of a sentence about how many workers there are.
func only(have int) string {
	if have == 1 {
		return "only 1 worker is"
	}
	return "only " + wording.Count(have, "worker") + " are"
}

// mostReplaced is how many workers are started in the place of others that ended or fell silent, until
// a run loses none.
const mostReplaced = 16

// start starts workers.
func (e *Engine) start(ctx context.Context, workers int) error {
	started, err := e.options.Start(ctx, e.server.Join(), workers, func(err error) {
		select {
		case e.ended <- err:
		default: // there are many already
		}
	})
	if err == nil {
		e.started = append(e.started, started)
	}
	return err
}

// comeBack is how many beats a run waits for workers that were there before, where it can start others.
const comeBack = 2 * wire.WorkerBeats

// team returns n workers. Before the first run it starts those that it can start, and waits for
// others.
func (e *Engine) team(ctx context.Context, n int) ([]*seat, error) {
	if e.started == nil && e.options.Start != nil {
		if err := e.start(ctx, max(n, e.options.Most)); err != nil {
			return nil, err
		}
	}
	limit := e.options.Patience
	if e.gathered && e.options.Start != nil {
		limit = comeBack * e.options.Pace.Beat
	}
	patience := time.NewTimer(limit)
	defer patience.Stop()
	coming := 0
	replace := func(workers int) error {
		e.replaced += workers
		if coming += workers; coming+len(e.members.choose(n)) >= n {
			patience.Reset(e.options.Patience)
		} else {
			patience.Reset(comeBack * e.options.Pace.Beat) // others may hang
		}
		return e.start(ctx, workers)
	}
	short := e.gathered && e.options.Start == nil // where there are too few, others must start some
	for {
		team := e.members.choose(n)
		e.showGathering(n, len(team), short && len(team) < n)
		short = short && len(team) == n
		if len(team) == n {
			e.gathered = true
			return team, nil
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case err := <-e.ended:
			if !e.gathered || e.replaced == mostReplaced {
				return nil, err
			}
			if err := replace(1); err != nil {
				return nil, err
			}
		case <-patience.C:
			missing := n - len(e.members.choose(n))
			if !e.gathered || e.options.Start == nil || e.replaced+missing > mostReplaced {
				return nil, &FewWorkersError{n, n - missing, e.gathered}
			}
			if err := replace(missing); err != nil { // they have not ended, and do nothing
				return nil, err
			}
		case <-e.members.came:
		case <-e.away:
			return nil, ErrServerGone
		}
	}
}

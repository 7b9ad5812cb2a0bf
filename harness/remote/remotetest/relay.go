package remotetest

import (
	"net"
	"sync"
	"testing"
)

// A Relay is the link between workers and their server, which a test can cut.
type Relay struct {
	listener net.Listener
	to       string // address of the server
	group    sync.WaitGroup

	mu    sync.Mutex
	cond  *sync.Cond // of waits
	waits waits
	ended bool
	open  map[net.Conn]bool
}

// NewRelay returns a relay to a server at an address HOST:PORT. It is closed at the end of the test.
func NewRelay(t testing.TB, to string) *Relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	r := &Relay{listener: l, to: to, open: map[net.Conn]bool{}}
	r.cond = sync.NewCond(&r.mu)
	r.group.Go(r.accept)
	t.Cleanup(r.close)
	return r
}

// Address returns the address at which workers reach the server.
func (r *Relay) Address() string { return r.listener.Addr().String() }

// waits is what a link keeps back.
type waits struct{ fromWorkers, toWorkers bool }

// Hold lets nothing through any more, in either direction. The connections stay: neither side is told.
func (r *Relay) Hold() { r.let(waits{fromWorkers: true, toWorkers: true}) }

// Mute lets through what is sent to workers, and nothing that they send. The connections stay.
func (r *Relay) Mute() { r.let(waits{fromWorkers: true}) }

// Resume lets everything through that has waited.
func (r *Relay) Resume() { r.let(waits{}) }

func (r *Relay) let(w waits) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.waits = w
	r.cond.Broadcast()
}

// Cut ends the connections. Both sides are told, and new ones can be made.
func (r *Relay) Cut() {
	r.mu.Lock()
	defer r.mu.Unlock()
	for c := range r.open {
		c.Close()
	}
}

func (r *Relay) close() {
	r.listener.Close()
	r.mu.Lock()
	r.ended = true
	r.cond.Broadcast()
	r.mu.Unlock()
	r.Cut()
	r.group.Wait()
}

// accept relays the connections that come.
func (r *Relay) accept() {
	for {
		c, err := r.listener.Accept()
		if err != nil {
			return
		}
		s, err := net.Dial("tcp", r.to)
		if err != nil {
			c.Close()
			continue
		}
		r.mu.Lock()
		r.open[c], r.open[s] = true, true
		ended := r.ended
		r.mu.Unlock()
		if ended {
			r.Cut()
		}
		r.group.Go(func() { r.copy(c, s, &r.waits.toWorkers) })
		r.group.Go(func() { r.copy(s, c, &r.waits.fromWorkers) })
	}
}

// copy sends to one what comes from the other, while it need not wait.
func (r *Relay) copy(to, from net.Conn, waits *bool) {
	buf := make([]byte, 64<<10)
	for {
		n, err := from.Read(buf)
		r.mu.Lock()
		for *waits && !r.ended {
			r.cond.Wait()
		}
		r.mu.Unlock()
		if err == nil {
			_, err = to.Write(buf[:n])
		}
		if err != nil {
			break
		}
	}
	to.Close()
	from.Close()
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.open, to)
	delete(r.open, from)
}

package worker

import (
	"sync"
	"time"

	"github.com/nats-io/nats.go"
)

// A pulse shows, while a task is worked on, that it is: the server would give it to another.
type pulse struct {
	every time.Duration // a third of the time after which the server gives the task to another
	mu    sync.Mutex
	nc    *nats.Conn
	task  *nats.Msg // nil = none
	timer *time.Timer
}

func newPulse(nc *nats.Conn, every time.Duration) *pulse {
	p := &pulse{nc: nc, every: every}
	p.timer = time.AfterFunc(time.Hour, p.show)
	p.timer.Stop()
	return p
}

func (p *pulse) show() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.task != nil {
		_ = p.nc.Publish(p.task.Reply, inProgress) // another follows
		p.timer.Reset(p.every)
	}
}

func (p *pulse) begin(m *nats.Msg) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.task = m
	p.timer.Reset(p.every)
}

func (p *pulse) end() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.task = nil
	p.timer.Stop()
}

func (p *pulse) stop() { p.end() }

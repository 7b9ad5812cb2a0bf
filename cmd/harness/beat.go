package main

import (
	"sync"
	"time"

	"serialfraction/harness/crash"
)

// Within a second the user sees that something is going on, and then that it still is.
const (
	firstBeat = 800 * time.Millisecond
	beatEvery = time.Second
)

// A beat calls a function again and again, from a goroutine of its own, while other work
// goes on.
type beat struct {
	mu    sync.Mutex // guards the fields below, and is held during a call
	tick  func()
	timer *time.Timer
	ended bool
	fault error // of the goroutine
}

func newBeat(tick func()) *beat {
	b := &beat{tick: tick}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer = time.AfterFunc(firstBeat, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.ended || b.fault != nil {
			return
		}
		b.fault = crash.Catch(func() error { b.tick(); return nil })
		b.timer.Reset(beatEvery)
	})
	return b
}

// do calls f while the beat makes no call.
func (b *beat) do(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f()
}

// end ends the beat: no call is made after it. It panics if a call did.
func (b *beat) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.timer.Stop()
	fault := b.fault
	b.ended, b.fault = true, nil
	if fault != nil {
		panic(fault)
	}
}

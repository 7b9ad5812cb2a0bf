package pipe

import (
	"context"
	"sync"
)

// Spares are processes that were started before there were workers, of a function before there were rows, for the
// first of them. So the workers of a job that is done once need not wait for a second start, nor does an interpreter
// more than there are workers start: the process that was tried goes on, and others start beside it. Where a process may get no
// row besides its chunks, the trial has one of its own. A sweep has none: there each start is timed, and how a
// program ends is tried before.
type spares struct {
	mu   sync.Mutex
	kept []spare
}

type spare struct {
	child *child
	end   context.CancelFunc
}

// keep keeps a process until a worker takes it, or ctx ends. The first worker takes what was kept last.
func (s *spares) keep(ctx context.Context, one spare) {
	s.mu.Lock()
	s.kept = append(s.kept, one)
	first := len(s.kept) == 1
	s.mu.Unlock()
	if first {
		context.AfterFunc(ctx, s.drop)
	}
}

// take returns a process, which from now on ends with ctx; nil where there is none.
func (s *spares) take(ctx context.Context) *child {
	last, ok := s.pop()
	if !ok {
		return nil
	}
	last.child.ctx = ctx
	context.AfterFunc(ctx, last.end)
	return last.child
}

// pop returns what was kept last, which is then the caller's to end; false where there is none.
func (s *spares) pop() (last spare, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.kept) == 0 {
		return spare{}, false
	}
	last = s.kept[len(s.kept)-1]
	s.kept = s.kept[:len(s.kept)-1]
	return last, true
}

// drop ends the processes that nobody took.
func (s *spares) drop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range s.kept {
		one.end()
		_ = one.child.leave() // it was ended
	}
	s.kept = nil
}

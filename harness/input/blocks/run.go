package blocks

import (
	"context"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"

	"serialfraction/harness/crash"
)

// A Task is what is done with the blocks of a stream. B is a block with what is made of it;
// a few of them are used again and again, by one goroutine at a time.
type Task[B any] struct {
	Fill    func(b *B) error // reads the next block; io.EOF where there is none
	Work    func(b *B) error // of any block, on any CPU
	Collect func(b *B) error // of each block, in the order of the stream
}

// A slot carries a block.
type slot[B any] struct {
	block B
	err   error         // of Fill or Work
	done  chan struct{} // receives one value when the block is ready to be collected
}

// try runs a step on the block of s. A panic of the step becomes the error of the slot,
// because whoever collects waits for it.
func (s *slot[B]) try(step func(*B) error) {
	s.err = crash.Catch(func() error { return step(&s.block) })
}

// Run does t with all blocks of a stream. Of several errors it returns that of the earliest
// block.
func Run[B any](ctx context.Context, t Task[B]) error {
	procs := runtime.GOMAXPROCS(0)
	slots := 2*procs + 2
	free := make(chan *slot[B], slots)
	for range slots {
		free <- &slot[B]{done: make(chan struct{}, 1)}
	}
	work, order := make(chan *slot[B], slots), make(chan *slot[B], slots)
	g, ctx := errgroup.WithContext(ctx)
	g.Go(crash.Guard(func() error {
		defer close(order)
		defer close(work)
		for {
			var s *slot[B]
			select {
			case s = <-free:
			case <-ctx.Done():
				return nil // the collector returns the error
			}
			s.try(t.Fill)
			if s.err == io.EOF {
				return nil
			}
			if s.err != nil {
				s.done <- struct{}{}
				order <- s
				return nil
			}
			work <- s
			order <- s
		}
	}))
	for range procs {
		g.Go(crash.Guard(func() error {
			for s := range work {
				s.try(t.Work)
				s.done <- struct{}{}
			}
			return nil
		}))
	}
	g.Go(crash.Guard(func() error {
		for s := range order {
			<-s.done
			if s.err != nil {
				return s.err
			}
			if err := t.Collect(&s.block); err != nil {
				return err
			}
			free <- s
		}
		return context.Cause(ctx)
	}))
	return g.Wait()
}

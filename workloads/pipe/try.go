package pipe

import (
	"cmp"
	"context"
	"errors"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/crash"
)

// patience is the time without output after which a second process tests whether the program
// answers only when its input ends.
const patience = 2 * time.Second

// try sends the first rows to a process and learns the layout of its answers. Where the rows are done
// once, the processes of its workers begin meanwhile, and the one that was tried is that of a worker unless
// it may get no row twice; how it ends is then seen at the end of the job.
func (p *program) try(ctx context.Context, c harness.Chunk) (err error) {
	defer func() {
		if err != nil {
			p.spares.drop()
		}
	}()
	p.begin(ctx)
	staysTried := p.Once > 0 && p.Probe && !p.PerChunk
	var one spare
	kept := false
	if staysTried {
		one, kept = p.spares.pop()
	}
	if !kept {
		if one, err = p.startApart(ctx); err != nil {
			return &harness.ProgramError{What: p.name(), Workers: 1, Cause: err}
		}
	}
	if err = p.learn(one.child, c); err == nil && staysTried {
		p.spares.keep(ctx, one)
		return nil
	}
	defer one.end()
	if err != nil {
		return err
	}
	return one.child.kernelError(one.child.close())
}

// begin starts the processes of the workers of a job that is done once, unless they have been started. Where one
// does not start, the trial tells why.
func (p *program) begin(ctx context.Context) {
	if p.begun || p.PerChunk {
		return
	}
	p.begun = true
	for range p.Once {
		one, err := p.startApart(ctx)
		if err != nil {
			return
		}
		p.spares.keep(ctx, one)
	}
}

// startApart starts a process for the trial, or for chunks later, that can be ended before ctx is.
func (p *program) startApart(ctx context.Context) (spare, error) {
	own, end := context.WithCancel(ctx)
	ch, err := p.start(own, p.PerChunk)
	if err != nil {
		end()
	}
	return spare{ch, end}, err
}

// learn sends rows to a process and learns the layout of its answers.
func (p *program) learn(ch *child, c harness.Chunk) error {
	cleared := func() error { return nil }
	if !p.PerChunk && p.Call == nil { // an adapter flushes
		cleared = ch.suspect(c, cmp.Or(p.patience, patience))
	}
	l, err := ch.try(c)
	if fault := cleared(); fault != nil {
		return errors.Join(fault, err, ch.close())
	}
	if err != nil {
		return ch.kernelError(err)
	}
	p.layout = l
	return nil
}

// suspect starts a second process of the program if the first prints nothing for the time
// after, and ends the input of the second after the rows. If the second answers and the first,
// which was started earlier, still does not, in that time and in all that the second took, once more, then the
// program keeps its answers back until its input ends. Without more time the first of a program that starts
// slowly would be condemned where the second caught up with it, as from a warm cache of files or on busy CPUs.
// The function that suspect returns stops the test; its error is a defect of this program, such as a panic.
func (ch *child) suspect(c harness.Chunk, after time.Duration) func() error {
	ctx, cancel := context.WithCancel(ch.ctx)
	over := make(chan error, 1)
	timer := time.AfterFunc(after, func() {
		over <- crash.Catch(func() error {
			if took, answered := ch.compare(ctx, c); answered {
				ch.condemn(ctx, after+took)
			}
			return nil
		})
	})
	return func() (err error) {
		cancel()
		if !timer.Stop() {
			err = <-over
		}
		ch.keeps.Store(false) // the first process has answered after all
		return err
	}
}

// compare ends the input of a second process after the rows, and returns whether it answered, and how long it
// took from its start to its end.
func (ch *child) compare(ctx context.Context, c harness.Chunk) (took time.Duration, answered bool) {
	began := time.Now()
	second, err := ch.program.start(ctx, true)
	if err != nil {
		return 0, false
	}
	if _, err := second.try(c); err != nil || second.close() != nil {
		return 0, false
	}
	return time.Since(began), true
}

// condemn interrupts the first process as one that keeps its answers back, unless it answers in the time left,
// which ends ctx.
func (ch *child) condemn(ctx context.Context, left time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(left):
		ch.keeps.Store(true)
	}
}

// kept returns errKept where a child printed nothing because it keeps its answers back.
func (ch *child) kept() error {
	if ch.keeps.Load() {
		return errKept
	}
	return nil
}

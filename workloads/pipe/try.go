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

// try sends the first rows to a process and learns the layout of its answers.
func (p *program) try(ctx context.Context, c harness.Chunk) error {
	ch, err := p.start(ctx, p.PerChunk)
	if err != nil {
		return &harness.ProgramError{What: p.name(), Workers: 1, Cause: err}
	}
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
	return ch.kernelError(ch.close())
}

// suspect starts a second process of the program if the first prints nothing for the time
// after, and ends the input of the second after the rows. If the second answers and the first,
// which was started earlier, still does not, then the program keeps its answers back until its
// input ends. The function that suspect returns stops the test; its error is a defect of this
// program, such as a panic.
func (ch *child) suspect(c harness.Chunk, after time.Duration) func() error {
	ctx, cancel := context.WithCancel(ch.ctx)
	over := make(chan error, 1)
	timer := time.AfterFunc(after, func() {
		over <- crash.Catch(func() error {
			ch.compare(ctx, c)
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

// compare ends the input of a second process after the rows, and interrupts the first where
// only the second answers.
func (ch *child) compare(ctx context.Context, c harness.Chunk) {
	second, err := ch.program.start(ctx, true)
	if err != nil {
		return
	}
	if _, err := second.try(c); err != nil || second.close() != nil {
		return
	}
	ch.keeps.Store(true)
	_ = ch.out.SetReadDeadline(time.Unix(1, 0))
}

// kept returns errKept where a child printed nothing because it keeps its answers back.
func (ch *child) kept() error {
	if ch.keeps.Load() {
		return errKept
	}
	return nil
}

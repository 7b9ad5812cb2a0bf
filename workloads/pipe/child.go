package pipe

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"sync/atomic"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/process"
)

// A child is a process of the program and the two pipes to it. Rows are written by
// a goroutine of its own, so that a full pipe in one direction never keeps the other
// from being emptied.
type child struct {
	program *program
	ctx     context.Context
	process *process.Process
	in, out *os.File // our ends
	unhook  func() bool
	errs    tail
	decoder decoder

	rows  chan harness.Chunk // for the writer; nil when it has been closed
	sent  chan error         // its word on each chunk
	at    harness.Chunk      // the rows that it was given last
	once  bool               // its input ends with the first chunk
	keeps atomic.Bool        // its answers back until its input ends
	ended bool
	crash *crash.Error // of the writer, to be read when it has ended
}

// answerBuffer is read at a time; no line of an answer is longer.
const answerBuffer = 1 << 16

// start starts a process, which ends with ctx, for one chunk or for many.
func (p *program) start(ctx context.Context, once bool) (*child, error) {
	theirIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer theirIn.Close()
	out, theirOut, err := os.Pipe()
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	defer theirOut.Close()
	ch := &child{program: p, ctx: ctx, in: in, out: out, rows: make(chan harness.Chunk), sent: make(chan error, 1), once: once}
	if ch.process, err = process.Start(ctx, p.spec(theirIn, theirOut, &ch.errs)); err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	ch.unhook = context.AfterFunc(ctx, func() {
		// Others may hold the pipes open when the process has gone.
		_ = in.SetDeadline(time.Unix(1, 0))
		_ = out.SetDeadline(time.Unix(1, 0))
	})
	ch.decoder = p.Frame.decoder(bufio.NewReaderSize(patient{ch}, answerBuffer), p.Data, p.layout)
	go ch.write(ch.rows, p.Frame.encoder(in, p.Data))
	return ch, nil
}

// patient reads answers until the context ends, the child is found to keep them back,
// or nothing has come for too long.
type patient struct{ *child }

func (ch patient) Read(b []byte) (int, error) {
	if err := ch.out.SetReadDeadline(time.Now().Add(ch.program.Timeout)); err != nil {
		return 0, err
	}
	if ch.ctx.Err() != nil || ch.keeps.Load() { // the deadline just set has overtaken theirs
		return 0, os.ErrDeadlineExceeded
	}
	return ch.out.Read(b)
}

// write hands rows to the process until there are no more, and then ends its input.
// It has a word on each chunk and one on the end. An encoder that crashes ends the
// input too, so that nobody waits for answers to what was never written.
func (ch *child) write(rows <-chan harness.Chunk, e encoder) {
	defer close(ch.sent)
	for c := range rows {
		ch.sent <- ch.step(func() error {
			err := e.encode(c)
			if ch.once && err == nil {
				err = errors.Join(e.end(), ch.in.Close())
			}
			return err
		})
	}
	if !ch.once {
		ch.sent <- ch.step(func() error { return errors.Join(e.end(), ch.in.Close()) })
	}
}

// step takes a step of the writer and returns its word on it.
func (ch *child) step(do func() error) error {
	err := crash.Catch(do)
	if errors.As(err, &ch.crash) {
		_ = ch.in.Close()
	}
	return err
}

// exchange hands over a chunk and reads its answers. After an error the child has
// ended.
func (ch *child) exchange(dst []float64, c harness.Chunk) error {
	ch.hand(c)
	if err := ch.decoder.decode(dst, c); err != nil {
		return ch.fail(err)
	}
	return ch.taken()
}

// try is the first exchange, on which the layout of the answers is learnt.
func (ch *child) try(c harness.Chunk) (layout, error) {
	ch.hand(c)
	l, err := ch.decoder.learn(ch.program.Outputs, c)
	if err == nil {
		err = ch.decoder.decode(make([]float64, c.Rows*len(l.outputs)), c)
	}
	if err != nil {
		return l, ch.fail(err)
	}
	return l, ch.taken()
}

func (ch *child) hand(c harness.Chunk) {
	ch.at = c
	ch.rows <- c
}

// taken makes sure that all rows were read, and that the answers were no more.
func (ch *child) taken() error {
	if ch.decoder.surplus() {
		return ch.fail(errSurplus)
	}
	if err := ch.wrote(); err != nil {
		return ch.fail(errUnread)
	}
	return nil
}

// wrote waits for the writer and returns its error.
func (ch *child) wrote() error {
	select {
	case err := <-ch.sent: // mostly it is there before the answers came
		return err
	default:
	}
	late := time.AfterFunc(ch.program.Timeout, func() { _ = ch.in.SetWriteDeadline(time.Unix(1, 0)) })
	defer late.Stop()
	return <-ch.sent
}

// close ends the input, after which the process has nothing more to say and must
// end well. It does nothing after an error.
func (ch *child) close() error {
	if ch.ended {
		return nil
	}
	close(ch.rows)
	ch.rows = nil
	if err := ch.wrote(); err != nil {
		return ch.fail(errUnread)
	}
	switch err := ch.decoder.rest(); {
	case errors.Is(err, os.ErrDeadlineExceeded):
		return ch.fail(errStays)
	case !ended(err):
		return ch.fail(err)
	}
	if err := ch.leave(); err != nil {
		return ch.failure(err)
	}
	return nil
}

// leave waits for the process to end, and makes it where it takes too long. Nothing
// of the child is left afterwards.
func (ch *child) leave() error {
	ch.ended = true
	if ch.rows != nil {
		close(ch.rows)
	}
	_ = ch.in.SetDeadline(time.Unix(1, 0)) // what was not taken by now is not wanted
	for range ch.sent {
	}
	_ = ch.in.Close() // it has mostly been closed
	late := time.AfterFunc(ch.program.Timeout, ch.process.Kill)
	_, err := ch.process.Wait()
	if !late.Stop() {
		err = errStays
	}
	ch.unhook()
	ch.program.stderr.add(&ch.errs)
	return errors.Join(err, ch.out.Close())
}

// fail ends a child that has not done what it should, and returns why. What ended on its
// own accord may give its reason by its exit code.
func (ch *child) fail(err error) error {
	if !ended(err) {
		ch.process.Kill()
		if errors.Is(err, os.ErrDeadlineExceeded) {
			err = cmp.Or(ch.kept(), errSilent)
		}
		_ = ch.leave()
	} else if left := ch.leave(); left != nil {
		err = left
	}
	return ch.failure(err)
}

// ended reports whether an error of a decoder is the end of its pipe.
func ended(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// fromPipe reports whether an error of a decoder is one of its pipe.
func fromPipe(err error) bool { return ended(err) || errors.Is(err, os.ErrDeadlineExceeded) }

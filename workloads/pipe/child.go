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

// A child is a process of the program with the two pipes to it. A goroutine of its own writes
// the rows, so that a full pipe in one direction never blocks the other.
type child struct {
	program *program
	ctx     context.Context
	process *process.Process
	in      *os.File // our end
	out     outlet
	unhook  func() bool
	errs    tail
	decoder decoder

	rows  chan harness.Chunk // for the writer; nil when it has been closed
	sent  chan error         // the writer's result for each chunk
	at    harness.Chunk      // the last rows that the process got
	pace  pace               // of its answers to these
	once  bool               // its input ends with the first chunk
	keeps atomic.Bool        // it keeps its answers back until its input ends
	due   time.Time          // when the next whole answer is; zero = the time begins with the next read
	known int                // answers to the rows at that were whole when due was set
	ended bool
	crash *crash.Error // of the writer; may be read when the writer has ended
}

// answerBuffer is the size of one read, and the longest line of an answer, in bytes.
const answerBuffer = 1 << 16

// start starts a process, which ends with ctx, for one chunk (once) or for many.
func (p *program) start(ctx context.Context, once bool) (*child, error) {
	p.starting.Lock()
	defer p.starting.Unlock() // after the ends of the process are closed here
	theirIn, in, err := os.Pipe()
	if err != nil {
		return nil, err
	}
	defer theirIn.Close()
	out, theirOut, err := newOutlet()
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	defer theirOut.Close()
	ch := &child{program: p, ctx: ctx, in: in, out: out, rows: make(chan harness.Chunk), sent: make(chan error, 1), once: once}
	if ch.process, err = process.Start(ctx, p.spec(theirIn, theirOut, &ch.errs)); err != nil {
		return nil, errors.Join(err, in.Close(), out.Close())
	}
	ch.unhook = context.AfterFunc(ctx, func() {
		// Other processes may hold the pipes open when this one has ended.
		_ = in.SetDeadline(time.Unix(1, 0))
	})
	go ch.write(ch.rows)
	return ch, nil
}

// listen makes the decoder of a child from which nothing was read yet, for answers of the layout that is known.
func (ch *child) listen() {
	if ch.decoder != nil {
		return
	}
	p := ch.program
	ch.decoder = p.Frame.decoder(bufio.NewReaderSize(patient{ch}, answerBuffer), p.Data, p.layout)
}

// patient reads answers until the context ends, the child turns out to keep its answers back,
// or no whole answer has come for too long. A byte now and then is no answer.
type patient struct{ *child }

func (ch patient) Read(b []byte) (int, error) {
	n := ch.decoder.answered()
	if d := ch.pace.rest(time.Now(), n, ch.at.Rows); d > 0 {
		harness.Idle(d, ch.ctx.Done())
	}
	if ch.due.IsZero() || n != ch.known {
		ch.due, ch.known = time.Now().Add(ch.program.Timeout), n
	}
	size, err := ch.out.read(b, ch.due, ch.stops)
	ch.pace.full = size >= len(b)/2
	return size, err
}

// stops reports whether answers are not to be waited for any more. Other processes may hold the pipe open when
// this one has ended.
func (ch *child) stops() bool { return ch.ctx.Err() != nil || ch.keeps.Load() }

// write writes rows to the process until there are no more, and then ends its input. It sends
// an error or nil for each chunk and for the end. A crash of the encoder ends the input too, so
// that nobody waits for answers to rows that were never written.
func (ch *child) write(rows <-chan harness.Chunk) {
	defer close(ch.sent)
	var e encoder // made with the first rows: the process may have begun before there were any
	for c := range rows {
		ch.sent <- ch.step(func() error {
			if e == nil {
				e = ch.program.Frame.encoder(ch.in, ch.program.Data)
			}
			err := e.encode(c)
			if ch.once && err == nil {
				err = errors.Join(e.end(), ch.in.Close())
			}
			return err
		})
	}
	if !ch.once {
		ch.sent <- ch.step(func() error {
			if e == nil {
				return ch.in.Close()
			}
			return errors.Join(e.end(), ch.in.Close())
		})
	}
}

// step makes a step of the writer and returns its error.
func (ch *child) step(do func() error) error {
	err := crash.Catch(do)
	if errors.As(err, &ch.crash) {
		_ = ch.in.Close()
	}
	return err
}

// exchange writes a chunk and reads its answers. After an error the child has ended.
func (ch *child) exchange(dst []float64, c harness.Chunk) error {
	ch.listen()
	ch.hand(c)
	if err := ch.decoder.decode(dst, c); err != nil {
		return ch.fail(err)
	}
	ch.pace.end(time.Now(), c.Rows)
	return ch.taken()
}

// try is the first exchange. It learns the layout of the answers.
func (ch *child) try(c harness.Chunk) (layout, error) {
	ch.listen()
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
	ch.at, ch.due = c, time.Time{}
	ch.pace.begin(time.Now())
	ch.rows <- c
}

// taken returns an error where the process did not read all rows, or gave too many answers.
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
	case err := <-ch.sent: // usually sent before the answers came
		return err
	default:
	}
	late := time.AfterFunc(ch.program.Timeout, func() { _ = ch.in.SetWriteDeadline(time.Unix(1, 0)) })
	defer late.Stop()
	return <-ch.sent
}

// close ends the input. The process must then end well, without another answer. After an error
// close does nothing.
func (ch *child) close() error {
	if ch.ended {
		return nil
	}
	close(ch.rows)
	ch.rows = nil
	if err := ch.wrote(); err != nil {
		return ch.fail(errUnread)
	}
	ch.listen()
	ch.due = time.Time{} // for its end
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

// leave waits for the process to end, and ends it where that takes too long. Nothing of the
// child is left afterwards.
func (ch *child) leave() error {
	ch.ended = true
	if ch.rows != nil {
		close(ch.rows)
	}
	_ = ch.in.SetDeadline(time.Unix(1, 0)) // rows that the process has not read by now are dropped
	for range ch.sent {
	}
	_ = ch.in.Close() // usually closed already
	late := time.AfterFunc(ch.program.Timeout, ch.process.Kill)
	_, err := ch.process.Wait()
	if !late.Stop() {
		err = errStays
	}
	ch.unhook()
	ch.program.stderr.add(&ch.errs)
	return errors.Join(err, ch.out.Close())
}

// fail ends a child after the error err and returns the error to report. Where the process has
// ended by itself, that may be its exit code.
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

// ended reports whether an error of a decoder means the end of its pipe.
func ended(err error) bool { return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) }

// fromPipe reports whether an error of a decoder comes from its pipe.
func fromPipe(err error) bool { return ended(err) || errors.Is(err, os.ErrDeadlineExceeded) }

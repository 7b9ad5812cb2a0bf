package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/process"
	"serialfraction/harness/remote/wire"
)

// peerName is the name, os.Args[0], of a worker of a peer.
const peerName = "peer-worker"

// A transport takes messages whole from one process to another.
type transport interface {
	send(message []byte) error // may keep the message until the next receive
	receive() ([]byte, error)  // valid until the next
}

// A dial is a kind of transport.
type dial struct {
	name   string
	listen func(ctx context.Context, accepted chan<- transport) (address string, stop func(), err error)
	dial   func(ctx context.Context, address string) (transport, error)
}

// peers are those that the engine is set beside.
var peers = []dial{
	{"gRPC-plain", plain.listen, plain.dial},
	{"gRPC-reused", raw.listen, raw.dial},
	{"TCP", listenTCP, dialTCP},
}

// A peer hands each worker a chunk at a time and waits for its answer, and does nothing else: no
// chunk is given to another, nothing has a checksum, no time but these two is measured.
type peer struct {
	dial
	has     bool
	workers []transport
	stop    func()
	group   sync.WaitGroup
	failed  chan error
}

func newPeer(ctx context.Context, d dial, resident bool) (*peer, error) {
	accepted := make(chan transport)
	address, stop, err := d.listen(ctx, accepted)
	if err != nil {
		return nil, err
	}
	p := &peer{dial: d, has: resident, stop: stop, failed: make(chan error, most)}
	for range most {
		var errs bytes.Buffer
		child, err := process.Start(ctx, process.Spec{Self: true, Argv: []string{peerName, d.name, address, strconv.FormatBool(resident)}, Stderr: &errs})
		if err != nil {
			return nil, err
		}
		p.group.Go(func() {
			if _, err := child.Wait(); err != nil {
				p.failed <- fmt.Errorf("a worker of %s: %w: %s", d.name, err, &errs)
			}
		})
	}
	for range most {
		select {
		case t := <-accepted:
			p.workers = append(p.workers, t)
		case err := <-p.failed:
			return nil, err
		}
	}
	return p, nil
}

func (p *peer) name() string   { return p.dial.name }
func (p *peer) resident() bool { return p.has }

// close ends the workers, each of which ends when its connection does.
func (p *peer) close() error {
	p.stop()
	p.group.Wait()
	return nil
}

// A task has its row, its rows and the size of a chunk, and then its rows. An answer has the time
// that it took, in nanoseconds, and then the values.
const (
	taskHeader   = 24
	answerHeader = 8
)

func (p *peer) run(_ context.Context, dst []float64, j *harness.Job, workers int) (busy, compute time.Duration, err error) {
	var next, computed atomic.Int64
	errs := make([]error, workers)
	var group sync.WaitGroup
	start := time.Now()
	for w := range workers {
		group.Go(func() { errs[w] = p.serve(dst, j, p.workers[w], &next, &computed) })
	}
	group.Wait()
	return time.Duration(workers) * time.Since(start), time.Duration(computed.Load()), errors.Join(errs...)
}

// serve gives chunks to one worker until there are none.
func (p *peer) serve(dst []float64, j *harness.Job, t transport, next, computed *atomic.Int64) error {
	le := binary.LittleEndian
	var message []byte
	width := len(j.Workload.Outputs)
	for i := int(next.Add(1) - 1); i < j.NumChunks(); i = int(next.Add(1) - 1) {
		c := j.Chunk(i)
		size := taskHeader
		if !p.has {
			size += 8 * c.Rows * cols
		}
		message = slices.Grow(message[:0], size)[:size]
		le.PutUint64(message, uint64(c.Row))
		le.PutUint64(message[8:], uint64(c.Rows))
		le.PutUint64(message[16:], uint64(j.Data.NumRows()))
		if !p.has {
			wire.PutFloats(message[taskHeader:], j.Data.Values[c.Row*cols:(c.Row+c.Rows)*cols])
		}
		if err := t.send(message); err != nil {
			return err
		}
		answer, err := t.receive()
		if err != nil {
			return err
		}
		if len(answer) != answerHeader+8*c.Rows*width {
			return fmt.Errorf("an answer of %d bytes", len(answer))
		}
		computed.Add(int64(le.Uint64(answer)))
		wire.Floats(dst[c.Row*width:(c.Row+c.Rows)*width], answer[answerHeader:])
	}
	return nil
}

// peerWorker answers chunks until its connection ends.
func peerWorker(ctx context.Context, args []string) error {
	runtime.GOMAXPROCS(1)
	i := slices.IndexFunc(peers, func(d dial) bool { return d.name == args[0] })
	t, err := peers[i].dial(ctx, args[1])
	if err != nil {
		return err
	}
	le := binary.LittleEndian
	jobs := map[int]*harness.Job{} // by rows
	if args[2] == "true" {
		for _, size := range sizes {
			if jobs[size.rows], err = jobOf(ctx, size.rows, 1); err != nil {
				return err
			}
		}
	}
	one, err := jobOf(ctx, 1, 1)
	if err != nil {
		return err
	}
	var values, results []float64
	var answer []byte
	for {
		task, err := t.receive()
		if err != nil {
			return nil // the other side has closed the connection
		}
		c := harness.Chunk{Row: int(le.Uint64(task)), Rows: int(le.Uint64(task[8:])), Cols: cols}
		if j := jobs[int(le.Uint64(task[16:]))]; j != nil {
			c.Values = j.Data.Values[c.Row*cols : (c.Row+c.Rows)*cols]
		} else {
			values = slices.Grow(values[:0], c.Rows*cols)[:c.Rows*cols]
			wire.Floats(values, task[taskHeader:])
			c.Values = values
		}
		n := c.Rows * len(one.Workload.Outputs)
		results = slices.Grow(results[:0], n)[:n]
		start := time.Now()
		one.Workload.Kernel(results, c)
		took := time.Since(start)
		answer = slices.Grow(answer[:0], answerHeader+8*n)[:answerHeader+8*n]
		le.PutUint64(answer, uint64(took))
		wire.PutFloats(answer[answerHeader:], results)
		if err := t.send(answer); err != nil {
			return err
		}
	}
}

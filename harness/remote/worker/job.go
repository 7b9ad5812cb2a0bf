package worker

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/crash"
	"serialfraction/harness/remote/wire"
)

// A job is a job of the coordinator, made here.
type job struct {
	wire.Job
	header wire.Header
	own    *harness.Job // whose dataset has no rows where tasks bring them
	failed error
	took   time.Duration
	made   chan struct{} // closed when it is made, or could not be
}

// load makes a job on a goroutine of its own, once, and answers.
func (p *process) load(described *wire.Job) {
	if described == nil {
		return
	}
	p.mu.Lock()
	j, known := p.jobs[described.ID]
	if !known {
		j = &job{Job: *described, made: make(chan struct{})}
		p.jobs[described.ID] = j
	}
	p.mu.Unlock()
	if !known {
		p.group.Go(func() {
			start := time.Now()
			j.failed = crash.Catch(func() error { return p.make(j) })
			j.took = time.Since(start)
			close(j.made)
			p.loaded(j)
		})
		return
	}
	select {
	case <-j.made:
		p.loaded(j)
	default: // it answers when it is made
	}
}

// loaded answers that a job is made, or why it is not.
func (p *process) loaded(j *job) {
	r := wire.Reply{Kind: wire.Load, JobID: j.ID, Took: j.took}
	if j.failed != nil {
		r.Error, r.OwnRows = wire.Reason(j.failed), errors.As(j.failed, new(*ownError))
	}
	p.reply(r)
}

// make fetches what the coordinator put in the object store, and makes the workload.
func (p *process) make(j *job) error {
	objects, err := p.js.ObjectStore(p.ctx, wire.DataBucket)
	if err != nil {
		return fmt.Errorf("the rows cannot be fetched: %w", err)
	}
	var text []byte
	err = p.fetch(objects, j.Header, func(size int) { text = make([]byte, 0, size) }, func(part []byte) { text = append(text, part...) })
	if err != nil {
		return err
	}
	if err := errors.Join(json.Unmarshal(text, &j.header), j.header.Check()); err != nil {
		return fmt.Errorf("what describes the rows is damaged: %w", err)
	}
	var data *harness.Dataset
	if j.Own != nil {
		data, err = p.ownRows(j)
	} else {
		data, err = p.dataset(objects, j)
	}
	if err != nil {
		return err
	}
	work, err := p.Build(p.ctx, j.Work, data)
	if err != nil {
		return err
	}
	if a := work.Alternative; a != nil && work.Method != j.Method && a.Method == j.Method {
		work = *a
	}
	work.Pace = j.Pace
	if len(work.Outputs) != j.Outputs {
		return fmt.Errorf("the workload has %d outputs here and %d at the coordinator: use the same program on all hosts", len(work.Outputs), j.Outputs)
	}
	j.own = &harness.Job{Data: data, Workload: work, ChunkRows: j.ChunkRows}
	return nil
}

// A part of an object is what is hashed and taken at a time. Hashing is one call that nothing can
// interrupt, and the process must show that it lives meanwhile.
const part = 1 << 20

// fetching is how long an object may take.
const fetching = 10 * time.Minute

// fetch gets an object by its name, the SHA-256 of its bytes. It calls begin with its size, and then
// take with its parts, each a multiple of 8 bytes but for the last.
func (p *process) fetch(objects jetstream.ObjectStore, name string, begin func(size int), take func(part []byte)) (failed error) {
	ctx, cancel := context.WithTimeout(p.ctx, fetching)
	defer cancel()
	object, err := objects.Get(ctx, name)
	if err != nil {
		return fmt.Errorf("the rows cannot be fetched: %w", err)
	}
	defer func() { failed = errors.Join(failed, object.Close()) }()
	info, err := object.Info()
	if err != nil {
		return err
	}
	begin(int(info.Size))
	sum, buf := sha256.New(), make([]byte, min(part, int(info.Size)))
	for left := int(info.Size); left > 0; left -= len(buf) {
		buf = buf[:min(len(buf), left)]
		if _, err := io.ReadFull(object, buf); err != nil {
			return fmt.Errorf("the rows cannot be fetched: %w", err)
		}
		sum.Write(buf)
		take(buf)
	}
	if hex.EncodeToString(sum.Sum(nil)) != name {
		return errors.New("the rows are not those that the coordinator has: their SHA-256 differs")
	}
	return nil
}

// rows are the rows of a dataset, as values or packed.
type rows struct {
	values []float64
	packed []byte
}

// A rowsKey names rows that are here: the SHA-256 of their bytes, and what they are taken for.
type rowsKey struct {
	name   string
	packed bool
}

// fetchRows gets the rows of a dataset. Each is fetched once.
func (p *process) fetchRows(objects jetstream.ObjectStore, name string, h *wire.Header) (*rows, error) {
	key := rowsKey{name, h.Packed} // the same bytes may be the packed rows of one job and the values of another
	p.mu.Lock()
	held := p.held[key]
	p.mu.Unlock()
	if held != nil {
		return held, nil
	}
	want := 8 * h.Rows * h.Cols
	if h.Packed {
		want = h.Rows * h.Stride
	}
	r, right, done := &rows{}, true, 0
	err := p.fetch(objects, name, func(size int) {
		switch right = size == want; {
		case !right:
		case h.Packed:
			r.packed = make([]byte, 0, size)
		default:
			r.values = make([]float64, size/8)
		}
	}, func(part []byte) {
		switch {
		case !right:
		case h.Packed:
			r.packed = append(r.packed, part...)
		default:
			wire.Floats(r.values[done:done+len(part)/8], part)
			done += len(part) / 8
		}
	})
	switch {
	case err != nil:
		return nil, err
	case !right:
		return nil, fmt.Errorf("the rows of %s have another size than the coordinator said", h.Name)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.held[key] = r
	return r, nil
}

// dataset returns the dataset of a job. Where tasks bring the rows it has the first alone.
func (p *process) dataset(objects jetstream.ObjectStore, j *job) (*harness.Dataset, error) {
	h := &j.header
	d := &harness.Dataset{Name: h.Name, Format: h.Format, Cols: h.Cols, Samples: h.Samples, Rows: h.IDs, Groups: h.Groups, Fields: h.Fields, RowFields: h.RowFields, RowTexts: h.RowTexts}
	held := &rows{}
	if j.Rows != "" {
		var err error
		if held, err = p.fetchRows(objects, j.Rows, h); err != nil {
			return nil, err
		}
	}
	switch {
	case h.Packed:
		d.Store = &harness.Store{Rows: h.Rows, Columns: h.Columns, Stride: h.Stride, Packing: h.Packing, Packed: held.packed}
	case j.Rows != "":
		d.Values = held.values
		if h.Cols == 0 { // then these do not show how many rows there are
			d.Store = &harness.Store{Rows: h.Rows}
		}
	default:
		d.Store = &harness.Store{Rows: h.Rows, Decode: func(dst []float64, row, n int, columns []int) {
			if columns != nil || (row+n)*h.Cols > len(h.First) {
				panic(errElsewhere)
			}
			wire.FromBits(dst, h.First[row*h.Cols:(row+n)*h.Cols])
		}}
	}
	return d, nil
}

var errElsewhere = errors.New("this workload reads rows before it gets its tasks: ship the whole data set")

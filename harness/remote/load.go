package remote

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/remote/wire"
)

// loaded is a job that workers can make.
type loaded struct {
	wire.Job
	Staged time.Duration // until every worker that needed it had it; not part of any run
}

// Stage makes a job known to all workers that runs may need, with its rows where tasks do not bring them,
// so that no run is delayed by it, and returns how long that took.
func (e *Engine) Stage(ctx context.Context, j *harness.Job) (time.Duration, error) {
	if err := e.begin(); err != nil {
		return 0, err
	}
	team, err := e.team(ctx, e.options.Most)
	if err != nil {
		return 0, err
	}
	l, err := e.load(ctx, j, team)
	if err != nil {
		return 0, err
	}
	return l.Staged, nil
}

// firstRows is the number of rows that workers get beforehand where tasks bring the rows: a workload
// may try a program on them.
const firstRows = 3

// load makes a job known to the workers of a team, unless they know it.
func (e *Engine) load(ctx context.Context, j *harness.Job, team []*seat) (*loaded, error) {
	start := time.Now()
	l, known := e.jobs[j]
	if !known {
		var err error
		if l, err = e.describe(ctx, j, e.lastJob+1); err != nil {
			return nil, err
		}
		e.lastJob++
		e.jobs[j] = l
	}
	waiting := map[int]*member{}
	for _, s := range team {
		if !s.jobs[l.ID] {
			waiting[s.Process] = s.member
		}
	}
	if len(waiting) == 0 {
		return l, nil
	}
	err := e.ask(ctx, wire.Control{Kind: wire.Load, Job: &l.Job}, func(r wire.Reply) (bool, error) {
		one, asked := waiting[r.Process]
		switch {
		case r.Kind != wire.Load || r.JobID != l.ID || !asked:
			return false, nil
		case r.OwnRows:
			return false, &RowsError{Process: r.Process, Host: one.Host, Reason: r.Error}
		case r.Error != "":
			return false, fmt.Errorf("worker %d on host %s cannot do this work: %s: mend that there, or end that worker, and begin the run again", r.Process, one.Host, r.Error)
		}
		one.jobs[l.ID] = true
		delete(waiting, r.Process)
		return len(waiting) == 0, nil
	}, func() (bool, error) {
		for _, one := range waiting {
			if alive, _ := e.members.health(one); !alive {
				return false, errLostLoading
			}
		}
		return false, nil
	})
	l.Staged += time.Since(start)
	return l, err
}

// A RowsError is the error of a worker that was to read the rows itself, and cannot, or has others than the
// coordinator. Where the coordinator ships them, it need not read them.
type RowsError struct {
	Process int // see [Member]
	Host    string
	Reason  string // the path of the rows at the worker, and what is wrong there
}

func (e *RowsError) Error() string {
	return fmt.Sprintf("worker %d on host %s does not have the coordinator's rows: %s", e.Process, e.Host, e.Reason)
}

// errLostLoading is the error of workers of which one was lost while it got its work.
var errLostLoading = errors.New("workers are lost again and again while they get their work: look why they end")

// askAgain is how many beats pass before those who have not answered are asked again: where their
// connection was cut for a moment, the question or the answer is lost.
const askAgain = 4

// ask publishes a control and hands the replies to take until that is done. Those who have answered may
// be asked again. Where somebody is lost, lost decides whether that is done then.
func (e *Engine) ask(ctx context.Context, c wire.Control, take func(wire.Reply) (done bool, err error), lost func() (done bool, err error)) error {
	question := wire.Marshal(c)
	if err := e.nc.Publish(e.subjects.Control(), question); err != nil {
		return err
	}
	again := time.NewTicker(askAgain * e.options.Pace.Beat)
	defer again.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-e.away:
			return ErrServerGone
		case <-e.members.lost:
			if done, err := lost(); done || err != nil {
				return err
			}
		case <-again.C:
			if done, err := lost(); done || err != nil { // another may have taken the signal
				return err
			}
			if err := e.nc.Publish(e.subjects.Control(), question); err != nil {
				return err
			}
		case m := <-e.replies.came:
			var r wire.Reply
			if wire.Unmarshal(e.replies.read(m).Data, &r) != nil {
				continue
			}
			if done, err := take(r); done || err != nil {
				return err
			}
		}
	}
}

// describe puts what workers must know of a job, which has a number, into the object store.
func (e *Engine) describe(ctx context.Context, j *harness.Job, number uint64) (*loaded, error) {
	h, err := e.header(j)
	if err != nil {
		return nil, err
	}
	l := &loaded{Job: wire.Job{ID: number, Work: e.options.Work, Method: j.Workload.Method, Outputs: len(j.Workload.Outputs),
		ChunkRows: j.ChunkRows, Pace: j.Workload.Pace}}
	if l.Header, err = e.store(ctx, wire.Marshal(h)); err != nil {
		return nil, err
	}
	switch e.options.Ship {
	case Object:
		rows, err := allRows(j)
		if err != nil {
			return nil, err
		}
		if l.Rows, err = e.store(ctx, rows); err != nil {
			return nil, err
		}
	case Path:
		sum, err := wire.Sum(ctx, j.Data, j.Workload.Packed)
		if err != nil {
			return nil, err
		}
		l.Own = &wire.Own{Source: e.options.Source, Sum: sum}
	}
	return l, nil
}

// store keeps bytes under their SHA-256.
func (e *Engine) store(ctx context.Context, data []byte) (name string, err error) {
	sum := sha256.Sum256(data)
	name = hex.EncodeToString(sum[:])
	if _, err := e.objects.GetInfo(ctx, name); err == nil {
		return name, nil
	} else if !errors.Is(err, jetstream.ErrObjectNotFound) {
		return "", err
	}
	if _, err := e.objects.Put(ctx, jetstream.ObjectMeta{Name: name}, endingLate{bytes.NewReader(data)}); err != nil {
		return "", fmt.Errorf("the rows have no room in the server: %w", err)
	}
	return name, nil
}

// endingLate is a reader whose end is found a millisecond late. A put of nats.go 1.55 starts a goroutine that
// is left behind for ever where the put is over before it has begun; it needs a lock that the put has in between,
// and after a millisecond Go hands a lock to who has waited.
type endingLate struct{ *bytes.Reader }

func (r endingLate) Read(b []byte) (int, error) {
	n, err := r.Reader.Read(b)
	if err != nil {
		time.Sleep(time.Millisecond)
	}
	return n, err
}

// header returns what a dataset has besides its rows.
func (e *Engine) header(j *harness.Job) (*wire.Header, error) {
	h := wire.HeaderOf(j.Data, j.Workload.Packed)
	if e.options.Ship == Path { // workers find the rest in what they read
		return &wire.Header{Name: h.Name, Cols: h.Cols, Rows: h.Rows, Groups: h.Groups, Packed: h.Packed}, nil
	}
	if e.options.IDs && j.Data.HasIDs() {
		h.IDs = make([]string, h.Rows)
		for i := range h.IDs {
			h.IDs[i] = j.Data.ID(i)
		}
	}
	if e.options.Ship == Rows && !h.Packed {
		head := *j
		head.ChunkRows = max(1, min(firstRows, h.Rows))
		if h.Rows > 0 {
			c, err := head.Read(0, make([]float64, head.ChunkRows*h.Cols))
			if err != nil {
				return nil, err
			}
			h.First = wire.Bits(c.Values)
		}
	}
	return h, nil
}

// allRows returns the rows of a job, as tasks would bring them.
func allRows(j *harness.Job) ([]byte, error) {
	size := wire.RowSize(j.Data, j.Workload.Packed)
	all := make([]byte, 0, size*j.Data.NumRows())
	buf := make([]float64, j.ChunkRows*j.Data.Cols)
	for i := range j.NumChunks() {
		c, err := j.Read(i, buf)
		if err != nil {
			return nil, err
		}
		at := len(all)
		all = all[:at+size*c.Rows]
		wire.PutRows(all[at:], c)
	}
	return all, nil
}

// A refusal is a task that the server did not take.
type refusal struct {
	subject string
	err     error
}

// unpublished is told of a task that the server did not take.
func (e *Engine) unpublished(_ jetstream.JetStream, m *nats.Msg, err error) {
	select {
	case e.refusals <- refusal{m.Subject, fmt.Errorf("the server does not take the tasks: %w", err)}:
	default:
	}
}

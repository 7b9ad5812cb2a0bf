package remote

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/remote/broker"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/wire"
)

// A Ship is the way in which rows come to the workers.
type Ship string

// The ways.
const (
	Rows   Ship = "rows"   // each task brings its rows, or its worker asks for them, see [wire.Task.Apart]
	Object Ship = "object" // every process gets all rows once, before the first run
	Path   Ship = "path"   // every process reads or makes all rows itself, before the first run
)

// Ships is the table of ways, the default first.
var Ships = []Ship{Rows, Object, Path}

// Options are what an engine needs to know. They are read-only once the engine has begun.
type Options struct {
	Work    json.RawMessage // names the workload for the workers, see worker.Config.Build
	IDs     bool            // kernels read the ids of rows
	Ship    Ship            // "" = Rows
	Source  json.RawMessage // of Path: names the rows for the workers, see worker.Config.Read
	Program string          // version of this program, "" = as it was built; a worker of another is refused
	Most    int             // the largest N of any run; so many workers are waited for

	// Listen is the address of the server, HOST:PORT, port 0 = any that is free. "" = only this
	// process reaches it. At an address that other machines reach the server has TLS.
	Listen string

	// JoinFile is where the engine writes the join file when its server begins, and removes it when
	// it ends; "" = nowhere.
	JoinFile string

	// Outside, where not nil, is a server of others that is used in place of one's own.
	Outside *broker.Outside

	// Start, where not nil, starts workers: before the first run as many as any run needs, and
	// later in the place of those that have ended. They join with the file. It calls ended, from any
	// goroutine, for each that fails. What it returns ends those that have not ended, which the
	// engine has let go before.
	Start func(ctx context.Context, file join.File, workers int, ended func(error)) (io.Closer, error)

	// Patience is how long the engine waits for workers that do not come; 0 = [DefaultPatience].
	Patience time.Duration

	Pace wire.Pace // zero = [wire.UsualPace]

	// Gathering, where not nil, is called while the engine waits for workers: at the beginning and
	// when some have joined or were turned away. It is called on the goroutine of Run and Gather.
	Gathering func(Gathering)

	// Held, where not nil, has rows of the answer. Chunks of which it has all rows are not sent.
	Held *harness.Held

	// Landed, where not nil, is called for each chunk whose answer has come, with its place in the
	// answer of the run, on the goroutine of Run.
	Landed func(c harness.Chunk, answer []float64)
}

// DefaultPatience is how long an engine waits for workers.
const DefaultPatience = time.Minute

// An Engine runs jobs on workers that are processes. It starts its server before its first run. The
// caller closes it.
type Engine struct {
	options Options

	server   server // nil = not started
	nc       *nats.Conn
	js       jetstream.JetStream
	objects  jetstream.ObjectStore
	subjects wire.Subjects
	members  members
	started  []io.Closer // workers that it started
	ended    chan error  // of those that failed
	replaced int         // workers that were started in the place of others, since a run lost none
	gathered bool        // so many workers have joined as a run needed
	replies  *inbox
	results  *inbox
	asks     *inbox        // for rows, see [wire.Task.Apart]
	refusals chan refusal  // of tasks that the server did not take
	poisoned *inbox        // of tasks that no worker takes
	away     chan struct{} // closed when the connection to the server has ended

	epoch    uint64
	jobs     map[*harness.Job]*loaded
	lastJob  uint64   // the number of the job that became known last: none is used again
	buffers  [][]byte // of messages that are not on their way
	timeline harness.Timeline
	drops    drops
	trouble  atomic.Pointer[error] // what the server said last that was no answer
}

// New returns an engine that has not begun.
func New(o Options) *Engine {
	if o.Ship == "" {
		o.Ship = Ships[0]
	}
	if o.Patience == 0 {
		o.Patience = DefaultPatience
	}
	if o.Pace == (wire.Pace{}) {
		o.Pace = wire.UsualPace
	}
	if o.Program == "" {
		o.Program = wire.Program()
	}
	return &Engine{options: o, ended: make(chan error, wire.MostSlots), jobs: map[*harness.Job]*loaded{}}
}

// Name returns "remote".
func (e *Engine) Name() string { return harness.RemoteKind.Name }

// Options returns what the engine was made with.
func (e *Engine) Options() Options { return e.options }

// Timeline returns the chunk times of the last run; nil where it failed or kept none.
func (e *Engine) Timeline() harness.Timeline { return e.timeline }

// Run runs a job on so many workers. It waits for them before the run begins.
func (e *Engine) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (t harness.Timing, err error) {
	e.timeline = nil
	if err := j.Check(dst); err != nil {
		return t, err
	}
	if workers < 1 {
		return t, &harness.FlagError{Flag: "workers", Value: strconv.Itoa(workers), Want: "type 1 or more"}
	}
	if err := e.Fits(j); err != nil {
		return t, err
	}
	if err := context.Cause(ctx); err != nil {
		return t, err
	}
	if err := e.begin(); err != nil {
		return t, err
	}
	lost := 0
	for tries := 1; ; tries++ {
		t, err = e.attempt(ctx, dst, j, workers)
		switch {
		case e.outage() && e.options.Outside != nil && tries < mostTries:
			if err := e.comeBack(ctx); err != nil {
				return t, err
			}
			lost += workers
		case errors.Is(err, errLostLoading) && tries < mostTries:
		case errors.Is(err, ErrAlone) && tries < mostTries:
			lost += workers
		case err != nil:
			return t, e.cause(err)
		default:
			if t.Lost += lost; t.Lost == 0 {
				e.replaced = 0
			}
			return t, nil
		}
	}
}

// mostTries is how often a run is begun whose workers are all lost, each time with others.
const mostTries = 3

// attempt makes a run with the workers that there are.
func (e *Engine) attempt(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	team, err := e.team(ctx, workers)
	if err != nil {
		return harness.Timing{}, err
	}
	l, err := e.load(ctx, j, team)
	if err != nil {
		return harness.Timing{}, err
	}
	e.epoch++
	s := &step{Engine: e, ctx: ctx, job: j, loaded: l, team: team, dst: dst, epoch: e.epoch}
	return s.run()
}

// Fits returns an error where a job cannot be run by this engine.
func (e *Engine) Fits(j *harness.Job) error {
	if j.Workload.Gathers {
		return &harness.FlagError{Flag: "engine", Value: e.Name(),
			Want: fmt.Sprintf("workload %s, with these settings, gathers more of each row than its answer, within one process: type %s", j.Workload.Name, harness.PoolKind.Name)}
	}
	most := e.MostRows(j)
	if most < 1 && e.options.Ship == Rows {
		return &harness.FlagError{Flag: "ship", Value: string(Rows),
			Want: fmt.Sprintf("a row has %d bytes, and a task brings %d MiB at most: type %s", e.RowBytes(j), broker.MaxPayload>>20, Object)}
	}
	if j.ChunkRows > most {
		return &harness.FlagError{Flag: "chunk", Value: strconv.Itoa(j.ChunkRows),
			Want: fmt.Sprintf("a task has %d MiB of rows, and as much of answers, at most, which is %d of these rows: type %[2]d or fewer", broker.MaxPayload>>20, most)}
	}
	return nil
}

// slack is what a message has besides rows, in bytes: headers, subjects and what the server adds.
const slack = 4 << 10

// MostRows returns the largest number of rows of a task: so that the answer has room in a message, and where
// the task brings the rows, that these have no more bytes than one. Rows that come apart have room in the
// memory of the worker, which need not be more for them than for those that are in their task.
func (e *Engine) MostRows(j *harness.Job) int {
	row := 8 * len(j.Workload.Outputs)
	if e.options.Ship == Rows {
		row = max(row, wire.RowSize(j.Data, j.Workload.Packed))
	}
	return (broker.MaxPayload - slack) / max(row, 1)
}

// RowBytes returns the bytes of a row in a task that brings it.
func (e *Engine) RowBytes(j *harness.Job) int64 {
	return int64(wire.RowSize(j.Data, j.Workload.Packed))
}

// begin starts the server and connects to it, once.
func (e *Engine) begin() (failed error) {
	if e.server != nil {
		return nil
	}
	session := rand.Text()
	server, err := e.serve(session)
	if err != nil {
		return err
	}
	e.server, e.subjects = server, wire.Subjects{Session: session}
	defer func() {
		if failed != nil {
			failed = errors.Join(failed, e.Close())
		}
	}()
	e.replies, e.results, e.asks, e.poisoned = newInbox(wire.MostReply), newInbox(0), newInbox(wire.TaskHeader), newInbox(wire.MostReply)
	e.refusals = make(chan refusal, 1<<10)
	e.members.empty(e)
	if err := e.connect(); err != nil {
		return err
	}
	if e.options.JoinFile == "" {
		return nil
	}
	if err := e.server.Join().Write(e.options.JoinFile); err != nil {
		return fmt.Errorf("the join file %s cannot be written: %w", e.options.JoinFile, err)
	}
	return nil
}

// connect connects to the server, where it makes what a session needs, and listens to the workers.
func (e *Engine) connect() (err error) {
	nc, err := e.server.Connect()
	if err != nil {
		return err
	}
	away := make(chan struct{})
	e.nc, e.away = nc, away
	e.nc.SetClosedHandler(func(*nats.Conn) { close(away) })
	e.nc.SetErrorHandler(e.troubled)
	if e.js, err = jetstream.New(e.nc, jetstream.WithPublishAsyncErrHandler(e.unpublished)); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), setup)
	defer cancel()
	if e.objects, err = broker.Furnish(ctx, e.js); err != nil {
		return err
	}
	err = errors.Join(
		e.deliver(e.subjects.Replies(), e.replies),
		e.deliver(e.subjects.Results(), e.results),
		e.deliver(e.subjects.Asks(), e.asks),
		e.deliver("$JS.EVENT.ADVISORY.CONSUMER.MAX_DELIVERIES."+wire.TaskStream+".*", e.poisoned),
		e.members.open())
	if err != nil {
		return err
	}
	return e.nc.Flush()
}

// A server is what coordinator and workers connect to.
type server interface {
	// Connect connects this process as the coordinator.
	Connect() (*nats.Conn, error)

	// Join returns the join file of the session.
	Join() join.File

	// Close ends the server, or leaves one of others.
	Close()
}

// serve returns the server of a session.
func (e *Engine) serve(session string) (server, error) {
	if e.options.Outside != nil {
		return e.options.Outside.Enter(session), nil
	}
	return broker.Start(session, e.options.Listen)
}

// setup is how long the server may take for what it does before the first run.
const setup = 10 * time.Second

// Join returns the join file of the session, and starts the server where that has not begun.
func (e *Engine) Join() (join.File, error) {
	if err := e.begin(); err != nil {
		return join.File{}, err
	}
	return e.server.Join(), nil
}

// Server returns the engine's own server, which runs after [Engine.Join]; nil where it has none.
func (e *Engine) Server() *broker.Server {
	own, _ := e.server.(*broker.Server)
	return own
}

// Close lets the workers go and ends the server.
func (e *Engine) Close() (err error) {
	if e.nc != nil {
		e.members.close()
		if e.nc.Publish(e.subjects.Control(), wire.Marshal(wire.Control{Kind: wire.Bye})) == nil {
			_ = e.nc.Flush() // a worker that misses it ends when the server is gone
		}
	}
	for _, workers := range e.started {
		err = errors.Join(err, workers.Close())
	}
	if e.nc != nil {
		e.nc.Close()
	}
	if e.server != nil {
		if e.options.JoinFile != "" {
			err = errors.Join(err, e.server.Join().Remove(e.options.JoinFile))
		}
		e.server.Close()
	}
	e.server, e.nc, e.started = nil, nil, nil
	return err
}

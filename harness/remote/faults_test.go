package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/wire"
	"serialfraction/harness/remote/worker"
)

// What goes wrong with workers, and with what lies between them and the coordinator. Conditions are
// waited for, not times.

// linked returns an engine whose workers are each behind a link that the test can cut.
func linked(t *testing.T, workers int) (*bench, func(process int) *remotetest.Relay) {
	b := &bench{}
	var mu sync.Mutex
	links := map[int]*remotetest.Relay{} // by process
	b.Engine = remotetest.New(t, remote.Options{Most: workers, Pace: soon, Listen: "127.0.0.1:0"}, remotetest.Crew{Slots: 1,
		Connect: func(process int, file join.File, options ...nats.Option) (*nats.Conn, error) {
			at, err := url.Parse(file.URL)
			if err != nil {
				return nil, err
			}
			link := remotetest.NewRelay(t, at.Host)
			mu.Lock()
			links[process] = link
			mu.Unlock()
			at.Host = link.Address()
			file.URL = at.String()
			nc, err := file.Connect(options...)
			if err == nil {
				b.connected(process, nc)
			}
			return nc, err
		},
		Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
			return b.job.Load().Workload, nil
		}})
	return b, func(process int) *remotetest.Relay {
		mu.Lock()
		defer mu.Unlock()
		return links[process]
	}
}

// at returns a job that calls do once, within a chunk.
func at(chunk int, do func()) *harness.Job {
	j := enginetest.Job(60, 2, 3)
	kernel := j.Workload.Kernel
	var once sync.Once
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		if c.Index == chunk {
			once.Do(do)
		}
		kernel(dst, c)
	}
	return j
}

// right runs a job, checks its answer and its tiles, and returns how many workers it lost.
func right(t *testing.T, e harness.Engine, j *harness.Job, workers int) int {
	t.Helper()
	want, err := harness.Answer(t.Context(), enginetest.Job(60, 2, 3))
	if err != nil {
		t.Fatal(err)
	}
	got, timing, err := harness.Once(t.Context(), e, j, workers)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("%v, got %v, want %v", err, got, want)
	}
	enginetest.CheckTiles(t, j, workers, timing)
	return timing.Lost
}

// Where all workers of a run end, others are started and the run is made again by them. It counts as one
// that lost workers.
func TestAllLostOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 2, Pace: soon}, 1)
	if lost := right(t, b, at(7, func() { b.end(0); b.end(1) }), 2); lost < 2 {
		t.Errorf("%d workers are lost, want 2", lost)
	}
}

// A worker of which nothing is heard although its connection stands is lost, and replaced. When it is
// heard of again, its answers are those of a run that has ended.
func TestHung(t *testing.T) {
	t.Parallel()
	heard := false
	for tries := 0; !heard && !t.Failed(); tries++ {
		if tries == 20 {
			t.Fatal("no answer of a worker that was heard of again came late")
		}
		t.Run("", func(t *testing.T) { heard = heardOfAgain(t) }) // which ends with its engine
	}
}

// heardOfAgain reports whether a worker of which nothing was heard, but which heard of the others, was heard
// of again with an answer. It is not where it had no task when it was muted, nor where the machine stood still for so
// long meanwhile that its connection was given up for lost, with the answer in it: a client of NATS waits for 6 s.
func heardOfAgain(t *testing.T) bool {
	b, link := linked(t, 2)
	if lost := right(t, b, at(7, func() { link(0).Mute() }), 2); lost < 1 {
		t.Error("no worker is lost")
	}
	for right(t, b, enginetest.Job(60, 2, 3), 2) > 0 {
	}
	if n := len(b.Members()); n < 3 {
		t.Errorf("%d workers joined, want 3", n)
	}
	link(0).Resume()
	kept, _ := b.connections.Load(0)
	if kept.(*nats.Conn).Flush() != nil {
		return false
	}
	right(t, b, enginetest.Job(60, 2, 3), 2) // what that worker had to say is with the server, before the answers of this run
	return b.Dropped().Late > 0
}

// A worker whose connection is cut makes another, and the run in which it was counts as one that lost it.
func TestCut(t *testing.T) {
	t.Parallel()
	b, link := linked(t, 2)
	if lost := right(t, b, at(7, func() { link(0).Cut(); link(1).Cut() }), 2); lost == 0 {
		t.Error("no worker is lost")
	}
	for right(t, b, enginetest.Job(60, 2, 3), 2) > 0 { // the server may learn of it later
	}
}

// A worker that takes longer than a task may be silent shows that it works: no other gets the task.
func TestSlowWorker(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 2, Pace: wire.Pace{Beat: unhurried.Beat, AckWait: 1500 * time.Millisecond}}, 1)
	if _, err := b.Join(); err != nil {
		t.Fatal(err)
	}
	nc, err := b.Server().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	signs := make(chan *nats.Msg, 1000)
	if _, err := nc.ChanSubscribe("$JS.ACK."+wire.TaskStream+".>", signs); err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	lost := right(t, b, at(7, func() {
		for shown := 0; shown < 5; { // each after a third of the time
			if string((<-signs).Data) == "+WPI" {
				shown++
			}
		}
	}), 2)
	if d := b.Dropped(); lost != 0 || d != (remote.Dropped{}) {
		t.Errorf("%d workers are lost, and %+v dropped", lost, d)
	}
}

// Rows that every worker refuses end the run with their names, and the engine can be used again.
func TestPoison(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 2}, 1)
	j := enginetest.Job(60, 2, 3)
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); err != nil {
		t.Fatal(err)
	}
	j.Data.Cols, j.Data.Values = 3, append(j.Data.Values, j.Data.Values[:60]...) // the workers know of 2
	var kernel *harness.KernelError
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); !errors.As(err, &kernel) || !strings.Contains(err.Error(), "given to workers 5 times") {
		t.Errorf("got %v", err)
	}
	right(t, b, enginetest.Job(60, 2, 3), 2)
}

// Results that come twice, or after their run, are dropped and counted.
func TestReplayed(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 2, Pace: unhurried}, 1)
	if _, err := b.Join(); err != nil {
		t.Fatal(err)
	}
	nc, err := b.Server().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	subject := wire.Subjects{Session: b.Server().Session}.Results()
	seen := make(chan *nats.Msg, 1000)
	overheard, err := nc.ChanSubscribe(subject, seen)
	if err != nil {
		t.Fatal(err)
	}
	if err := nc.Flush(); err != nil {
		t.Fatal(err)
	}
	replay := func(m *nats.Msg) {
		if err := errors.Join(nc.Publish(subject, m.Data), nc.Flush()); err != nil {
			t.Error(err)
		}
	}
	first := &nats.Msg{}
	right(t, b, at(7, func() { first = <-seen; replay(first) }), 2)
	if err := overheard.Unsubscribe(); err != nil {
		t.Fatal(err)
	}
	right(t, b, at(7, func() { replay(first) }), 2)
	if d := b.Dropped(); d != (remote.Dropped{Duplicates: 1, Late: 1}) {
		t.Errorf("%+v dropped", d)
	}
}

// Tasks for which the server has no room end the run, which a later one does not suffer from.
func TestFull(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 2}, 1)
	right(t, b, enginetest.Job(60, 2, 3), 2)
	nc, err := b.Server().Connect()
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	js, err := jetstream.New(nc)
	if err != nil {
		t.Fatal(err)
	}
	room := func(bytes int64) {
		s, err := js.Stream(t.Context(), wire.TaskStream)
		if err != nil {
			t.Fatal(err)
		}
		c := s.CachedInfo().Config
		c.MaxBytes = bytes
		if _, err := js.UpdateStream(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	room(10)
	j := enginetest.Job(60, 2, 3)
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); err == nil || !strings.Contains(err.Error(), "the server does not take the tasks") {
		t.Errorf("got %v", err)
	}
	room(1 << 20)
	right(t, b, enginetest.Job(60, 2, 3), 2)
}

// A run for more workers than are left is refused. Where the server ends, so does the run, and so do the
// workers, by themselves.
func TestServerGone(t *testing.T) {
	t.Parallel()
	b := &bench{}
	b.Engine = remote.New(remote.Options{Most: 1, Pace: wire.Pace{Beat: 50 * time.Millisecond, AckWait: time.Minute}, Patience: 500 * time.Millisecond})
	defer b.Close()
	file, err := b.Join()
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() {
		served <- worker.Serve(context.Background(), worker.Config{Session: file.Session, Slots: 1, Connect: b.Server().ConnectWorker,
			Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
				return b.job.Load().Workload, nil
			}})
	}()
	right(t, b, enginetest.Job(60, 2, 3), 1)
	var few *remote.FewWorkersError
	many := enginetest.Job(60, 2, 3)
	if _, err := b.Run(t.Context(), make([]float64, many.ResultLen()), many, 2); !errors.As(err, &few) || !few.Left || !strings.HasPrefix(err.Error(), "N = 2: only 1 worker is left, ") {
		t.Errorf("with more workers than there are: %v", err)
	}
	j := at(7, b.Server().Close)
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 1); !errors.Is(err, remote.ErrServerGone) {
		t.Errorf("the run: %v", err)
	}
	if err := <-served; !errors.Is(err, worker.ErrAway) {
		t.Errorf("the worker: %v", err)
	}
}

// A failure with a text that no message has room for is that failure still.
func TestLongFailure(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 1}, 1)
	j := enginetest.Job(30, 2, 3)
	text := strings.Repeat("x", 9<<20)
	j.Workload.Kernel = func([]float64, harness.Chunk) { panic(text) }
	var kernel *harness.KernelError
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 1); !errors.As(err, &kernel) || !strings.HasPrefix(fmt.Sprint(kernel.Cause), "xxx") {
		t.Errorf("got %.100v", err)
	}
}

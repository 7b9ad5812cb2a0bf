package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"go.uber.org/goleak"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/meter"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/wire"
)

// A put into the object store that is over at once leaves a goroutine of nats.go 1.55 behind: its
// cleanupReplySub may set the channel to nil that the goroutine is about to read. And where its Get of an object
// fails after the first part has come, as it may where the connection ends meanwhile, it leaves behind who
// writes that part into a pipe that nobody was given to read or close.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreTopFunction("github.com/nats-io/nats.go/jetstream.(*jetStream).resetPendingAcksOnReconnect"),
		goleak.IgnoreAnyFunction("github.com/nats-io/nats.go/jetstream.(*obs).Get.func2"))
}

// A bench is an engine whose workers know the job that is run without a word of it.
type bench struct {
	*remote.Engine
	job         atomic.Pointer[harness.Job]
	connections sync.Map // by process
}

func (b *bench) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	b.job.Store(j)
	return b.Engine.Run(ctx, dst, j, workers)
}

func newBench(t *testing.T, o remote.Options, slots int) *bench {
	t.Helper()
	b := &bench{}
	b.Engine = remotetest.New(t, o, remotetest.Crew{Slots: slots, Connected: b.connected, Build: func(context.Context, json.RawMessage, *harness.Dataset) (harness.Workload, error) {
		return b.job.Load().Workload, nil
	}, Read: func(context.Context, json.RawMessage) (*harness.Dataset, error) {
		own := *b.job.Load().Data // a worker names what it reads anew
		return &own, nil
	}})
	return b
}

// connected keeps the connection of a process.
func (b *bench) connected(process int, nc *nats.Conn) { b.connections.Store(process, nc) }

// end makes a process end without a word.
func (b *bench) end(process int) {
	nc, _ := b.connections.Load(process)
	nc.(*nats.Conn).Close()
}

// endAll makes all processes end so, those that replace others too.
func (b *bench) endAll() {
	b.connections.Range(func(_, nc any) bool {
		nc.(*nats.Conn).Close()
		return true
	})
}

// The engine passes the suite of all engines, however rows come to its workers.
func TestSuite(t *testing.T) {
	for _, ship := range remote.Ships {
		t.Run(string(ship), func(t *testing.T) {
			b := newBench(t, remote.Options{Ship: ship, Most: 16}, 4)
			enginetest.Run(t, func() harness.Engine { return b })
		})
	}
}

// Workers that have all rows answer however the dataset holds them. The same bytes are the values of one
// dataset and the packed rows of another.
func TestResident(t *testing.T) {
	for _, ship := range []remote.Ship{remote.Object, remote.Path} {
		t.Run(string(ship), func(t *testing.T) { testResident(t, ship) })
	}
}

func testResident(t *testing.T, ship remote.Ship) {
	b := newBench(t, remote.Options{Ship: ship, Most: 3}, 2)
	for _, hold := range []func(*harness.Job){func(*harness.Job) {}, enginetest.Decoded, enginetest.Packed} {
		j := enginetest.Job(50, 3, 4)
		want, err := harness.Answer(t.Context(), j)
		if err != nil {
			t.Fatal(err)
		}
		hold(j)
		got, _, err := harness.Once(t.Context(), b, j, 3)
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("%v, got %v, want %v", err, got, want)
		}
	}
}

// A chunk that no message has room for is refused, with the number of rows that fit.
func TestChunkTooLarge(t *testing.T) {
	data := &harness.Dataset{Name: "wide", Cols: 100, Store: &harness.Store{Rows: 20000, Decode: func([]float64, int, int, []int) {}}}
	j := &harness.Job{Data: data, ChunkRows: 10481, Workload: harness.PerRow("none", []string{"y"}, func(dst, _ []float64) { dst[0] = 0 })}
	e := newBench(t, remote.Options{Most: 1}, 1)
	var flag *harness.FlagError
	_, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 1)
	if !errors.As(err, &flag) || flag.Flag != "chunk" || e.MostRows(j) != 10480 {
		t.Errorf("%v, and %d rows have room", err, e.MostRows(j))
	}
	j.ChunkRows = e.MostRows(j)
	if _, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 1); err != nil {
		t.Errorf("with as many rows as have room: %v", err)
	}
}

// soon loses a silent worker within a tenth of a second. On a machine that stands still for as long it loses
// others too, which no test may mind.
var soon = wire.Pace{Beat: 15 * time.Millisecond, AckWait: 150 * time.Millisecond}

// unhurried loses nobody and gives no task to another worker, however long the machine stands still: for tests
// that count what comes.
var unhurried = wire.Pace{Beat: 10 * time.Second, AckWait: time.Hour}

// A worker that ends within a chunk takes no row with it: another gets the chunk. The run counts it.
func TestLostWorker(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 3, Pace: soon}, 1)
	j := enginetest.Job(60, 2, 3)
	want, err := harness.Answer(t.Context(), j)
	if err != nil {
		t.Fatal(err)
	}
	kernel := j.Workload.Kernel
	var once sync.Once
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		if c.Index == 7 {
			once.Do(func() {
				for process := range 3 {
					if process != 1 {
						b.end(process)
					}
				}
				for b.Alive() > 1 { // the run cannot end before it has lost both, for this chunk is not answered
					runtime.Gosched()
				}
			})
		}
		kernel(dst, c)
	}
	got, timing, err := harness.Once(t.Context(), b, j, 3)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("%v, got %v, want %v", err, got, want)
	}
	if timing.Lost < 2 {
		t.Errorf("%d workers are lost, want 2", timing.Lost)
	}
	enginetest.CheckTiles(t, j, 3, timing)
	if _, err := b.Run(t.Context(), got, j, 3); err != nil || !slices.Equal(got, want) {
		t.Errorf("with others in their place: %v, got %v", err, got)
	}
}

// A run whose workers all end, also those in their place, fails.
func TestAllLost(t *testing.T) {
	t.Parallel()
	b := newBench(t, remote.Options{Most: 2, Pace: wire.Pace{Beat: 5 * soon.Beat, AckWait: soon.AckWait}}, 1) // none may be lost before its first chunk
	j := enginetest.Job(60, 2, 3)
	j.Workload.Kernel = func([]float64, harness.Chunk) { b.endAll() }
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); !errors.Is(err, remote.ErrAlone) {
		t.Errorf("got %v", err)
	}
}

// A kernel that ends its goroutine fails like one that panics, and the engine can be used again.
func TestKernelExits(t *testing.T) {
	b := newBench(t, remote.Options{Most: 2}, 1)
	j := enginetest.Job(30, 2, 3)
	j.Workload.Kernel = func([]float64, harness.Chunk) { runtime.Goexit() }
	var kernel *harness.KernelError
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); !errors.As(err, &kernel) || kernel.Cause != harness.ErrExited.Error() {
		t.Errorf("got %v", err)
	}
	well := enginetest.Job(30, 2, 3)
	if _, err := b.Run(t.Context(), make([]float64, j.ResultLen()), well, 2); err != nil {
		t.Errorf("the run after it: %v", err)
	}
}

// A worker that is alone in its process tells how much CPU time the process used, its kernels included. Of
// several in one process nobody knows who used it.
func TestProcessTime(t *testing.T) {
	if meter.SelfTime() == nil {
		t.Skip("this system does not report the CPU time of a process")
	}
	b := newBench(t, remote.Options{Most: 2}, 2)
	j := enginetest.Job(30, 2, 30)
	kernel := j.Workload.Kernel
	const used = 5 * time.Millisecond
	j.Workload.Kernel = func(dst []float64, c harness.Chunk) {
		for from := *meter.SelfTime(); *meter.SelfTime()-from < used; {
		}
		kernel(dst, c)
	}
	for workers, measured := range map[int]bool{1: true, 2: false} {
		timing, err := b.Run(t.Context(), make([]float64, j.ResultLen()), j, workers)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range timing.Workers {
			if (w.Process != nil) != measured || measured && *w.Process < used {
				t.Errorf("N = %d: %+v", workers, w)
			}
		}
	}
}

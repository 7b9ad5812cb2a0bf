package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"net/url"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/nats-io/nats.go"

	"serialfraction/harness"
	"serialfraction/harness/input"
	"serialfraction/harness/remote"
	"serialfraction/harness/remote/join"
	"serialfraction/harness/remote/remotetest"
	"serialfraction/harness/remote/wire"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// Random faults of workers that are processes, during real runs.

var (
	faultCount = flag.Int("faults", 1, "make so many random faults during runs with remote workers")
	faultSeed  = flag.Uint64("faults-seed", 1, "seed of the random faults")
)

// A scene is an engine with its worker processes, each behind a link of its own.
type scene struct {
	*remote.Engine
	t      *testing.T
	random *rand.Rand
	nc     *nats.Conn // of a coordinator, which may hear and send everything
	last   func() []byte

	mu    sync.Mutex
	links []*remotetest.Relay
}

// remoteFaults is the table of what goes wrong.
var remoteFaults = []struct {
	name   string
	strike func(s *scene, pid int, link *remotetest.Relay)
}{
	{"kill -9", func(s *scene, pid int, _ *remotetest.Relay) { s.signal(pid, syscall.SIGKILL) }},
	{"SIGSTOP, and SIGCONT within 1.5 s", func(s *scene, pid int, _ *remotetest.Relay) {
		s.signal(pid, syscall.SIGSTOP)
		later(s.random, func() { s.signal(pid, syscall.SIGCONT) })
	}},
	{"SIGSTOP for good", func(s *scene, pid int, _ *remotetest.Relay) { s.signal(pid, syscall.SIGSTOP) }},
	{"link silent, and back within 1.5 s", func(s *scene, _ int, link *remotetest.Relay) {
		link.Hold()
		later(s.random, link.Resume)
	}},
	{"link silent for good", func(_ *scene, _ int, link *remotetest.Relay) { link.Hold() }},
	{"connection cut", func(_ *scene, _ int, link *remotetest.Relay) { link.Cut() }},
	{"a result comes twice", func(s *scene, _ int, _ *remotetest.Relay) { s.replay(s.last()) }},
}

// later calls a function within 1.5 s.
func later(random *rand.Rand, do func()) {
	time.AfterFunc(time.Duration(random.Int64N(int64(1500*time.Millisecond))), do)
}

func (s *scene) signal(pid int, sig syscall.Signal) {
	if err := syscall.Kill(pid, sig); err != nil && !errors.Is(err, syscall.ESRCH) {
		s.t.Error(err)
	}
}

// replay sends a result again.
func (s *scene) replay(message []byte) {
	if message != nil {
		_ = s.nc.Publish(wire.Subjects{Session: s.Server().Session}.Results(), message) // of an engine that has ended none
	}
}

// newScene starts an engine with so many worker processes.
func newScene(t *testing.T, random *rand.Rand, order workloads.Order, source input.Source, ship remote.Ship, workers int, landed func(harness.Chunk)) *scene {
	t.Helper()
	work, err := json.Marshal(order)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := source.Elsewhere()
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{t: t, random: random}
	s.Engine = remote.New(remote.Options{Work: work, IDs: order.Workload == "pipe", Ship: ship, Source: rows, Most: workers, Listen: "127.0.0.1:0",
		Pace:   wire.Pace{Beat: 50 * time.Millisecond, AckWait: 400 * time.Millisecond},
		Landed: func(c harness.Chunk, _ []float64) { landed(c) },
		Start:  s.start})
	t.Cleanup(func() { _ = s.Close() }) // of one that is closed there is no error
	if _, err := s.Gather(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s.nc, err = s.Server().Connect(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.nc.Close)
	results, err := s.nc.SubscribeSync(wire.Subjects{Session: s.Server().Session}.Results())
	if err != nil {
		t.Fatal(err)
	}
	s.last = func() (message []byte) {
		for {
			m, err := results.NextMsg(time.Millisecond)
			if err != nil {
				return message
			}
			message = m.Data
		}
	}
	return s
}

// start starts workers, each behind a link.
func (s *scene) start(ctx context.Context, file join.File, workers int, ended func(error)) (io.Closer, error) {
	var all closers
	for range workers {
		at, err := url.Parse(file.URL)
		if err != nil {
			return nil, err
		}
		link := remotetest.NewRelay(s.t, at.Host)
		s.mu.Lock()
		s.links = append(s.links, link)
		s.mu.Unlock()
		at.Host = link.Address()
		own := file
		own.URL = at.String()
		one, err := remote.StartLocal(ctx, own, 1, ended)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// closers are closed together.
type closers []io.Closer

func (all closers) Close() error {
	var group sync.WaitGroup
	errs := make([]error, len(all))
	for i, one := range all {
		group.Go(func() { errs[i] = one.Close() })
	}
	group.Wait()
	return errors.Join(errs...)
}

// strike lets a random worker have a fault, once the job has been at work for so long.
func (s *scene) strike(fault func(s *scene, pid int, link *remotetest.Relay), after time.Duration) (struck func()) {
	members := s.Members()
	pid := members[s.random.IntN(len(members))].PID
	s.mu.Lock()
	link := s.links[s.random.IntN(len(s.links))]
	s.mu.Unlock()
	done := make(chan struct{})
	time.AfterFunc(after, func() { defer close(done); fault(s, pid, link) })
	return func() { <-done }
}

// works are the jobs that the faults strike.
var works = []struct {
	order workloads.Order
	data  string
	chunk int
	pace  time.Duration
}{
	{workloads.Order{Workload: "ttest"}, "golub", 50, 200 * time.Microsecond},
	{workloads.Order{Workload: "wait", Settings: spec.Args{}}, "synth:rows=300,cols=4", 5, 0},
	{workloads.Order{Workload: "pipe", Program: []string{"score"}}, "synth:rows=600,cols=4", 10, time.Millisecond},
}

// No random fault loses a row, has a row twice, changes a bit of an answer, or leaves a process behind. Each
// run is made again until it loses no worker, as in a sweep.
func TestRandomFaults(t *testing.T) {
	t.Parallel()
	type count struct{ faults, lost, made, twice, late, missing, doubled int }
	counts := make([]count, len(remoteFaults))
	for i := range *faultCount {
		random := rand.New(rand.NewPCG(*faultSeed, uint64(i)))
		which, workers := i%len(remoteFaults), 2+random.IntN(5)
		w := works[random.IntN(len(works))]
		ship := remote.Ships[random.IntN(len(remote.Ships))]
		name := fmt.Sprintf("%d %s, %s, N = %d, ship %s", i, remoteFaults[which].name, w.order.Workload, workers, ship)
		t.Run(name, func(t *testing.T) {
			source := input.Source{Data: w.data}
			data, err := input.Load(t.Context(), source)
			if err != nil {
				t.Fatal(err)
			}
			defer data.Close()
			work, err := w.order.Make(t.Context(), data)
			if err != nil {
				t.Fatal(err)
			}
			j := &harness.Job{Data: data, Workload: work, ChunkRows: w.chunk}
			want, err := harness.Answer(t.Context(), j)
			if err != nil {
				t.Fatal(err)
			}
			if w.pace > 0 {
				j.Workload.Pace = w.pace
			}
			landed := map[int]int{}
			s := newScene(t, random, w.order, source, ship, workers, func(c harness.Chunk) { landed[c.Index]++ })
			c := &counts[which]
			run := func() harness.Timing {
				clear(landed)
				got := make([]float64, j.ResultLen())
				for k := range got {
					got[k] = math.NaN()
				}
				timing, err := s.Run(t.Context(), got, j, workers)
				if err != nil {
					t.Fatal(err)
				}
				for k := range want {
					if math.Float64bits(got[k]) != math.Float64bits(want[k]) {
						t.Fatalf("place %d is %v, by a plain loop %v", k, got[k], want[k])
					}
				}
				for k := range j.NumChunks() {
					switch n := landed[k]; {
					case n == 0:
						c.missing++
					case n > 1:
						c.doubled++
					}
				}
				c.made++
				return timing
			}
			whole := run().Wall
			struck := s.strike(remoteFaults[which].strike, time.Duration(random.Int64N(int64(whole))))
			timing := run()
			struck()
			for tries := 1; timing.Lost > 0; tries++ {
				c.lost++
				if tries == 4 {
					t.Fatal("a worker was lost in each of 4 runs")
				}
				timing = run()
			}
			late := s.last()
			s.replay(late) // after its run
			run()
			c.faults++
			c.twice += s.Dropped().Duplicates
			c.late += s.Dropped().Late
			if c.missing+c.doubled > 0 {
				t.Errorf("%d chunks are missing, and %d came twice", c.missing, c.doubled)
			}
			members := s.Members()
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			for _, m := range members {
				if err := syscall.Kill(m.PID, 0); !errors.Is(err, syscall.ESRCH) {
					t.Errorf("process %d is left: %v", m.PID, err)
				}
			}
		})
	}
	if *faultCount < len(remoteFaults) || t.Failed() {
		return
	}
	fmt.Fprintln(os.Stdout, "| fault | times | runs | of them lost a worker | results dropped: twice | late | chunks missing | taken twice |")
	fmt.Fprintln(os.Stdout, "|---|---|---|---|---|---|---|---|")
	for i, c := range counts {
		fmt.Fprintf(os.Stdout, "| %s | %d | %d | %d | %d | %d | %d | %d |\n", remoteFaults[i].name, c.faults, c.made, c.lost, c.twice, c.late, c.missing, c.doubled)
	}
}

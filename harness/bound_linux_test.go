package harness_test

import (
	"context"
	"os/exec"
	"strings"
	"sync"
	"testing"

	"golang.org/x/sys/unix"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
	"serialfraction/harness/machine"
)

// cpusHere returns the CPUs that the calling thread may run on, as a list.
func cpusHere(t testing.TB) (list []int) {
	var set unix.CPUSet
	if err := unix.SchedGetaffinity(0, &set); err != nil {
		t.Fatal(err)
	}
	for cpu := range len(set) * 64 {
		if set.IsSet(cpu) {
			list = append(list, cpu)
		}
	}
	return list
}

// The thread of each worker is on the CPU of its place in the order, from its Worker on to its last
// chunk, and so are the programs that it starts. Where there are more workers than CPUs they begin
// again with the first. The threads are given back as they were, also where a kernel ends its
// goroutine.
func TestWorkersAreBound(t *testing.T) { harness.EachParking(t, 3, testWorkersAreBound) }

func testWorkersAreBound(t *testing.T) {
	allowed := machine.AllowedCPUs()
	order := []int{allowed[len(allowed)-1], allowed[0]}
	engines := map[string]harness.Engine{"control": &harness.Control{}}
	for _, s := range harness.Schedules {
		engines[s.Name] = &harness.Pool{Schedule: s}
	}
	for name, e := range engines {
		for _, spoilt := range []bool{false, true} {
			var lock sync.Mutex
			threads, seen := map[int][]int{}, map[int]int{}
			j := enginetest.Job(60, 1, 1)
			j.CPUs = order
			sum := j.Workload.Kernel
			j.Workload.NewWorker = func(context.Context) (harness.Worker, error) {
				if out, err := exec.Command("sh", "-c", "grep Cpus_allowed_list /proc/self/status").Output(); err == nil {
					list, _ := machine.ParseList(strings.TrimPrefix(strings.TrimSpace(string(out)), "Cpus_allowed_list:"))
					if len(list) != 1 {
						t.Errorf("%s: a program of a bound worker may run on %v", name, list)
					}
				}
				at := cpusHere(t)
				if len(at) != 1 {
					t.Errorf("%s: a worker may run on %v", name, at)
				}
				lock.Lock()
				defer lock.Unlock()
				seen[at[0]]++
				return harness.Stateless(func(dst []float64, c harness.Chunk) {
					if c.Index == 30 && spoilt {
						panic("boom")
					}
					at := cpusHere(t)
					lock.Lock()
					threads[unix.Gettid()] = at
					lock.Unlock()
					sum(dst, c)
				}), nil
			}
			_, err := e.Run(t.Context(), make([]float64, j.ResultLen()), j, 3)
			if (err != nil) != spoilt {
				t.Fatalf("%s: error %v", name, err)
			}
			want := map[int]int{order[0]: 2}
			want[order[1]]++
			for cpu, n := range want {
				if !spoilt && seen[cpu] != n {
					t.Errorf("%s: %v, want %d workers on CPU %d", name, seen, n, cpu)
				}
			}
			for thread, at := range threads {
				if len(at) != 1 {
					t.Errorf("%s: thread %d worked where it may run on %v", name, thread, at)
				}
				var now unix.CPUSet
				if unix.SchedGetaffinity(thread, &now) == nil && now.Count() != len(allowed) {
					t.Errorf("%s: thread %d was given back with %d of %d CPUs", name, thread, now.Count(), len(allowed))
				}
			}
		}
	}
}

// A CPU that is not there fails the run, and the next run is as any.
func TestBoundToNoCPU(t *testing.T) {
	j := enginetest.Job(30, 1, 1)
	j.CPUs = []int{1000}
	pool := &harness.Pool{Schedule: harness.Schedules[0]}
	_, err := pool.Run(t.Context(), make([]float64, j.ResultLen()), j, 2)
	if err == nil || !strings.Contains(err.Error(), "cannot be bound to CPU 1000") {
		t.Fatalf("error %v", err)
	}
	j.CPUs = nil
	if _, err := pool.Run(t.Context(), make([]float64, j.ResultLen()), j, 2); err != nil {
		t.Error(err)
	}
}

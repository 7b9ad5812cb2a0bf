package analysis

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
)

// remoteFile returns a sweep of remote workers, so many blocks of each N, each of whose runs is made by
// run.
func remoteFile(blocks int, hosts []harness.Host, chunks int, run func(n int) harness.Timing, workers ...int) *results.File {
	h := header(workers...)
	h.Engine, h.Schedule, h.Chunks, h.ChunkRows, h.Hosts, h.Load = harness.RemoteKind.Name, "", chunks, 8, hosts, nil
	f := &results.File{Header: h, End: &results.End{}}
	for block := range blocks {
		for _, n := range workers {
			f.Runs = append(f.Runs, harness.Run{Engine: h.Engine, Block: block, Workers: n, Timing: run(n)})
		}
	}
	return f
}

// dispatched returns the timing of a run in simulated time: a coordinator hands one chunk at a time to
// each worker, whose turn with it takes handing, and a chunk takes a worker compute, by its place in
// hosts twice as long on each of slow. Nobody works for the time of the prologue.
func dispatched(n, chunks int, prologue, handing time.Duration, compute func(worker int) time.Duration) harness.Timing {
	t := harness.Timing{Split: prologue, Coordinator: time.Duration(chunks) * handing, Workers: make([]harness.WorkerTiming, n)}
	free := make([]time.Duration, n) // when each worker is free
	coordinator := time.Duration(0)
	for range chunks {
		next := 0
		for w := range free {
			if free[w] < free[next] {
				next = w
			}
		}
		w := &t.Workers[next]
		given := max(coordinator, free[next]) + handing
		coordinator = given
		w.Claim += given - free[next]
		w.Busy += compute(next)
		w.Chunks++
		free[next] = given + compute(next)
	}
	for _, at := range free {
		t.Parallel = max(t.Parallel, at)
	}
	for w := range t.Workers {
		t.Workers[w].Tail = t.Parallel - free[w]
		t.Workers[w].Host = "a"
	}
	t.Wall = t.Split + t.Parallel
	return t
}

func evenly(d time.Duration) func(int) time.Duration { return func(int) time.Duration { return d } }

// A serial part in the dispatcher overlaps the workers, so that no fit of Amdahl's law shows it: what is
// accounted does, and a warning has the N from which on the dispatcher is the limit. The same serial part
// before the work is in the fit, and makes no warning.
func TestDispatcher(t *testing.T) {
	const chunks, serial = 320, 1 / 11.
	host := []harness.Host{{Name: "a", CPUs: 64, Slots: 16, Here: true}}
	noise := rand.New(rand.NewPCG(1, 2))
	for _, tc := range []struct {
		name              string
		prologue, handing time.Duration
		lo, hi            float64 // of the fitted S
		warned            bool
	}{
		{"none", 0, 5 * time.Microsecond, 0, 0.01, false},
		{"prologue", 160 * time.Millisecond, 5 * time.Microsecond, serial - 0.01, serial + 0.01, false},
		{"dispatcher", 0, 500 * time.Microsecond, 0, 0.06, true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := remoteFile(4, host, chunks, func(n int) harness.Timing {
				d := 5*time.Millisecond + time.Duration(noise.NormFloat64()*float64(10*time.Microsecond))
				return dispatched(n, chunks, tc.prologue, tc.handing, evenly(d))
			}, 1, 2, 4, 8, 16)
			a := analyze(t, f, Options{})
			if s := a.SerialFraction.Value; s < tc.lo || s > tc.hi {
				t.Errorf("the fitted S is %.4f, want %.3f to %.3f", s, tc.lo, tc.hi)
			}
			var found *advice.Advice
			for i := range a.Advice {
				if a.Advice[i].Code == advice.Busy {
					found = &a.Advice[i]
				}
			}
			if (found != nil) != tc.warned {
				t.Fatalf("warned: %+v, want %v; S %v, accounted %.4f", found, tc.warned, a.SerialFraction, *a.AccountedSerialFraction)
			}
			if !tc.warned {
				return
			}
			if math.Abs(*a.AccountedSerialFraction-serial) > 0.005 {
				t.Errorf("accounted for %.4f, want %.4f", *a.AccountedSerialFraction, serial)
			}
			if !strings.HasPrefix(found.Message, "the dispatcher is the limit from N = 11 on") || !strings.Contains(found.Message, "2, 4 and 10 times the rows make it N = 22, 44 and 110 at most") {
				t.Error(found.Message)
			}
		})
	}
}

// The workers of a host that take twice as long for a chunk are named, with what of the inflation is
// theirs; hosts that are alike are not.
func TestSlowHost(t *testing.T) {
	hosts := []harness.Host{{Name: "a", CPUs: 4, Slots: 4, Here: true}, {Name: "b", CPUs: 4, Slots: 4}}
	for _, tc := range []struct {
		slower float64
		warned bool
	}{{1, false}, {1.1, false}, {2, true}} {
		noise := rand.New(rand.NewPCG(3, 4))
		f := remoteFile(4, hosts, 128, func(n int) harness.Timing {
			d := float64(time.Millisecond) * (1 + 0.02*noise.NormFloat64())
			t := dispatched(n, 128, 0, 5*time.Microsecond, func(w int) time.Duration {
				if w%2 == 1 {
					return time.Duration(tc.slower * d)
				}
				return time.Duration(d)
			})
			for w := range t.Workers {
				t.Workers[w].Host = hosts[w%2].Name
			}
			return t
		}, 1, 2, 4, 8)
		a := analyze(t, f, Options{})
		var found []string
		for _, w := range a.Advice {
			if w.Code == advice.Straggling {
				found = append(found, w.Message)
			}
		}
		if (len(found) == 1 && strings.HasPrefix(found[0], "the workers on host b take 2.00 times as long")) != tc.warned || !tc.warned && len(found) > 0 {
			t.Errorf("%gx as long: %q", tc.slower, found)
		}
		var inflation Cause
		for _, c := range a.Causes {
			if c.Name == "inflation" {
				inflation = c
			}
		}
		if len(inflation.Parts) != 2 || inflation.Parts[0].Name != "on a" || inflation.Parts[1].Name != "on b" {
			t.Fatalf("parts %+v", inflation.Parts)
		}
		if sum := inflation.Parts[0].SerialFraction + inflation.Parts[1].SerialFraction; math.Abs(sum-inflation.SerialFraction) > rounding {
			t.Errorf("the parts add up to %g, the cause is %g", sum, inflation.SerialFraction)
		}
		if on := inflation.Parts[0].SerialFraction; math.Abs(on) > 0.005 {
			t.Errorf("%gx as long on b: the part of a is %.4f", tc.slower, on)
		}
	}
}

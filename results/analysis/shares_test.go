package analysis

import (
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
)

// plantedSerial is S of quietRuns.
const plantedSerial = 0.03

func quietRuns() []harness.Run {
	return runtest.Amdahl(8, 30*time.Millisecond, 970*time.Millisecond, 1, 2, 4)
}

// waits makes every worker of a run wait for a CPU for a share of its time on one.
func waits(r *harness.Run, share float64) {
	for i := range r.Timing.Workers {
		w := &r.Timing.Workers[i]
		delay := time.Duration(share * float64(w.Busy))
		w.Busy, w.Sched.RunDelay = w.Busy+delay, delay
	}
	r.Timing.Parallel = 0
	r.Timing = runtest.Tiled(r.Timing)
}

// Whatever other work takes of the CPUs, at one N or at all, the program's own S is what it
// is on a quiet machine, and the rest of S is the machine's.
func TestProgramIsTheSameUnderLoad(t *testing.T) {
	for name, load := range map[string]func(n int) float64{
		"quiet":               func(int) float64 { return 0 },
		"at the largest N":    func(n int) float64 { return map[int]float64{4: 1}[n] },
		"at every N alike":    func(int) float64 { return 1 },
		"at N = 1 alone":      func(n int) float64 { return map[int]float64{1: 0.5}[n] },
		"more at each more N": func(n int) float64 { return 0.2 * float64(n) },
	} {
		t.Run(name, func(t *testing.T) {
			f := finished(header(1, 2, 4), edit(quietRuns(), func(r *harness.Run) { waits(r, load(r.Workers)) }))
			a := analyze(t, f, Options{})
			own, machine := a.ProgramSerialFraction, a.MachineSerialFraction
			if math.Abs(own.Value-plantedSerial) > 1e-4 || own.Lo > plantedSerial || own.Hi < plantedSerial || own.Hi-own.Lo > 0.004 {
				t.Errorf("the program's S is %v", *own)
			}
			if most := a.ProgramMaxSpeedup; most.Lo > 1/plantedSerial || most.Hi < 1/plantedSerial {
				t.Errorf("the program's ceiling is %v", *most)
			}
			if math.Abs(own.Value+machine.Value-a.SerialFraction.Value) > 1e-12 {
				t.Errorf("%v and %v are not S, %v", own.Value, machine.Value, a.SerialFraction.Value)
			}
			for _, p := range a.MachineParts {
				if p.Name != byWaiting && math.Abs(p.SerialFraction) > 3e-4 {
					t.Errorf("%v by %s", p.SerialFraction, p.Name)
				}
			}
		})
	}
}

// Threads that are blocked in the kernel are so by the program, which may share a lock, or by
// the machine: the interval of the program's S has both.
func TestBlockedThreadsLeaveTheProgramOpen(t *testing.T) {
	lock := edit(quietRuns(), func(r *harness.Run) {
		for i := range r.Timing.Workers {
			w := &r.Timing.Workers[i]
			w.Busy += time.Duration(r.Workers-1) * 30 * time.Millisecond / time.Duration(r.Workers)
		}
		r.Timing.Parallel = 0
		r.Timing = runtest.Tiled(r.Timing)
	})
	a := analyze(t, finished(header(1, 2, 4), lock), Options{})
	if i := a.ProgramSerialFraction; math.Abs(i.Value-plantedSerial) > 1e-4 || i.Hi < 2*plantedSerial || i.Hi > 2.2*plantedSerial {
		t.Errorf("with a lock of %v more, the program's S is %v", plantedSerial, *i)
	}
}

// A CPU that the hypervisor took is the machine's, though the thread counts as blocked.
func TestStolenTimeIsTheMachines(t *testing.T) {
	stolen := edit(quietRuns(), func(r *harness.Run) {
		lost := 100 * time.Millisecond
		for i := range r.Timing.Workers {
			r.Timing.Workers[i].Busy += lost
		}
		r.Timing.Parallel = 0
		r.Timing = runtest.Tiled(r.Timing)
		r.System.Steal = new(lost * time.Duration(r.Workers))
	})
	a := analyze(t, finished(header(1, 2, 4), stolen), Options{})
	if i := a.ProgramSerialFraction; math.Abs(i.Value-plantedSerial) > 1e-4 || i.Hi > 1.1*plantedSerial {
		t.Errorf("the program's S is %v", *i)
	}
	for _, p := range a.MachineParts {
		if p.Name != byWaiting && math.Abs(p.SerialFraction) > 3e-4 {
			t.Errorf("%v by %s", p.SerialFraction, p.Name)
		}
	}
}

// Where the two cannot be told apart there is one number, and why.
func TestUndivided(t *testing.T) {
	program := edit(quietRuns(), func(r *harness.Run) {
		r.Engine, r.Timing.Workers = "command", nil
		r.Timing.Split, r.Timing.Merge, r.Timing.Parallel = 0, 0, r.Timing.Wall
		r.Timing.Process = &harness.ProcessTiming{CPUUse: meter.CPUUse{User: time.Second}}
	})
	for _, c := range []struct {
		engine string
		runs   []harness.Run
		why    Undivided
	}{
		{"command", program, WholeProgram},
		{"sim", edit(quietRuns(), func(r *harness.Run) { r.Engine = "sim" }), NoMachine},
		{"pool", edit(quietRuns(), func(r *harness.Run) { r.Timing.Workers = nil }), NoWorkers},
		{"pool", quietRuns(), Divided},
	} {
		h := header(1, 2, 4)
		h.Engine = c.engine
		a := analyze(t, finished(h, c.runs), Options{})
		if a.SerialFraction == nil || a.ProgramUnknown != c.why || (c.why == Divided) != (a.ProgramSerialFraction != nil) || (c.why == Divided) != (a.MachineSerialFraction != nil) {
			t.Errorf("%s: why %q, program %v, machine %v", c.engine, a.ProgramUnknown, a.ProgramSerialFraction, a.MachineSerialFraction)
		}
	}
}

// With schedule queue there is one number, because what its coordinator waits for a CPU was not
// measured. What its workers wait shows a busy machine all the same.
func TestQueueIsUndivided(t *testing.T) {
	for load, wait := range map[string]float64{"quiet": 0, "loaded": 0.5} {
		t.Run(load, func(t *testing.T) {
			runs := edit(runtest.Amdahl(8, 30*time.Millisecond, 970*time.Millisecond, 1, 2, 3), func(r *harness.Run) { waits(r, wait*float64(r.Workers-1)) })
			h := header(1, 2, 3)
			h.Schedule = "queue"
			a := analyze(t, finished(h, runs), Options{})
			busy := wait > 0
			if a.SerialFraction == nil || a.ProgramUnknown != Queue || a.ProgramSerialFraction != nil {
				t.Errorf("S %v, unknown %q, program %v", a.SerialFraction, a.ProgramUnknown, a.ProgramSerialFraction)
			}
			if made := a.OtherWork != nil && a.OtherWork.Made; made != busy || strings.Contains(a.Verdict, "no number of workers") == busy || (a.WithoutUnknown == OtherWork) != busy {
				t.Errorf("other work %+v, removals %q: %s", a.OtherWork, a.WithoutUnknown, a.Verdict)
			}
		})
	}
}

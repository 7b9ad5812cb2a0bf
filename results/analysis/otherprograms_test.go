package analysis

import (
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
)

// loadedProgram is a sweep of a program of 10 s with a serial tenth, on 4 CPUs that it shares
// fairly with busy loops, and what its runs then measure.
func loadedProgram(loops float64) *results.File {
	const t1, serial, cpus = 10, 0.1, 4
	seconds := func(s float64) time.Duration { return time.Duration(s * 1e9) }
	type measured struct{ wall, others, pressure float64 }
	at := func(n float64) (m measured) {
		for _, phase := range []struct{ threads, work float64 }{{1, serial * t1}, {n, (1 - serial) * t1 / n}} {
			turn := min(1, cpus/(phase.threads+loops))
			wall := phase.work / turn
			m.wall += wall
			m.others += wall * loops * turn
			m.pressure += wall * min(1, max(0, phase.threads+loops-cpus)/cpus)
		}
		return m
	}
	var runs []programRun
	for _, n := range []int{1, 2, 4} {
		runs = append(runs, programRun{n, seconds(at(float64(n)).wall), t1 * time.Second})
	}
	return programFile(func(r *harness.Run) {
		m := at(float64(r.Workers))
		r.Timing.Others = &meter.OtherWork{CPU: seconds(m.others), Pressure: new(seconds(m.pressure)), Ready: new(loops)}
	}, runs...)
}

// Where other programs made S, there is no ceiling, and S without their work is that of the
// program. Where they have CPUs of their own, they take nothing.
func TestOtherPrograms(t *testing.T) {
	for _, c := range []struct {
		name    string
		loops   float64
		change  func(*harness.Run)
		made    bool
		without float64
	}{
		{"quiet", 0, nil, false, math.NaN()},
		{"a loop on every CPU", 4, nil, true, 0.1},
		{"two loops on each CPU", 8, nil, true, 0.2}, // its serial part waits longer than a worker on average
		{"no pressure reported", 4, func(r *harness.Run) { r.Timing.Others.Pressure = nil }, true, 0.1},
		{"rivals not counted", 4, func(r *harness.Run) { r.Timing.Others.Ready = nil }, true, math.NaN()},
		{"a file without the evidence", 4, func(r *harness.Run) { r.Timing.Others = nil }, false, math.NaN()},
		{"one run lacks it", 4, func(r *harness.Run) {
			if r.Block == 1 && r.Workers == 2 {
				r.Timing.Others = nil
			}
		}, false, math.NaN()},
		{"nobody waits for a CPU", 4, func(r *harness.Run) { r.Timing.Others.Pressure = new(time.Duration) }, false, math.NaN()},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := loadedProgram(c.loops)
			for i := range f.Runs {
				if c.change != nil {
					c.change(&f.Runs[i])
				}
			}
			a := analyze(t, f, Options{})
			o := a.OtherWork
			if c.made != (o != nil && o.Made) || c.made == strings.Contains(a.Verdict, "no number of workers") {
				t.Errorf("other work %+v: %s", o, a.Verdict)
			}
			if !c.made {
				if o != nil {
					t.Errorf("other work %+v", o)
				}
				return
			}
			if !strings.Contains(a.Verdict, "Cannot tell the job's ceiling: "+o.Sentence()+".") || !strings.Contains(o.Sentence(), " other work had the CPUs for about ") {
				t.Error(a.Verdict)
			}
			known := !math.IsNaN(c.without)
			if known != (o.Without != nil) || known && math.Abs(o.Without.Value-c.without) > 0.05 || known != strings.Contains(a.Verdict, "without the waits for a CPU it would be about 0.") {
				t.Errorf("S %v, without %+v, want %v: %s", a.SerialFraction, o.Without, c.without, a.Verdict)
			}
		})
	}
}

// A program that waits for something else than a CPU is not kept from one, however busy the
// machine is.
func TestAWaitingProgramOnABusyMachine(t *testing.T) {
	const ms = time.Millisecond
	a := analyze(t, programFile(func(r *harness.Run) {
		r.Timing.Others = &meter.OtherWork{CPU: 4 * r.Timing.Wall, Pressure: new(r.Timing.Wall)}
	}, programRun{1, 1600 * ms, 5 * ms}, programRun{2, 900 * ms, 5 * ms}, programRun{4, 600 * ms, 5 * ms}), Options{})
	if o := a.OtherWork; o != nil && o.Made {
		t.Errorf("other work %+v: %s", o, a.Verdict)
	}
}

// Rivals that were not ready at any reading may have taken all that others computed, and that
// decides whether there is a ceiling.
func TestOtherProgramsThatNoReadingSaw(t *testing.T) {
	f := loadedProgram(0)
	for i := range f.Runs {
		r := &f.Runs[i]
		r.Timing.Others = &meter.OtherWork{Ready: new(0.0)}
		n := time.Duration(r.Workers)
		lost := 1200 * time.Millisecond * (n - 1) / n // which makes S 0.22
		r.Timing.Wall += lost
		r.Timing.Parallel = r.Timing.Wall
		r.Timing.Others.CPU = (4-n)*r.Timing.Wall + n*lost
	}
	a := analyze(t, f, Options{})
	o := a.OtherWork
	if o == nil || !o.Made || o.Workers != 4 || o.Share != 0 ||
		!strings.Contains(a.Verdict, "Cannot tell the job's ceiling: at N = 4 other work had the CPUs for up to 22 % of the time of the runs.") {
		t.Errorf("other work %+v: %s", o, a.Verdict)
	}
}

// Work of others that is less than half of S is said beside the ceiling.
func TestSomeWorkOfOthers(t *testing.T) {
	f := loadedProgram(0)
	for i := range f.Runs {
		r := &f.Runs[i]
		lost := r.Timing.Wall / 40
		if r.Workers == 4 {
			r.Timing.Others = &meter.OtherWork{CPU: 4 * lost, Pressure: new(lost), Ready: new(0.2)}
		}
	}
	a := analyze(t, f, Options{})
	if o := a.OtherWork; o == nil || o.Made || o.Workers != 4 ||
		!strings.Contains(a.Verdict, "At N = 4 other work had the CPUs for about 2.5 % of the time of the runs: without that S would be below 0.16.") {
		t.Errorf("other work %+v: %s", o, a.Verdict)
	}
}

// A quota that stops the program is no property of the job either, and is named.
func TestQuotaOfAProgram(t *testing.T) {
	f := loadedProgram(0)
	for i := range f.Runs {
		r := &f.Runs[i]
		slow := r.Timing.Wall * time.Duration(r.Workers-1) / 5 // Amdahl's law with a larger S
		r.Timing.Wall += slow
		r.Timing.Parallel = r.Timing.Wall
		r.System.Throttled = new(time.Duration(r.Workers) * slow)
	}
	a := analyze(t, f, Options{})
	if o := a.OtherWork; o == nil || !o.Made || !o.Quota || !strings.Contains(a.Verdict, "Cannot tell the job's ceiling: at N = 4 the CPU quota stopped the workers for about 38 % of the time of the runs.") {
		t.Errorf("other work %+v: %s", o, a.Verdict)
	}
}

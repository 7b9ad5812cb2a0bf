package probe

import (
	"context"
	"os"
	"runtime"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/counters"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
)

// A Plan is what to measure and how often. A measurement that is 0 is left out.
type Plan struct {
	Readings   int           // of the clock
	Sleeps     int           // of 1 ms, of each kind
	Spin       time.Duration // length of a run of arithmetic
	SpinBlocks int
	SpinMost   int           // threads at most; 0 = one per CPU
	Watch      time.Duration // for interference, one thread per CPU
	Passes     int           // over memory, of each kind at each number of threads
	DiskBlocks int           // of 1 MiB, in Folder
	Folder     string
}

// Full returns the plan of the whole probe; watch is how long to watch for interference, and
// folder is where the disk is measured.
func Full(watch time.Duration, folder string) Plan {
	return Plan{Readings: 200_000, Sleeps: 200, Spin: 10 * time.Millisecond, SpinBlocks: 20,
		Watch: watch, Passes: 7, DiskBlocks: 256, Folder: folder}
}

// Quick returns a plan that takes some 0.2 s on two CPUs, without memory and disk.
func Quick() Plan {
	return Plan{Readings: 20_000, Sleeps: 10, Spin: 5 * time.Millisecond, SpinBlocks: 7, Watch: 50 * time.Millisecond}
}

// BeforeSweep returns the plan of the probe before every sweep, which takes some 25 ms. For a
// sweep of paced rows it includes how exactly this machine sleeps.
func BeforeSweep(paced bool) Plan {
	p := Plan{Spin: time.Millisecond, SpinBlocks: 5, SpinMost: 2, Watch: 10 * time.Millisecond}
	if paced {
		p.Sleeps = 5
	}
	return p
}

// A Report is the result of a probe. nil = not measured.
type Report struct {
	Timer        *Timer
	GoSleep      *Spread // overshoot of time.Sleep of 1 ms
	Idle         *Spread // overshoot of [harness.Idle] of 1 ms, which paces workers
	Pause        *Spread // overshoot of [harness.Pause] of 1 ms
	Wake         *Spread
	Spin         []Point // each thread does the same arithmetic
	SpinLength   time.Duration
	Siblings     *Siblings
	Interference *Interference
	Memory       *Memory
	Disk         *Disk
	Counters     *counters.Access

	Instructions float64 // per second, of one thread in the quickest run of arithmetic; 0 = not counted
}

// Tools are the clock, the threads and the work of the measurements.
type Tools struct {
	Now     Clock
	Threads Threads
	System  func() func() meter.System
	Stat    func() []byte // returns the content of /proc/stat
	Spin    func(steps int)
	Sleep   func(time.Duration)
	Idle    func(time.Duration)
	Pause   func(time.Duration)
	Pin     func(cpu int) (undo func())

	Counters func() counters.Access // of the processor; nil = not asked
}

// Real returns the tools of this machine.
func Real() Tools {
	return Tools{
		Now: Monotonic(), Threads: PoolThreads(), System: meter.WatchSystem, Spin: Spin,
		Stat: func() []byte {
			b, _ := os.ReadFile("/proc/stat") // nil on other systems
			return b
		},
		Sleep: time.Sleep, Idle: func(d time.Duration) { harness.Idle(d, nil) }, Pause: func(d time.Duration) { harness.Pause(d, nil) }, Pin: pin,
		Counters: func() counters.Access {
			runtime.LockOSThread()
			defer runtime.UnlockOSThread()
			return counters.Look()
		},
	}
}

// Measure measures the machine, which m describes, by a plan. GOMAXPROCS should be that of a
// sweep. It returns an error when the context ends.
func Measure(ctx context.Context, p Plan, t Tools, m *machine.Description) (*Report, error) {
	r := &Report{}
	grid := harness.WorkerCounts(m.WholeCPUs())
	p.waits(r, t)
	if t.Counters != nil {
		r.Counters = new(t.Counters())
	}
	if err := p.spins(ctx, r, t, m, grid); err != nil {
		return nil, err
	}
	var err error
	if p.Watch > 0 {
		if r.Interference, err = Disturb(ctx, t.Threads, t.Now, grid[len(grid)-1], p.Watch, t.System, t.Stat); err != nil {
			return nil, err
		}
	}
	if p.Passes > 0 {
		if r.Memory, err = ReadMemory(ctx, t.Threads, grid, p.Passes, m); err != nil {
			return nil, err
		}
	}
	if p.DiskBlocks > 0 {
		if r.Disk, err = ReadDisk(p.Folder, p.DiskBlocks, t.Now); err != nil {
			return nil, err
		}
	}
	return r, ctx.Err()
}

// waits measures the clock, sleeps and wake-ups.
func (p Plan) waits(r *Report, t Tools) {
	const nap = time.Millisecond
	if p.Readings > 0 {
		r.Timer = new(ReadTimer(t.Now, p.Readings))
	}
	if p.Sleeps == 0 {
		return
	}
	r.Idle = new(Overshoot(t.Now, t.Idle, nap, p.Sleeps))
	if p.Readings > 0 {
		r.GoSleep = new(Overshoot(t.Now, t.Sleep, nap, p.Sleeps))
		r.Pause = new(Overshoot(t.Now, t.Pause, nap, p.Sleeps))
		r.Wake = new(Wake(t.Now, t.Idle, p.Sleeps))
	}
}

// spins measures arithmetic on 1, 2 … threads.
func (p Plan) spins(ctx context.Context, r *Report, t Tools, m *machine.Description, grid []int) (err error) {
	if p.SpinBlocks == 0 {
		return nil
	}
	if p.SpinMost > 0 {
		grid = slices.DeleteFunc(slices.Clone(grid), func(n int) bool { return n > p.SpinMost })
	}
	steps := spinSteps(t.Now, t.Spin, p.Spin)
	r.SpinLength = p.Spin
	if r.Spin, err = Scale(ctx, t.Threads, grid, p.SpinBlocks, func(int, int) { t.Spin(steps) }); err != nil {
		return err
	}
	quickest := slices.Min(r.Spin[0].Slowest)
	r.Instructions = float64(steps) * float64(stepInstructions()) / quickest.Seconds()
	if p.SpinMost == 0 {
		r.Siblings, err = CompareSiblings(ctx, t.Threads, p.SpinBlocks, m, t.Pin, func() { t.Spin(steps) })
	}
	return err
}

package probe

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
)

func (f *fakeMachine) tools() Tools {
	return Tools{Now: f.now, Threads: f.threads, Stat: func() []byte { return nil },
		System: func() func() meter.System { return func() meter.System { return meter.System{} } },
		Spin:   func(steps int) { f.at += time.Duration(steps) },
		Sleep:  f.late(50 * time.Microsecond), Idle: f.late(25 * time.Microsecond), Pause: f.late(0),
		Pin: func(int) func() { return func() {} }}
}

func newFake() *fakeMachine {
	return &fakeMachine{read: 100, busy: func(int) time.Duration { return time.Millisecond }}
}

func TestMeasureFull(t *testing.T) {
	f := newFake()
	plan := Full(time.Millisecond, t.TempDir())
	plan.DiskBlocks = 1
	r, err := Measure(t.Context(), plan, f.tools(), &machine.Description{EffectiveCPUs: 3.5, AvailableBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	if r.Timer == nil || r.Timer.Cost != 100 {
		t.Errorf("timer %+v", r.Timer)
	}
	if r.GoSleep.Median != 50*time.Microsecond+100 || r.Idle.Median != 25*time.Microsecond+100 || r.Pause.Median != 100 || r.Wake.Times != plan.Sleeps {
		t.Errorf("sleeps %+v %+v %+v, wake %+v", r.GoSleep, r.Idle, r.Pause, r.Wake)
	}
	var grid []int
	for _, l := range r.Spin {
		grid = append(grid, l.Threads)
		if got := l.Ratio(r.Spin[0]).Value; got != float64(l.Threads) {
			t.Errorf("%d threads do the work of %v", l.Threads, got)
		}
	}
	if !slices.Equal(grid, []int{1, 2, 3}) {
		t.Errorf("grid %v", grid)
	}
	// 10 ms are some 10⁷ steps of 1 ns. The fake threads report 1 ms for them.
	if n := float64(stepInstructions()); r.Instructions < 0.99e10*n || r.Instructions > 1.01e10*n {
		t.Errorf("%v instructions a second", r.Instructions)
	}
	if len(r.Interference.Threads) != 3 || len(r.Memory.Read) != 3 || r.Disk.Bytes != diskBlock || r.Siblings != nil {
		t.Errorf("%+v %+v %+v %+v", r.Interference, r.Memory, r.Disk, r.Siblings)
	}
}

func TestMeasureBeforeSweep(t *testing.T) {
	for _, paced := range []bool{false, true} {
		r, err := Measure(t.Context(), BeforeSweep(paced), newFake().tools(), &machine.Description{EffectiveCPUs: 64})
		if err != nil {
			t.Fatal(err)
		}
		if (r.Idle != nil) != paced || len(r.Spin) != 2 || len(r.Interference.Threads) != 64 {
			t.Errorf("paced %v: sleeps %v, %d points, %d threads watch", paced, r.Idle, len(r.Spin), len(r.Interference.Threads))
		}
		if r.Timer != nil || r.GoSleep != nil || r.Pause != nil || r.Wake != nil || r.Memory != nil || r.Disk != nil {
			t.Errorf("paced %v: more than asked for: %+v", paced, r)
		}
	}
}

func TestMeasureFails(t *testing.T) {
	broken := errors.New("no threads")
	tools := newFake().tools()
	tools.Threads = func(context.Context, int, func(int)) ([]harness.WorkerTiming, error) { return nil, broken }
	for name, plan := range map[string]Plan{"spin": {SpinBlocks: 1, Spin: 1}, "watch": {Watch: 1}, "memory": {Passes: 1}} {
		if _, err := Measure(t.Context(), plan, tools, &machine.Description{EffectiveCPUs: 1}); !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Measure(t.Context(), Plan{DiskBlocks: 1, Folder: "/nowhere"}, tools, &machine.Description{}); err == nil {
		t.Error("a folder that is not there has a disk")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Measure(ctx, Plan{}, tools, &machine.Description{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// The real tools measure a real machine.
func TestMeasureReal(t *testing.T) {
	m := machine.This()
	plan := Plan{Readings: 100, Sleeps: 2, Spin: 100 * time.Microsecond, SpinBlocks: 2, Watch: time.Millisecond, Passes: 1, DiskBlocks: 1, Folder: t.TempDir()}
	m.AvailableBytes = 1 << 20
	r, err := Measure(t.Context(), plan, Real(), &m)
	if err != nil {
		t.Fatal(err)
	}
	if r.Timer.Cost <= 0 || r.Wake.Median <= 0 || r.Interference.Watched() < time.Millisecond || r.Disk.Rate() <= 0 || len(r.Spin[0].Slowest) != 2 {
		t.Errorf("%+v", r)
	}
}

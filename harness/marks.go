package harness

import (
	"context"
	"runtime/pprof"
	"runtime/trace"
	"strconv"
)

// A phase is what a goroutine of a run is at, as profiles and traces name it.
type phase int

// The phases. The coordinator goes through split, wait or hand-out, and merge; a
// worker through spawn, then claim and kernel in turn.
const (
	splitPhase phase = iota
	handOutPhase
	waitPhase
	mergePhase
	spawnPhase
	claimPhase
	kernelPhase
	numPhases
)

var phaseNames = [numPhases]string{"split", "hand-out", "wait", "merge", "spawn", "claim", "kernel"}

// marks tells a CPU profile and a trace what every goroutine of one run is at: by
// the pprof labels "phase" and "workers", and by one trace task for the run with
// a region for every phase. Nil marks nothing; nothing of it is in the path of a
// chunk then.
type marks struct {
	caller context.Context // whose labels the coordinator gets back
	phases [numPhases]context.Context
	task   *trace.Task
	lanes  []lane // of the workers, and last of the coordinator
}

// A lane is what one goroutine is at, on a cache line of its own.
type lane struct {
	region *trace.Region
	_      [56]byte
}

// newMarks returns the marks of a run, nil for a job that is not marked.
func newMarks(ctx context.Context, j *Job, workers int) *marks {
	if !j.Marked {
		return nil
	}
	m := &marks{caller: ctx, lanes: make([]lane, workers+1)}
	n := strconv.Itoa(workers)
	ctx, m.task = trace.NewTask(ctx, "workers="+n)
	for p, name := range phaseNames {
		m.phases[p] = pprof.WithLabels(ctx, pprof.Labels("phase", name, "workers", n))
	}
	return m
}

// enter says that the goroutine of a lane, which calls it, begins a phase.
func (m *marks) enter(l *lane, p phase) {
	if l.region != nil {
		l.region.End()
	}
	pprof.SetGoroutineLabels(m.phases[p])
	l.region = trace.StartRegion(m.phases[p], phaseNames[p])
}

// leave says that the goroutine of a lane is at nothing any more.
func (m *marks) leave(l *lane) {
	if l.region != nil {
		l.region.End()
		l.region = nil
	}
	pprof.SetGoroutineLabels(m.caller)
}

// coordinator says that the caller's goroutine begins a phase.
func (m *marks) coordinator(p phase) {
	if m != nil {
		m.enter(&m.lanes[len(m.lanes)-1], p)
	}
}

// end ends the run, on the coordinator's goroutine.
func (m *marks) end() {
	if m != nil {
		m.leave(&m.lanes[len(m.lanes)-1])
		m.task.End()
	}
}

// spawn says that worker w is released.
func (m *marks) spawn(w int) {
	if m != nil {
		m.enter(&m.lanes[w], spawnPhase)
	}
}

// done says that worker w has had its last chunk.
func (m *marks) done(w int) {
	if m != nil {
		m.leave(&m.lanes[w])
	}
}

// claiming marks what a worker does to get chunks.
func (m *marks) claiming(claim claimFunc) claimFunc {
	return func(w int) (lo, hi int) {
		m.enter(&m.lanes[w], claimPhase)
		return claim(w)
	}
}

// executing marks what a worker does to a chunk.
func (m *marks) executing(exec func(w int, at Chunk) error) func(w int, at Chunk) error {
	return func(w int, at Chunk) error {
		m.enter(&m.lanes[w], kernelPhase)
		return exec(w, at)
	}
}

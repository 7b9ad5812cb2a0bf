package harness

import (
	"context"
	"runtime/pprof"
	"runtime/trace"
	"strconv"
)

// A phase is what a goroutine of a run does at a time. Profiles and traces show its name.
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

// marks labels the goroutines of one run with their phases: in a CPU profile by the pprof
// labels "phase" and "workers", in a trace by one task for the run with a region for each
// phase. Nil marks nothing and adds nothing to the path of a chunk.
type marks struct {
	caller context.Context // has the labels that are set again at the end
	phases [numPhases]context.Context
	task   *trace.Task
	lanes  []lane // one for each worker, the last for the coordinator
}

// A lane is the current trace region of one goroutine, on a cache line of its own.
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

// enter begins a phase of the calling goroutine, whose lane is l.
func (m *marks) enter(l *lane, p phase) {
	if l.region != nil {
		l.region.End()
	}
	pprof.SetGoroutineLabels(m.phases[p])
	l.region = trace.StartRegion(m.phases[p], phaseNames[p])
}

// leave ends the last phase of the calling goroutine, whose lane is l.
func (m *marks) leave(l *lane) {
	if l.region != nil {
		l.region.End()
		l.region = nil
	}
	pprof.SetGoroutineLabels(m.caller)
}

// coordinator begins a phase of the coordinator, whose goroutine calls it.
func (m *marks) coordinator(p phase) {
	if m != nil {
		m.enter(&m.lanes[len(m.lanes)-1], p)
	}
}

// end ends the coordinator's last phase and the task of the run. The coordinator calls it.
func (m *marks) end() {
	if m != nil {
		m.leave(&m.lanes[len(m.lanes)-1])
		m.task.End()
	}
}

// spawn begins the spawn phase of worker w, when it is released.
func (m *marks) spawn(w int) {
	if m != nil {
		m.enter(&m.lanes[w], spawnPhase)
	}
}

// done ends the last phase of worker w, after its last chunk.
func (m *marks) done(w int) {
	if m != nil {
		m.leave(&m.lanes[w])
	}
}

// claiming returns claim with the claim phase begun at each call.
func (m *marks) claiming(claim claimFunc) claimFunc {
	return func(w int) (lo, hi int) {
		m.enter(&m.lanes[w], claimPhase)
		return claim(w)
	}
}

// executing returns exec with the kernel phase begun at each call.
func (m *marks) executing(exec func(w int, at Chunk) error) func(w int, at Chunk) error {
	return func(w int, at Chunk) error {
		m.enter(&m.lanes[w], kernelPhase)
		return exec(w, at)
	}
}

package results

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"serialfraction/harness"
)

// What ends a sweep where nothing else is said.
const (
	DefaultPrecision = 0.005
	DefaultMaxTime   = time.Minute
)

// Measure sweeps over a trial and keeps the runs in memory: a result file without a
// file, for [Analyze]. A second trial, if there is one, is the control of the first.
//
// Where neither s.Blocks nor stop says when the sweep ends, it does at
// DefaultPrecision or DefaultMaxTime, whichever is first. GOMAXPROCS is the
// caller's: it should stay as it is meanwhile. The context's end is no error, and
// the file then says so; that of a run is one, and the file holds the runs before.
func Measure(ctx context.Context, s harness.Sweep, stop Stop, trials ...harness.Trial) (*File, error) {
	if s.Blocks == 0 && stop.Blocks == 0 && stop.Precision == 0 && stop.MaxTime == 0 {
		stop.Precision, stop.MaxTime = DefaultPrecision, DefaultMaxTime
	}
	h, err := NewHeader(s, stop, trials...)
	if err != nil {
		return nil, err
	}
	answer, err := harness.Answer(ctx, trials[0].Job)
	if err != nil {
		return nil, err
	}
	h.Answer = DigestOf(answer)
	w := &Writer{file: File{Header: h}}
	_, err = Record(ctx, s.Runs(ctx, trials...), w, stop, nil)
	return w.File(), err
}

// NewHeader returns the header of a sweep that starts now on this machine, as far
// as the sweep itself tells: what loading took, the command line and the digest of
// the answer are the caller's to add. The first trial is the one that is fitted; a
// second, if there is one, is its control.
func NewHeader(s harness.Sweep, stop Stop, trials ...harness.Trial) (Header, error) {
	if len(trials) == 0 {
		return Header{}, errors.New("sweep: there is no trial")
	}
	own := trials[0]
	if own.Job.ChunkRows < 1 {
		return Header{}, fmt.Errorf("sweep: the job of %s has no ChunkRows: make it with harness.NewJob, or say how many rows are handed out at a time", own.Job.Workload.Name)
	}
	job, work := own.Job, own.Job.Workload
	machine := harness.ThisMachine()
	h := Header{
		Time: time.Now(), Build: Build(harness.ThisBuild()), Machine: MachineOf(machine), Data: DataOf(job.Data),
		Workload: work.Name, Method: work.Method, Outputs: work.Outputs, Engine: own.Engine.Name(),
		ChunkRows: job.ChunkRows, Chunks: job.NumChunks(), Pace: work.Pace,
		Seed: s.Seed, Workers: own.Workers, Warmup: s.Warmup, Repeats: stop.Blocks,
		Precision: stop.Precision, MaxTime: stop.MaxTime, GOMAXPROCS: runtime.GOMAXPROCS(0),
	}
	if h.Repeats == 0 {
		h.Repeats = s.Blocks
	}
	if pool, ok := own.Engine.(*harness.Pool); ok {
		h.Schedule = cmp.Or(pool.Schedule.Name, harness.Schedules[0].Name)
	}
	for _, t := range trials[1:] {
		if name := t.Engine.Name(); name != controlEngine || h.Control != nil {
			return Header{}, fmt.Errorf("sweep: a trial of engine %s beside that of %s: one sweep is one trial and its control", name, h.Engine)
		}
		h.Control = t.Workers
	}
	_, err := EncodeHeader(h) // refuses what no result file can have
	return h, err
}

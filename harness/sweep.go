package harness

import (
	"context"
	"iter"
	"math/rand/v2"
	"runtime"
	"time"

	"serialfraction/harness/meter"
)

// A Sweep times trials in blocks. Each block holds every trial at its N, each once or as
// often as the Design has it, in a random order of its own, so that drift of the machine
// falls on all N alike.
type Sweep struct {
	Blocks int    // 0 = until the caller stops
	Warmup int    // warm-up blocks before the first
	Seed   uint64 // of the order

	// Balanced orders the runs of the timed blocks so that each follows each other equally
	// often, see balancedOrder; otherwise each block is shuffled by itself.
	Balanced bool

	// Warmed is asked after each run of the warm-up whether the rest of it is left out; nil =
	// never.
	Warmed func(Run) bool

	// Design is how often a timed block holds each N; it goes with Balanced. nil = once.
	Design Design

	// Skip is the number of timed runs that an earlier sweep of the same Warmup, Seed and
	// trials has made. They are left out, and the order goes on after them. The warm-up is
	// made again, because a new process is cold.
	Skip int
}

// Runs yields every run as it ends. An error ends the sweep and comes with the
// run that it belongs to: a kernel that panics, an answer that differs from the
// serial one in any bit, or the context's end.
func (s Sweep) Runs(ctx context.Context, trials ...Trial) iter.Seq2[Run, error] {
	return func(yield func(Run, error) bool) {
		bench, err := newBench(ctx, trials)
		if err != nil {
			yield(Run{}, err)
			return
		}
		defer bench.gauge.Close()
		defer bench.others.Close()
		block, planned := s.rest(trials)
		if !s.warmUp(ctx, bench, trials, yield) {
			return
		}
		for s.Blocks == 0 || block < s.Blocks {
			if !bench.block(ctx, block, false, planned, yield) {
				return
			}
			block++
			planned = s.order(trials, s.Warmup+block)
		}
	}
}

// warmUp makes the warm-up, up to the run after which it is warm enough, and reports whether
// to go on.
func (s Sweep) warmUp(ctx context.Context, bench *bench, trials []Trial, yield func(Run, error) bool) bool {
	warm := false
	step := func(run Run, err error) bool {
		if !yield(run, err) {
			return false
		}
		warm = err == nil && s.Warmed != nil && s.Warmed(run)
		return !warm
	}
	for b := range s.Warmup {
		if !bench.block(ctx, b, true, s.order(trials, b), step) {
			return warm
		}
	}
	return true
}

// Plan yields every timed run in the order of Runs without making it: its engine, block,
// order and workers. The runs that Skip leaves out are among them. For trials that Runs
// refuses it yields none.
func (s Sweep) Plan(trials ...Trial) iter.Seq[Run] {
	return func(yield func(Run) bool) {
		if checkTrials(trials) != nil {
			return
		}
		for block := 0; s.Blocks == 0 || block < s.Blocks; block++ {
			for _, p := range s.order(trials, s.Warmup+block) {
				if !yield(Run{Engine: trials[p.trial].Engine.Name(), Block: block, Order: p.order, Workers: p.workers}) {
					return
				}
			}
		}
	}
}

// A plannedRun is one run of a block, before it is made.
type plannedRun struct {
	trial   int
	workers int
	order   int // position within the block
}

// rest returns the first block that has runs left to make, and those runs.
func (s Sweep) rest(trials []Trial) (block int, planned []plannedRun) {
	planned = s.order(trials, s.Warmup)
	for range s.Skip {
		if e, ok := trials[planned[0].trial].Engine.(skipper); ok {
			e.Skip()
		}
		if planned = planned[1:]; len(planned) == 0 {
			block++
			planned = s.order(trials, s.Warmup+block)
		}
	}
	return block, planned
}

// A skipper is an engine whose runs depend on the number of runs before. Skip passes over
// a run that another process made.
type skipper interface{ Skip() }

// A referrer is an engine that works on no rows. It gets the reference of its job before
// each run.
type referrer interface{ refer(j *Job, ref *Reference) }

// order returns the runs of a block, every trial at each of its N. Blocks of the warm-up
// come first and are shuffled. The order depends on the seed, the design and the block alone.
func (s Sweep) order(trials []Trial, block int) []plannedRun {
	if s.Design != nil && block >= s.Warmup {
		planned := s.designed(trials, block-s.Warmup)
		for i := range planned {
			planned[i].order = i
		}
		return planned
	}
	var planned []plannedRun
	for t := range trials {
		for _, n := range trials[t].Workers {
			planned = append(planned, plannedRun{trial: t, workers: n})
		}
	}
	if s.Balanced && block >= s.Warmup {
		shuffled := make([]plannedRun, len(planned))
		for i, run := range balancedOrder(s.Seed, block-s.Warmup, len(planned)) {
			shuffled[i] = planned[run]
			shuffled[i].order = i
		}
		return shuffled
	}
	rand.New(rand.NewPCG(s.Seed, uint64(block))).Shuffle(len(planned), func(i, k int) {
		planned[i], planned[k] = planned[k], planned[i]
	})
	for i := range planned {
		planned[i].order = i
	}
	return planned
}

// A bench holds what the runs of a sweep share: trials with their references, and memory
// for answers.
type bench struct {
	trials []Trial
	gauge  *meter.SystemGauge
	others *meter.OtherWorkGauge
}

func newBench(ctx context.Context, trials []Trial) (*bench, error) {
	trials, err := Refer(ctx, trials...)
	if err != nil {
		return nil, err
	}
	most := map[Engine]int{} // an engine may have a trial for each N
	for i := range trials {
		if e, ok := trials[i].Engine.(parker); ok {
			most[trials[i].Engine] = max(most[trials[i].Engine], trials[i].mostFitted())
			e.park(most[trials[i].Engine])
		}
		if trials[i].Answer == nil {
			trials[i].Answer = make([]float64, trials[i].Job.ResultLen())
		}
	}
	return &bench{trials: trials, gauge: meter.NewSystemGauge(), others: meter.NewOtherWorkGauge()}, nil
}

// mostLost is how often a run that lost a worker is made again.
const mostLost = 3

// block makes the planned runs of one block and reports whether to go on. A run that lost a
// worker is yielded and made again.
func (b *bench) block(ctx context.Context, block int, warmup bool, planned []plannedRun, yield func(Run, error) bool) bool {
	// The garbage of the block before is collected now, not during a run.
	runtime.GC()
	for _, p := range planned {
		if ctx.Err() != nil { // which an engine need not look at
			yield(Run{}, context.Cause(ctx))
			return false
		}
		for lost := 0; ; lost++ {
			run, err := b.run(ctx, p)
			run.Block, run.Order, run.Warmup = block, p.order, warmup
			if err == nil && run.Timing.Lost > 0 && lost == mostLost {
				err = &LostError{Workers: p.workers, Runs: lost + 1}
			}
			if !yield(run, err) || err != nil {
				return false
			}
			if run.Timing.Lost == 0 {
				break
			}
		}
	}
	return true
}

// here reports whether all that computes is threads of this process, so that what the CPUs do beside it is others' work.
func (t *Trial) here() bool {
	kind := EngineKindOf(t.Engine.Name())
	return (kind == PoolKind || kind == SerialKind) && !t.Job.Workload.Processes
}

func (b *bench) run(ctx context.Context, p plannedRun) (Run, error) {
	t := b.trials[p.trial]
	poison(t.Answer)
	if e, ok := t.Engine.(referrer); ok {
		e.refer(t.Job, t.Reference)
	}
	run := Run{Engine: t.Engine.Name(), Workers: p.workers, Start: time.Now()}
	b.others.Start()
	b.gauge.Start()
	timing, err := t.Engine.Run(ctx, t.Answer, t.Job, p.workers)
	run.System = b.gauge.Stop()
	if others := b.others.Stop(); t.here() {
		timing.Others = others
	}
	run.Timing = timing
	if err == nil {
		err = compare(t.Answer, t.Reference.Answer, t.Job, t.Engine.Name(), p.workers)
	}
	if err == nil && len(t.Answer) > 0 {
		run.Answer = t.Reference.Digest // the answers were compared bit for bit
	}
	if err == nil {
		run.Timeline = timelineOf(t.Engine)
	}
	return run, err
}

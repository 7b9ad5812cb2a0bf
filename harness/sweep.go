package harness

import (
	"context"
	"iter"
	"math/rand/v2"
	"runtime"
	"time"

	"serialfraction/harness/meter"
)

// A Sweep times trials in blocks. Each block holds every trial at every one of
// its N once, in an order of its own, so that drift of the machine falls on all
// N alike.
type Sweep struct {
	Blocks int    // 0 means until the caller stops
	Warmup int    // blocks before the first, recorded as such
	Seed   uint64 // of the order

	// Skip is how many timed runs, from the first, were made before by a sweep of
	// the same Warmup, Seed and trials. They are left out and the order goes on. The
	// warm-up is made again: a process that begins is cold.
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
		block, planned := s.rest(trials)
		for b := range s.Warmup {
			if !bench.block(ctx, b, true, s.order(trials, b), yield) {
				return
			}
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

// Plan yields every timed run in the order of Runs, before it is made: its engine,
// block, order and workers. The runs that Skip leaves out are among them. Of trials
// that Runs refuses there are none.
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

// rest returns the first block that has runs to make, and these.
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

// A skipper is an engine whose runs depend on how many there were before. Skip counts
// one that another process made.
type skipper interface{ Skip() }

// A referrer is an engine that works on no rows, and is told what its job comes to before
// each run.
type referrer interface{ refer(j *Job, ref *Reference) }

// order shuffles every trial and N. It depends on the seed and the block alone.
func (s Sweep) order(trials []Trial, block int) []plannedRun {
	var planned []plannedRun
	for t := range trials {
		for _, n := range trials[t].Workers {
			planned = append(planned, plannedRun{trial: t, workers: n})
		}
	}
	rand.New(rand.NewPCG(s.Seed, uint64(block))).Shuffle(len(planned), func(i, k int) {
		planned[i], planned[k] = planned[k], planned[i]
	})
	for i := range planned {
		planned[i].order = i
	}
	return planned
}

// A bench holds what the runs of a sweep share: trials that have a reference and
// memory to answer into.
type bench struct {
	trials []Trial
	gauge  *meter.SystemGauge
}

func newBench(ctx context.Context, trials []Trial) (*bench, error) {
	trials, err := Refer(ctx, trials...)
	if err != nil {
		return nil, err
	}
	for i := range trials {
		if trials[i].Answer == nil {
			trials[i].Answer = make([]float64, trials[i].Job.ResultLen())
		}
	}
	return &bench{trials: trials, gauge: meter.NewSystemGauge()}, nil
}

// block makes runs of one block and reports whether to go on.
func (b *bench) block(ctx context.Context, block int, warmup bool, planned []plannedRun, yield func(Run, error) bool) bool {
	// What the block before left behind is collected now, not during a run.
	runtime.GC()
	for _, p := range planned {
		if ctx.Err() != nil { // which an engine need not look at
			yield(Run{}, context.Cause(ctx))
			return false
		}
		run, err := b.run(ctx, p)
		run.Block, run.Order, run.Warmup = block, p.order, warmup
		if !yield(run, err) || err != nil {
			return false
		}
	}
	return true
}

func (b *bench) run(ctx context.Context, p plannedRun) (Run, error) {
	t := b.trials[p.trial]
	poison(t.Answer)
	if e, ok := t.Engine.(referrer); ok {
		e.refer(t.Job, t.Reference)
	}
	run := Run{Engine: t.Engine.Name(), Workers: p.workers, Start: time.Now()}
	b.gauge.Start()
	timing, err := t.Engine.Run(ctx, t.Answer, t.Job, p.workers)
	run.System = b.gauge.Stop()
	run.Timing = timing
	if err == nil {
		err = compare(t.Answer, t.Reference.Answer, t.Job, t.Engine.Name(), p.workers)
	}
	if err == nil && len(t.Answer) > 0 {
		run.Answer = t.Reference.Digest // every bit is the same
	}
	if err == nil {
		run.Timeline = timelineOf(t.Engine)
	}
	return run, err
}

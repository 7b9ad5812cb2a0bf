package harness

import (
	"context"
	"math"
	"math/rand/v2"
	"time"
)

// A Law gives the time of each tile of a run at N workers, without noise.
type Law struct {
	T1     time.Duration // wall time at N = 1
	Serial float64       // share of T1 that one thread does while all others wait
	Rise   float64       // relative growth of the kernel's time per extra worker
	CV     float64       // coefficient of variation of a whole run's time
}

// Sim is a simulated engine: its times come from a law and not from a clock. Its answer is
// the reference of its sweep, or it computes one serially where it runs outside a sweep.
// The same seed gives the same times in the same order of runs, so that whole sweeps can
// be tested and calibrated.
type Sim struct {
	Law  Law
	Seed uint64

	rng    *rand.Rand
	job    *Job // that answer belongs to
	answer []float64
}

// Name returns "sim".
func (s *Sim) Name() string { return SimKind.Name }

// Run writes the answer into dst and draws the run's time. The noise is one lognormal
// factor with mean 1 for all tiles of the run.
func (s *Sim) Run(ctx context.Context, dst []float64, j *Job, workers int) (Timing, error) {
	if err := j.Check(dst); err != nil {
		return Timing{}, err
	}
	if workers < 1 {
		return Timing{}, noWorkers(workers)
	}
	if s.job != j {
		answer, err := Answer(ctx, j)
		if err != nil {
			return Timing{}, err
		}
		s.job, s.answer = j, answer
	}
	if err := ctx.Err(); err != nil {
		return Timing{}, err
	}
	copy(dst, s.answer)

	sigma := math.Sqrt(math.Log1p(s.Law.CV * s.Law.CV))
	noise := math.Exp(sigma*s.draw() - sigma*sigma/2)
	n := float64(workers)
	serial := float64(s.Law.T1) * s.Law.Serial
	busy := (float64(s.Law.T1) - serial) / n * (1 + s.Law.Rise*(n-1))
	t := Timing{
		Split:    time.Duration(serial * noise),
		Parallel: time.Duration(busy * noise),
		Workers:  make([]WorkerTiming, workers),
	}
	t.Wall = t.Split + t.Parallel + t.Merge
	for w := range t.Workers {
		lo, hi := w*j.NumChunks()/workers, (w+1)*j.NumChunks()/workers
		t.Workers[w] = WorkerTiming{Chunks: hi - lo, Busy: t.Parallel}
	}
	return t, nil
}

// refer takes the answer of a job from its sweep, where a plain loop has computed it.
func (s *Sim) refer(j *Job, ref *Reference) { s.job, s.answer = j, ref.Answer }

// Skip passes over the noise of a run that another process made.
func (s *Sim) Skip() { s.draw() }

// draw returns the next number of a standard normal distribution.
func (s *Sim) draw() float64 {
	if s.rng == nil {
		s.rng = rand.New(rand.NewPCG(s.Seed, 0x5eed))
	}
	return s.rng.NormFloat64()
}

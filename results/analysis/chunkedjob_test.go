package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/replay"
	"serialfraction/harness/runtest"
)

// A rowsKind is what makes chunks take what they take.
type rowsKind string

const (
	alike    rowsKind = "alike"     // all take the same
	unlike   rowsKind = "unlike"    // some take ten times as long as others, always the same ones
	rising   rowsKind = "rising"    // each takes more than the one before, as of a triangular matrix
	atRandom rowsKind = "at random" // another time in every run, as of a search
)

// A loadKind is what a simulated machine does at N = 1 beside the sweep, and what is measured of that.
type loadKind string

const (
	quiet           loadKind = ""
	inTurns         loadKind = "in turns"           // a loop has the CPU for every other 4 ms; of the waits the sum of a run is known
	inTurnsMeasured loadKind = "in turns, measured" // and the waits in long chunks, as the harness measures them
)

// A chunkedJob is a kind of sweep of which the chunks are simulated: 20 ms of work at N = 1 and a split of
// 0.2 ms. By its place in memory a chunk takes 1.5 % more or less, which is another in every
// sweep, and by noise 3 % more or less, which is another in every run.
type chunkedJob struct {
	schedule string
	rows     rowsKind
	chunks   int
	workers  []int
	runs     int
	load     loadKind
}

const jobWork, jobSplit = 20 * time.Millisecond, 200 * time.Microsecond

// costs returns what the chunks take by their rows, in one run if it is another in each.
func (j chunkedJob) costs(r *rand.Rand) []time.Duration {
	fixed := rand.New(rand.NewPCG(3, uint64(j.chunks)))
	weights, sum := make([]float64, j.chunks), 0.0
	for i := range weights {
		switch j.rows {
		case alike:
			weights[i] = 1
		case unlike:
			weights[i] = math.Exp(2.3 * fixed.Float64())
		case rising:
			weights[i] = float64(i + 1)
		case atRandom:
			weights[i] = r.ExpFloat64()
		}
		sum += weights[i]
	}
	if j.rows == atRandom {
		sum = float64(j.chunks)
	}
	costs := make([]time.Duration, j.chunks)
	for i, w := range weights {
		costs[i] = time.Duration(w / sum * float64(jobWork))
	}
	return costs
}

// truth returns the program's own S with the law of N = 1 and the largest N.
func (j chunkedJob) truth() float64 {
	schedule, err := harness.ScheduleByName(j.schedule)
	if err != nil {
		panic(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	n, times := j.workers[len(j.workers)-1], 1
	if j.rows == atRandom {
		times = 4000
	}
	tail := 0.0
	for range times {
		tail += replay.Tail(schedule, j.costs(r), make([]time.Duration, n)).Seconds() / float64(times)
	}
	split := jobSplit.Seconds()
	return (float64(n)*(split+tail) - split) / float64(n-1) / (split + jobWork.Seconds())
}

// split returns what the split has of S. The workers of a simulated run end together, so that it is all that the
// sweep shows: what the program's imbalance adds, the machine takes off.
func (j chunkedJob) split() float64 { return jobSplit.Seconds() / (jobSplit + jobWork).Seconds() }

// study returns that of a simulated sweep, whose program's own S is known.
func (j chunkedJob) study(t testing.TB, r *rand.Rand) *study {
	place := make([]float64, j.chunks)
	for i := range place {
		place[i] = 1 + 0.015*r.NormFloat64()
	}
	var runs []harness.Run
	for block := range j.runs {
		for _, n := range j.workers {
			costs := j.costs(r)
			for i := range costs {
				costs[i] = time.Duration(float64(costs[i]) * place[i] * math.Exp(0.03*r.NormFloat64()))
			}
			timing := harness.Timing{Split: time.Duration(float64(jobSplit) * math.Exp(0.1*r.NormFloat64())), Delay: &harness.CoordinatorDelay{}, Rejoined: new(time.Duration)}
			work, waits := total(costs), []time.Duration(nil)
			if j.load != quiet && n == 1 {
				waits = takeTurns(r, costs)
			}
			wait := total(waits)
			for range n {
				timing.Workers = append(timing.Workers, harness.WorkerTiming{Chunks: j.chunks / n, Busy: (work + wait) / time.Duration(n), Awake: new(time.Duration),
					Sched: &meter.SchedTiming{CPU: work / time.Duration(n), RunDelay: wait / time.Duration(n), WakeDelay: new(time.Duration)}})
			}
			run := harness.Run{Engine: "pool", Block: block, Workers: n, Start: runtest.Epoch.Add(time.Duration(block) * time.Second), Timing: runtest.Tiled(timing)}
			if n == 1 {
				if j.load != inTurnsMeasured {
					waits = nil
				}
				run.Timeline = timeline(costs, waits)
			}
			runs = append(runs, run)
		}
	}
	h := header(j.workers...)
	h.Chunks, h.Schedule, h.Machine.EffectiveCPUs, h.Machine.AffinityCPUs, h.Machine.LogicalCPUs = j.chunks, j.schedule, 64, 64, 64
	h.GOMAXPROCS, h.Machine.GOMAXPROCS = 64, 64
	h.Load = nil
	s, err := newStudy(finished(h, runs), runs, Pipeline, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if s.division == nil {
		t.Fatalf("%+v: the program's own S is unknown: %s", j, s.undivided)
	}
	return s
}

// timeline returns that of one worker. waits are those in its chunks where they are measured as the harness
// does it: in a span longer than 0.5 ms that is the first or comes behind another such one.
func timeline(costs, waits []time.Duration) harness.Timeline {
	const long = 500 * time.Microsecond
	spans, at, read := make([]harness.Span, len(costs)), time.Duration(0), true
	for i, d := range costs {
		spans[i] = harness.Span{First: i, Chunks: 1, Start: at, End: at + d}
		if read && d > long && waits != nil {
			spans[i].Delay, spans[i].Measured = waits[i], true
		}
		at, read = at+d, d > long
	}
	return harness.NewTimeline([][]harness.Span{spans})
}

package replay

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"serialfraction/harness"
)

// A Crowd is a run of very many workers that claim one by one, which is any schedule but static.
// What is aggregated:
//
//   - Workers that become free within one step of time, 1/256 of what a chunk takes, count
//     together. What a chunk takes is rounded to whole steps at random, so that sums stay true.
//   - Chunks are drawn from Classes, each as often: the order of the rows is dropped.
//   - Of more than 512 chunks a worker, the first are passed over at the rate of the steady state, in
//     which no worker lacks a chunk.
type Crowd struct {
	Workers, Chunks int
	First, Step     time.Duration   // worker w makes its first claim at First + w·Step
	Classes         []time.Duration // of chunks; at least one
	Slow            float64         // share of the workers that are slow
	Slowness        float64         // times as long as another a slow worker takes for a chunk
	Handing
}

const (
	finest     = 256     // steps in what a chunk takes
	mostSteps  = 1 << 18 // in a run that whoever serves all workers makes long
	longest    = 1 << 22 // steps that a claim may take
	fewRounds  = 256     // chunks a worker that are played
	mostRounds = 512     // chunks a worker from which the first are passed over
)

// RunGroups plays a run in steps, with random numbers from r.
func RunGroups(s harness.Schedule, c Crowd, r *rand.Rand) Tiles {
	g := newGroups(s, c, r)
	if !g.guided {
		g.pass()
	}
	for at := g.begin(); g.left > 0; at++ {
		g.arrive(at)
		g.serve(at)
	}
	return g.tiles()
}

// A kind is the workers of one speed.
type kind struct {
	factor  float64 // of what a chunk takes
	free    []int   // by step, round and round: workers that become free
	waiting int     // workers that are free now
	started int
}

type groups struct {
	Crowd
	random  *rand.Rand
	guided  bool
	step    float64 // ns
	classes []float64
	mean    float64 // of the classes, ns
	spread  float64 // their variance
	kinds   [2]kind // the usual workers, the slow ones
	left    int     // chunks
	credit  float64 // claims that could be served by now
	passed  float64 // ns that were passed over
	last    float64 // ns, since then: when the last claim so far ends

	claims, busy, wait float64 // summed over the workers: a count, ns, ns
}

func newGroups(s harness.Schedule, c Crowd, r *rand.Rand) *groups {
	g := &groups{Crowd: c, random: r, guided: s.Shrinks(), left: c.Chunks}
	for _, d := range c.Classes {
		g.classes = append(g.classes, float64(d))
		g.mean += float64(d) / float64(len(c.Classes))
	}
	slowest, most := max(1, c.Slowness), slices.Max(g.classes)
	for _, d := range g.classes {
		g.spread += (d - g.mean) * (d - g.mean) / float64(len(g.classes))
	}
	if g.guided {
		most = max(most, g.most(g.helping()))
	}
	rounds := min(float64(c.Chunks)/float64(c.Workers), mostRounds)
	long := max(rounds*float64(c.Workers)*float64(c.Service), float64(c.Workers)*float64(c.Step))
	g.step = max((g.mean+float64(c.Claim))/finest, long/mostSteps, (most*slowest+float64(c.Claim))/longest, 1e-3)
	room := int((most*slowest+float64(c.Claim))/g.step) + 3
	g.kinds = [2]kind{{factor: 1, free: make([]int, room)}, {factor: slowest, free: make([]int, room)}}
	return g
}

// helping returns the chunks of the next claim of schedule guided, as the pool has it.
func (g *groups) helping() int { return max(1, g.left/(2*g.Workers)) }

// most returns the longest time that so many chunks together are taken to need.
func (g *groups) most(chunks int) float64 {
	n := float64(chunks)
	return n*g.mean + 6*math.Sqrt(n*g.spread)
}

// begin returns the step in which the first worker makes its first claim; before it a coordinator that
// serves ahead has made chunks ready.
func (g *groups) begin() (at int) {
	at = int(float64(g.First) / g.step)
	if g.Service > 0 && g.Ahead {
		g.credit = float64(at) * g.step / float64(g.Service)
	}
	return at
}

// pass passes over the chunks that are too many to be played.
func (g *groups) pass() {
	rounds := g.left/g.Workers - fewRounds
	if rounds < mostRounds-fewRounds {
		return
	}
	cycle := func(k kind) float64 { return g.mean*k.factor + float64(g.Claim) }
	rate := (1-g.Slow)/cycle(g.kinds[0]) + g.Slow/cycle(g.kinds[1]) // claims of a worker in a ns
	chunks := float64(rounds) * float64(g.Workers)
	g.passed = max(float64(rounds)/rate, chunks*float64(g.Service))
	slow := g.Slow / cycle(g.kinds[1]) / rate // share of the chunks that slow workers do
	busy := chunks * g.mean * (1 + slow*(g.kinds[1].factor-1))
	g.claims, g.busy = chunks, busy
	g.wait = max(0, g.passed*float64(g.Workers)-busy-chunks*float64(g.Claim))
	g.left -= rounds * g.Workers
}

// arrive makes those workers wait that become free at a step, or make their first claim.
func (g *groups) arrive(at int) {
	begun := g.Workers
	if now := float64(at)*g.step - float64(g.First); g.Step > 0 || now < 0 {
		begun = int(max(0, min(float64(g.Workers), math.Floor(now/max(float64(g.Step), 1e-3))+1)))
	}
	slow := int(math.Round(g.Slow * float64(begun)))
	for i, begun := range [2]int{begun - slow, slow} {
		k := &g.kinds[i]
		place := at % len(k.free)
		k.waiting += k.free[place] + max(0, begun-k.started)
		k.free[place], k.started = 0, max(begun, k.started)
	}
}

// serve hands chunks to workers that wait.
func (g *groups) serve(at int) {
	waiting := g.kinds[0].waiting + g.kinds[1].waiting
	can := waiting
	if g.Service > 0 {
		g.credit += g.step / float64(g.Service)
		can = min(waiting, int(g.credit))
		if g.credit -= float64(can); !g.Ahead && can == waiting {
			g.credit = min(g.credit, 1)
		}
	}
	g.wait += float64(min(waiting, g.left)-min(can, g.left)) * g.step // who waits for none has a tail
	slow := 0
	if waiting > 0 {
		slow = min(g.kinds[1].waiting, int(float64(can)*float64(g.kinds[1].waiting)/float64(waiting)+g.random.Float64()))
		slow = max(slow, can-g.kinds[0].waiting)
	}
	for i, claims := range [2]int{can - slow, slow} {
		g.kinds[i].waiting -= claims
		for g.guided && claims > 0 && g.helping() > 1 {
			g.give(&g.kinds[i], at, g.helping())
			claims--
		}
		g.deal(&g.kinds[i], at, claims)
	}
}

// give hands several chunks to one worker, whose time is normal about their mean.
func (g *groups) give(k *kind, at, chunks int) {
	n := float64(chunks)
	cost := min(max(0, n*g.mean+math.Sqrt(n*g.spread)*g.random.NormFloat64()), g.most(chunks))
	g.left -= chunks
	g.occupy(k, at, cost, 1)
}

// deal hands one chunk each to so many workers.
func (g *groups) deal(k *kind, at, workers int) {
	workers = min(workers, g.left)
	g.left -= workers
	if classes := len(g.classes); workers < classes {
		for range workers {
			g.occupy(k, at, g.classes[g.random.IntN(classes)], 1)
		}
		return
	}
	each, from := float64(workers)/float64(len(g.classes)), g.random.Float64()
	for _, cost := range g.classes {
		to := from + each
		g.occupy(k, at, cost, int(to)-int(from))
		from = to
	}
}

// occupy has so many workers of a kind work for a cost each from a step on.
func (g *groups) occupy(k *kind, at int, cost float64, workers int) {
	if workers == 0 {
		return
	}
	cost *= k.factor
	g.claims += float64(workers)
	g.busy += float64(workers) * cost
	steps := (cost + float64(g.Claim)) / g.step
	whole := int(steps)
	more := min(workers, int(float64(workers)*(steps-float64(whole))+g.random.Float64()))
	for _, part := range [2]struct{ steps, workers int }{{whole, workers - more}, {whole + 1, more}} {
		if part.workers > 0 {
			k.free[(at+max(1, part.steps))%len(k.free)] += part.workers
			g.last = max(g.last, float64(at+part.steps)*g.step)
		}
	}
}

func (g *groups) tiles() Tiles {
	n := float64(g.Workers)
	end := max(g.last, float64(g.First)+(n-1)*float64(g.Step)) + g.passed
	t := Tiles{Parallel: time.Duration(math.Round(end)), Wake: time.Duration(float64(g.First) + (n-1)/2*float64(g.Step)),
		Claim: time.Duration(g.claims / n * float64(g.Claim)), Wait: time.Duration(g.wait / n), Busy: time.Duration(g.busy / n)}
	t.Tail = max(0, t.Parallel-t.Wake-t.Claim-t.Wait-t.Busy)
	return t
}

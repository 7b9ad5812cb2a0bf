package predict

import (
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/replay"
)

const (
	mostClaims  = 1 << 17 // of a run whose claims are played one by one
	mostWorkers = 1 << 14 // of such a run
	mostClasses = 128     // of chunks, of a run that is played in groups
	mostSampled = 1 << 14 // chunks that the classes are made of
)

// MostStatic is the largest number of workers of schedule static, whose workers are played one by
// one because each has rows of its own.
const MostStatic = 1 << 20

// A job is one question to the simulation: what is played.
type job struct {
	schedule  harness.Schedule
	chunks    int
	chunkRows int
	rows      int
}

// jobOf returns the job of the runs with changes.
func (r *recording) jobOf(c *Changes) job {
	j := job{schedule: r.schedule, chunkRows: max(1, r.header.ChunkRows), rows: rowsOf(r.header)}
	if c.Schedule != "" {
		j.schedule, _ = harness.ScheduleByName(c.Schedule) // it was checked
	}
	if c.ChunkRows > 0 {
		j.chunkRows = c.ChunkRows
	}
	if c.Chunks > 0 {
		j.rows = int(min(float64(c.Chunks)*float64(j.chunkRows), 2*mostRows)) // too many are refused
	}
	j.chunks = (j.rows + j.chunkRows - 1) / j.chunkRows
	return j
}

// A played is a run of the simulation in seconds: what each worker did in the mean, which adds up to
// the whole.
type played struct {
	whole                                  float64
	split, spawn, claim, wait, busy, merge float64
	imbalance                              float64
}

// handing returns what handing chunks out takes at n workers: of the worker itself, and of what
// serves all of them one after the other.
//
// A coordinator serves a chunk in the time for which it was busy with it. In the schedules without
// one all workers claim from one counter, and a claim of one worker is the most that it may take
// of that.
func (r *recording) handing(m *model, n int, j job, c *Changes) replay.Handing {
	p, h := m.phasesAt(n), replay.Handing{}
	claim, message, service := p.claim, p.message, m.coordinatorAt(n)
	coordinated := j.schedule.Coordinated() || r.header.Remote()
	if !coordinated {
		service = math.Inf(1)
		for _, at := range m.at {
			service = min(service, at.claim)
		}
	}
	if j.schedule.Dealt() {
		service = 0
	}
	if c.without("dispatch") {
		claim, service = 0, 0
	}
	if c.without("serialize") || c.without("transfer") { // the two are measured together
		message = 0
	}
	if h.Ahead = j.schedule.Coordinated(); !h.Ahead {
		claim = max(0, claim+message-service)
		message = 0
	}
	if c.Bandwidth > 0 {
		service += float64(r.header.RowBytes()*j.chunkRows) / c.Bandwidth
	}
	h.Claim = duration(claim + message + 2*c.Latency.Seconds())
	h.Service = duration(service)
	return h
}

func duration(seconds float64) time.Duration {
	return time.Duration(math.Round(seconds * float64(time.Second)))
}

// scale returns by what the chunk times of a profile are multiplied at n workers, so that they are
// those of the runs there.
func (r *recording) scale(m *model, of *profile, n int, c *Changes) float64 {
	one, at := m.at[0].busy, m.phasesAt(n).busy
	if c.without("inflation") {
		at = one
	}
	if c.RowCost > 0 {
		at *= c.RowCost.Seconds() * float64(rowsOf(r.header)) / one
	}
	if c.MemoryWorkers > 0 {
		at *= max(1, float64(n)/c.MemoryWorkers)
	}
	return at / of.total()
}

// simulate plays the run of n workers.
func (r *recording) simulate(m *model, of *profile, n int, c *Changes, random *rand.Rand) played {
	j := r.jobOf(c)
	size := float64(j.rows) / float64(rowsOf(r.header)) // what split and merge take at the N that were timed is of rows
	p, t := played{}, replay.Tiles{}
	if !c.without("split") {
		p.split = m.lineAt(m.split, n, size)
	}
	if !c.without("merge") {
		p.merge = m.lineAt(m.merge, n, size)
	}
	start := m.phasesAt(n)
	if c.without("spawn") {
		start.first, start.step = 0, 0
	}
	h, scale := r.handing(m, n, j, c), r.scale(m, of, n, c)
	if j.schedule.Dealt() || j.chunks <= mostClaims && n <= mostWorkers {
		t = r.oneByOne(j, of, n, start, h, scale, c, random)
	} else {
		crowd := replay.Crowd{Workers: n, Chunks: j.chunks, First: duration(start.first), Step: duration(start.step),
			Classes: classes(j, of, scale), Slow: c.Stragglers, Slowness: c.Slowness, Handing: h}
		t = replay.RunGroups(j.schedule, crowd, random)
	}
	p.spawn, p.claim, p.wait, p.busy, p.imbalance = t.Wake.Seconds(), t.Claim.Seconds(), t.Wait.Seconds(), t.Busy.Seconds(), t.Tail.Seconds()
	p.whole = p.split + t.Parallel.Seconds() + p.merge
	if c.without("imbalance") {
		p.whole, p.imbalance = p.whole-p.imbalance, 0
	}
	return p
}

// oneByOne plays every claim.
func (r *recording) oneByOne(j job, of *profile, n int, start phases, h replay.Handing, scale float64, c *Changes, random *rand.Rand) replay.Tiles {
	starts := make([]time.Duration, n)
	for w := range starts {
		starts[w] = duration(start.first + float64(w)*start.step)
	}
	slow := make([]bool, n)
	for _, w := range random.Perm(n)[:int(math.Round(c.Stragglers*float64(n)))] {
		slow[w] = true
	}
	cost := func(w, lo, hi int) time.Duration {
		d := of.until(min(hi*j.chunkRows, j.rows)) - of.until(min(lo*j.chunkRows, j.rows))
		if slow[w] {
			d *= max(1, c.Slowness)
		}
		return duration(scale * d)
	}
	return replay.Run(j.schedule, j.chunks, starts, cost, h)
}

// classes returns the chunk times of a job in classes of as many chunks each. Their mean is that of the chunks.
func classes(j job, of *profile, scale float64) []time.Duration {
	count := min(j.chunks, (of.rows+j.chunkRows-1)/j.chunkRows, mostSampled)
	costs := make([]float64, 0, count)
	for i := range count {
		chunk := i * max(1, min(j.chunks, of.rows/j.chunkRows)/count)
		costs = append(costs, scale*(of.until(min((chunk+1)*j.chunkRows, j.rows))-of.until(min(chunk*j.chunkRows, j.rows))))
	}
	slices.Sort(costs)
	some, mean := min(count, mostClasses), 0.0
	all := make([]float64, some)
	for k := range all {
		lo, hi := k*count/some, (k+1)*count/some
		for _, cost := range costs[lo:hi] {
			all[k] += cost / float64(hi-lo)
		}
		mean += all[k] / float64(some)
	}
	want := scale * of.until(j.rows) / float64(j.chunks)
	out := make([]time.Duration, some)
	for k, cost := range all {
		if mean > 0 {
			cost *= want / mean
		}
		out[k] = duration(cost)
	}
	return out
}

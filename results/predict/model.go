package predict

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// A model is what the simulation knows of the runs: the means at each N that was timed. Between
// two of them it goes from one to the other in a straight line. Beyond the largest all stays as it is
// there, but for a start, a split or a merge that surely grew with N.
type model struct {
	ns   []int
	at   []phases // parallel to ns, as all others are
	wall []float64

	split, merge, start line
	coordinator         []float64
}

// A line is a phase by N; beyond the largest N it goes on with the slope.
type line struct {
	at    []float64
	slope float64 // seconds a worker; 0 where growth is not sure
}

// newModel returns that of the typical runs at these N: the mean of the middle half, as the times have
// that a law is fitted to, or of all where mean is set.
func newModel(all []seen, ns []int, grows [growers]bool, mean bool) model {
	runs := all
	if !mean {
		runs = typical(all, ns)
	}
	m := model{ns: ns, at: make([]phases, len(ns)), coordinator: make([]float64, len(ns)), wall: make([]float64, len(ns))}
	m.split.at, m.merge.at, m.start.at = make([]float64, len(ns)), make([]float64, len(ns)), make([]float64, len(ns))
	count := make([]float64, len(ns))
	for _, r := range runs {
		count[slices.Index(ns, r.workers)]++
	}
	for _, r := range runs {
		i := slices.Index(ns, r.workers)
		w, p := 1/count[i], &m.at[i]
		p.step += w * r.phases.step
		p.claim, p.message, p.busy = p.claim+w*r.phases.claim, p.message+w*r.phases.message, p.busy+w*r.phases.busy
		m.split.at[i] += w * r.split
		m.merge.at[i] += w * r.merge
		m.start.at[i] += w * r.phases.first
		m.coordinator[i] += w * r.coordinator
		m.wall[i] += w * r.wall
	}
	for k, l := range [growers]*line{&m.split, &m.merge, &m.start} {
		if grows[k] {
			l.slope, _ = growth(all, k)
			l.slope = max(0, l.slope)
		}
	}
	return m
}

// typical returns of the runs at each N the middle half by their times: a quarter is left out at
// each end, as of a trimmed mean.
func typical(runs []seen, ns []int) (kept []seen) {
	for _, n := range ns {
		var at []seen
		for _, r := range runs {
			if r.workers == n {
				at = append(at, r)
			}
		}
		slices.SortFunc(at, func(a, b seen) int { return cmp.Compare(a.wall, b.wall) })
		kept = append(kept, at[len(at)/4:len(at)-len(at)/4]...)
	}
	return kept
}

// The phases that may grow with N are split, merge and the start of the first worker, which has the number
// firstStart.
const (
	growers    = 3
	firstStart = 2
)

// sure is the number of standard errors from which a phase is taken to grow with N.
const sure = 3

// growing reports which of the growers surely grow with N.
func growing(runs []seen) (g [growers]bool) {
	for k := range g {
		slope, err := growth(runs, k)
		g[k] = slope > sure*err
	}
	return g
}

// growth returns by how many seconds a phase grows for each worker, by least squares over the
// runs, with its standard error; k is the number of a grower. That several workers start later than one
// alone is no growth, for one need not be woken beside others: it is seen from N = 2 on.
func growth(runs []seen, k int) (slope, err float64) {
	of := func(r seen) float64 { return [growers]float64{r.split, r.merge, r.phases.first}[k] }
	if k == firstStart {
		runs = slices.DeleteFunc(slices.Clone(runs), func(r seen) bool { return r.workers == 1 })
	}
	count, meanN, mean := float64(len(runs)), 0.0, 0.0
	for _, r := range runs {
		meanN, mean = meanN+float64(r.workers)/count, mean+of(r)/count
	}
	sxx, sxy := 0.0, 0.0
	for _, r := range runs {
		d := float64(r.workers) - meanN
		sxx, sxy = sxx+d*d, sxy+d*(of(r)-mean)
	}
	if sxx == 0 || count < 3 {
		return 0, math.Inf(1)
	}
	slope = sxy / sxx
	rss := 0.0
	for _, r := range runs {
		off := of(r) - mean - slope*(float64(r.workers)-meanN)
		rss += off * off
	}
	return slope, math.Sqrt(rss / (count - 2) / sxx)
}

// place returns between which two N n lies: the value at n is that at lo, and share of the way to
// that at lo + 1.
func (m *model) place(n int) (lo int, share float64) {
	last := len(m.ns) - 1
	if n >= m.ns[last] {
		return last, 0
	}
	for lo < last-1 && n >= m.ns[lo+1] {
		lo++
	}
	return lo, float64(n-m.ns[lo]) / float64(m.ns[lo+1]-m.ns[lo])
}

func between(at []float64, lo int, share float64) float64 {
	if share == 0 {
		return at[lo]
	}
	return at[lo] + share*(at[lo+1]-at[lo])
}

// phasesAt returns the phases at n.
func (m *model) phasesAt(n int) phases {
	lo, share := m.place(n)
	a := m.at[lo]
	a.first = m.lineAt(m.start, n, 1)
	if share == 0 {
		return a
	}
	b := m.at[lo+1]
	mix := func(x, y float64) float64 { return x + share*(y-x) }
	return phases{first: a.first, step: mix(a.step, b.step), claim: mix(a.claim, b.claim), message: mix(a.message, b.message), busy: mix(a.busy, b.busy)}
}

// lineAt returns a phase at n, of a job of size times the rows: what each worker adds is not of rows.
func (m *model) lineAt(l line, n int, size float64) float64 {
	lo, share := m.place(n)
	return size*between(l.at, lo, share) + l.slope*float64(max(0, n-m.ns[len(m.ns)-1]))
}

// coordinatorAt returns how long the coordinator is busy with a chunk at n.
func (m *model) coordinatorAt(n int) float64 {
	lo, share := m.place(n)
	return between(m.coordinator, lo, share)
}

// resampled returns as many runs at each N as there are, drawn with replacement.
func resampled(runs []seen, ns []int, random *rand.Rand) []seen {
	var drawn []seen
	for _, n := range ns {
		var at []seen
		for _, r := range runs {
			if r.workers == n {
				at = append(at, r)
			}
		}
		for range at {
			drawn = append(drawn, at[random.IntN(len(at))])
		}
	}
	return drawn
}

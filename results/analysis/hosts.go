package analysis

import (
	"math"
	"slices"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results/advice"
)

// workerHosts returns the hosts that workers of the runs were on, those of the header first, in its
// order; none where the workers had no messages.
func (l *ledger) workerHosts() []string {
	var names []string
	for _, h := range l.header.Hosts {
		names = append(names, h.Name)
	}
	used := map[string]bool{}
	for _, e := range l.runs {
		for _, w := range e.Timing.Workers {
			if w.Host != "" && !used[w.Host] {
				used[w.Host] = true
				if !slices.Contains(names, w.Host) {
					names = append(names, w.Host)
				}
			}
		}
	}
	return slices.DeleteFunc(names, func(name string) bool { return !used[name] })
}

// hostParts splits the time in the kernel by the hosts of the workers, of which there are several. With
// the time b that the worker at N = 1 took for all K chunks, in the same block, the part of a host is
//
//	Σ_w (Busy_w − b·chunks_w/K) / N, over its workers,
//
// and b/N more of the host where that worker was. The second term is what N equal workers take and no
// part of any S; the first is by how much longer the workers of the host took for their chunks.
// The parts of a run add up to its cause.
func hostParts(l *ledger, busy []float64, hosts []string) []part {
	one := l.oneByBlock()
	last := len(hosts) - 1
	var parts []part
	for _, host := range hosts[:last] {
		p := part{name: onHost(host), owner: ownerMachine, way: byExecution, seconds: make([]float64, len(l.runs))}
		for i, e := range l.runs {
			base, chunks, sum := one(e.Block), 0, 0.0
			for _, w := range e.Timing.Workers {
				chunks += w.Chunks
			}
			for _, w := range e.Timing.Workers {
				if w.Host == host {
					sum += w.Busy.Seconds() - base.seconds*float64(w.Chunks)/float64(max(chunks, 1))
				}
			}
			if base.host == host {
				sum += base.seconds
			}
			p.seconds[i] = sum / float64(max(len(e.Timing.Workers), 1)) / l.divisor(e)
		}
		parts = append(parts, p)
	}
	parts = withRest(onHost(hosts[last]), busy, parts)
	parts[last].owner, parts[last].way = ownerMachine, byExecution
	return parts
}

// onHost returns the name of the part of a host.
func onHost(host string) string { return "on " + host }

// oneRun is what the worker at N = 1 took in the kernel, and its host.
type oneRun struct {
	seconds float64
	host    string
}

// oneByBlock returns what gives that of a block. Of a block without such a run it is the mean of all.
func (l *ledger) oneByBlock() func(block int) oneRun {
	blocks, all, runs := map[int]oneRun{}, oneRun{}, 0.0
	for _, e := range l.runs {
		if e.Workers != 1 || len(e.Timing.Workers) != 1 {
			continue
		}
		w := e.Timing.Workers[0]
		b := oneRun{w.Busy.Seconds(), w.Host}
		blocks[e.Block] = b
		all.seconds, all.host, runs = all.seconds+b.seconds, b.host, runs+1
	}
	all.seconds /= max(runs, 1)
	return func(block int) oneRun {
		if b, ok := blocks[block]; ok {
			return b
		}
		return all
	}
}

// A host is slow where its workers take slowHost times as long for a chunk as those on the others, and
// the runs exclude at slowLevel that they do not take longer.
const (
	slowHost  = 1.2
	slowLevel = 0.95
)

// slowHosts warns of hosts whose workers need longer for a chunk than those on the others, by the fitted
// runs. With several hosts the level holds for all of them together (Bonferroni).
func (s *study) slowHosts() (w []advice.Fact) {
	hosts := s.fitted.workerHosts()
	if len(hosts) < 2 {
		return nil
	}
	for _, host := range hosts {
		var logs []float64
		for _, e := range s.fitted.runs {
			if ratio, ok := slowness(e.Timing.Workers, host); ok {
				logs = append(logs, math.Log(ratio))
			}
		}
		if len(logs) == 0 {
			continue
		}
		i := fit.SampleMean(logs).Interval(1 - (1-slowLevel)/float64(len(hosts)))
		if i.Bounded() && i.Value > math.Log(slowHost) && i.Lo > 0 {
			w = append(w, advice.SlowHost{Host: host, Ratio: math.Exp(i.Value), Lo: math.Exp(i.Lo), Hi: math.Exp(i.Hi)})
		}
	}
	return w
}

// slowness returns how many times as long a chunk took on a host as in the middle of the workers on the
// others; ok is false where there was none on one of both sides.
func slowness(workers []harness.WorkerTiming, host string) (ratio float64, ok bool) {
	var here, other []float64
	for _, w := range workers {
		switch {
		case w.Chunks == 0 || w.Busy <= 0:
		case w.Host == host:
			here = append(here, w.Busy.Seconds()/float64(w.Chunks))
		default:
			other = append(other, w.Busy.Seconds()/float64(w.Chunks))
		}
	}
	if len(here) == 0 || len(other) == 0 {
		return 0, false
	}
	return middle(here) / middle(other), true
}

// middle returns the median of values, which it sorts.
func middle(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	return (values[n/2] + values[(n-1)/2]) / 2
}

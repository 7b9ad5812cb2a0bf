package webpage

import (
	"fmt"
	"html/template"
	"math"
	"slices"
	"strings"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/number"
)

// The course of a sweep: what the machine did while it lasted.

// A moment is something that was measured in a run, when that run began.
type moment struct{ at, value float64 }

// courses returns the charts of what the machine did during the sweep: how long workers waited for a CPU,
// what the hypervisor took, and how fast one worker was, in which the clock of the CPU shows.
func courses(id string, f *results.File) []figure {
	own, _, _ := f.Timed()
	if len(own) == 0 {
		return nil
	}
	slices.SortStableFunc(own, func(a, b harness.Run) int { return a.Start.Compare(b.Start) })
	begin := own[0].Start
	when := func(r harness.Run) float64 { return r.Start.Sub(begin).Seconds() }
	var waits, steals, alone []moment
	for _, r := range own {
		if share, ok := waited(r); ok {
			waits = append(waits, moment{when(r), share})
		}
		if r.System.Steal != nil && f.Header.Machine.LogicalCPUs > 0 {
			steals = append(steals, moment{when(r), r.System.Steal.Seconds() / r.Timing.Wall.Seconds() / float64(f.Header.Machine.LogicalCPUs)})
		}
		if r.Workers == 1 {
			alone = append(alone, moment{when(r), r.Timing.Wall.Seconds()})
		}
	}
	var all []figure
	if len(waits) > 1 {
		all = append(all, figure{ID: id + "-waits", SVG: courseChart(waits, false), Label: "How much of each run its workers waited for a CPU, during the sweep.",
			Caption: "Waiting for a CPU, as a share of each run (mean over its workers)." + thinned(waits)})
	}
	if any := slices.ContainsFunc(steals, func(m moment) bool { return m.value > 0 }); any {
		all = append(all, figure{ID: id + "-steal", SVG: courseChart(steals, false), Label: "What the hypervisor took of the CPUs, during the sweep.",
			Caption: "Taken by the hypervisor, as a share of all CPUs (counted in ticks of 10 ms)." + thinned(steals)})
	}
	if len(alone) > 2 {
		middle := slices.Clone(alone)
		slices.SortFunc(middle, func(a, b moment) int { return int(math.Copysign(1, a.value-b.value)) })
		typical := middle[len(middle)/2].value
		for i := range alone {
			alone[i].value = alone[i].value/typical - 1
		}
		all = append(all, figure{ID: id + "-alone", SVG: courseChart(alone, true), Label: "How long runs with one worker took during the sweep.",
			Caption: "Runs with one worker, as their distance from the median: a clock that falls, or load, shows here." + thinned(alone)})
	}
	return all
}

// waited returns how much of a run its workers waited for a CPU, on average.
func waited(r harness.Run) (share float64, ok bool) {
	for _, w := range r.Timing.Workers {
		if w.Sched == nil {
			return 0, false
		}
		share += w.Sched.RunDelay.Seconds()
	}
	return share / float64(max(len(r.Timing.Workers), 1)) / r.Timing.Wall.Seconds(), len(r.Timing.Workers) > 0
}

// mostMoments is how many are drawn, at most.
const mostMoments = 400

// drawnEvery is k where every k-th of some moments is drawn.
func drawnEvery(all []moment) int { return (len(all) + mostMoments - 1) / mostMoments }

// thinned says that not every moment is drawn; "" where each is.
func thinned(all []moment) string {
	every := drawnEvery(all)
	if every <= 1 {
		return ""
	}
	drawn := (len(all) + every - 1) / every
	return fmt.Sprintf(" %s of %s are drawn, evenly spread; tables use all.", number.Workers(float64(drawn)), count(len(all), "run"))
}

func courseChart(all []moment, around bool) template.HTML {
	d := newDrawing(480, 190)
	f := frame{left: 54, top: 10, right: 470, bottom: 148}
	most, low := 0.01, 0.0
	for _, m := range all {
		most, low = max(most, m.value), min(low, m.value)
	}
	y := scale{lo: low * 1.1, hi: most * 1.08, from: f.bottom, to: f.top}
	last := all[len(all)-1].at
	x := scale{lo: 0, hi: max(last, 1e-9), from: f.left + 6, to: f.right - 6}
	name := func(v, step float64) string {
		if around && v > 0 {
			return "+" + plain(100*v, 100*step) + " %"
		}
		return plain(100*v, 100*step) + " %"
	}
	ticks := evenly(y.lo, y.hi, 4, name)
	d.group(inkGrid, func() {
		for _, t := range ticks {
			d.line(f.left, y.at(t.x), f.right, y.at(t.x))
		}
	})
	d.group(inkAxis, func() { d.line(f.left, y.at(0), f.right, y.at(0)) })
	u := number.UnitFor(max(last, 1e-9))
	d.group(inkText, func() {
		for _, t := range ticks {
			d.text(f.left-8, y.at(t.x)+4, "end", t.text)
		}
		for _, t := range evenly(0, last/u.Seconds, 4, plain) {
			d.text(x.at(t.x*u.Seconds), f.bottom+18, "middle", t.text)
		}
		d.text(f.right, f.bottom+36, "end", u.Name+" since the first run")
	})
	every := drawnEvery(all)
	var dots strings.Builder
	for i, m := range all {
		if i%every == 0 {
			fmt.Fprintf(&dots, "M%s %sh0", px(x.at(m.at)), px(y.at(m.value)))
		}
	}
	d.group(inkSpeck, func() { d.path(dots.String()) })
	return d.svg()
}

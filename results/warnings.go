package results

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"serialfraction/fit"
)

// Times at N = 1, in seconds, below which a run is too small to time, and that
// repeating the rows should reach.
const (
	tooSmall    = 0.010
	worthTiming = 0.050
)

// What a difference of serial fractions matters from: this share of the larger,
// and this much.
const (
	matterShare = 0.2
	matterLeast = 0.002
)

// collectorShare is the share of a fitted run from which garbage collection
// matters.
const collectorShare = 0.01

// warnings says what is wrong with the runs and the fit, and what to type next.
func (s *study) warnings() []string {
	var w []string
	add := func(format string, args ...any) { w = append(w, fmt.Sprintf(format, args...)) }
	h, end := &s.file.Header, s.file.End

	switch {
	case end == nil:
		add("the file has no end: the sweep was killed or is still running; this is what its %d finished runs say", len(s.file.Runs))
	case end.Failed != "":
		add("the sweep failed: %s", end.Failed)
	}
	if t1 := s.levels[0].Seconds.Value; t1 < tooSmall && h.Engine != simEngine && h.Engine != commandEngine {
		add("T(1) is %v, too small to time well: repeat the rows with --tile %d, or use larger --data",
			short(t1), max(h.Tile, 1)*int(math.Ceil(worthTiming/t1)))
	}
	if s.all.scope == EndToEnd {
		if h.Load == nil {
			add("loading was not timed: end-to-end is without it")
		}
		if s.file.Store == nil {
			add("storing was not timed: end-to-end is without it; sweep with --results FILE")
		}
	}
	if s.capacity.unmeasured {
		add("this system does not tell how long paced workers were on a CPU: that they need no more CPUs than there are is not checked; keep --pace well above the time of a row")
	}
	w = append(w, s.file.resumed()...)
	w = append(w, s.programWarnings()...)
	w = append(w, s.disturbed()...)
	w = append(w, s.machineWarnings()...)
	w = append(w, s.probeWarnings()...)
	if s.fit != nil {
		for _, text := range s.fit.Warnings {
			if len(s.fit.Workers) == 2 && !s.capacity.fits(s.fit.Workers[1]+1) && strings.HasPrefix(text, "two N only") {
				text = fmt.Sprintf("two N only (%s), for no more fit within %v: S, but no check of the law; %s", list(s.fit.Workers), s.capacity, s.moreN())
			}
			w = append(w, text)
		}
		if len(s.fit.Workers) > 2 && !s.choice.Decided {
			w = append(w, s.choice.Sentence)
		}
		w = append(w, s.disagreement()...)
	}
	return w
}

// disturbed warns of other work that the fitted runs shared the machine with.
func (s *study) disturbed() []string {
	var waited, stolen, collected []int
	for _, n := range s.fitted.workers() {
		flags := s.fitted.evidence(n)
		if slices.Contains(flags, flagInterference) {
			waited = append(waited, n)
		}
		if slices.Contains(flags, flagSteal) {
			stolen = append(stolen, n)
		}
		if s.fitted.every(hasGC) && s.collectorShare(n) > collectorShare {
			collected = append(collected, n)
		}
	}
	if s.capacity.paced { // a paced worker makes up for a late start, if there are CPUs
		waited = nil
		for _, n := range s.all.workers() {
			if !s.capacity.fits(n) && slices.Contains(s.all.evidence(n), flagInterference) {
				waited = append(waited, n)
			}
		}
	}
	var w []string
	if len(waited) > 0 {
		w = append(w, fmt.Sprintf("the workers waited for a CPU for more than %g %% of the runs at N = %s: stop what else runs on this machine, or read interference as its share", 100*interferenceShare, list(waited)))
	}
	if len(stolen) > 0 {
		w = append(w, fmt.Sprintf("the hypervisor took more than %g %% of the CPUs at N = %s: other guests are in these times; sweep again at a quieter hour", 100*stealShare, list(stolen)))
	}
	if len(collected) > 0 {
		w = append(w, fmt.Sprintf("garbage collection took more than %g %% of the runs at N = %s: run with GOGC=off, and compare", 100*collectorShare, list(collected)))
	}
	return w
}

// collectorShare is the share of the runs at n workers that the collector took.
func (s *study) collectorShare(n int) float64 {
	var gc, wall float64
	for _, e := range s.fitted.entries {
		if e.Workers == n {
			gc += gcSeconds(e)
			wall += e.Timing.Wall.Seconds()
		}
	}
	return gc / wall
}

// disagreement warns where the fitted curve is not what the causes account for.
func (s *study) disagreement() []string {
	var w []string
	i, accounted := s.fit.SerialFraction, s.accounted()
	one, most := s.ends()
	n := most.Workers
	fitted := fit.KarpFlatt(n, s.fit.Seconds(float64(n)).Value, s.fit.T1.Value) // S, if the law is Amdahl's
	gap := math.Abs(accounted - fitted)
	matters := gap > matterLeast && gap > matterShare*max(math.Abs(accounted), math.Abs(fitted))
	if outside := accounted < i.Lo || accounted > i.Hi; matters && (outside || s.fit.Widened) {
		w = append(w, fmt.Sprintf("the curve loses %.4f at N = %d, but the causes account for %.4f: the times do not follow its law, so trust the causes at each N more than the curve", fitted, n, accounted))
	}
	if busy, ok := s.coordinator(most); ok {
		t1 := one.Seconds.Value
		if share := busy / t1; share > i.Value && share > matterLeast {
			w = append(w, fmt.Sprintf("the coordinator is busy for %v of every run: beyond N* = T1/D = %.0f the workers wait for it, whatever the curve says; hand out more rows at a time with --chunk, or use --schedule dynamic", short(busy), t1/busy))
		}
	}
	return w
}

// list is "1, 2, 4".
func list(ns []int) string { return strings.ReplaceAll(strings.Trim(fmt.Sprint(ns), "[]"), " ", ", ") }

// short writes seconds with three digits.
func short(seconds float64) time.Duration {
	d := time.Duration(seconds * 1e9)
	for unit := time.Duration(1); unit < time.Hour; unit *= 10 {
		if d < 1000*unit {
			return d.Round(unit)
		}
	}
	return d.Round(time.Second)
}

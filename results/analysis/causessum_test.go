//go:build !race

package analysis

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results"
)

// Whatever the timelines, in every scope: the causes at each N add up to the Karp–Flatt
// fraction at that N, the causes of the fit to its S and their seconds to T(1), the parts to
// their cause, and the owners to all of these.
func TestCausesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := header(1, 2, 3, 4, 9)
		h.Schedule = rapid.SampledFrom([]string{"static", "dynamic", "queue"}).Draw(t, "schedule")
		h.Pace = time.Duration(rapid.SampledFrom([]int{0, 1000}).Draw(t, "pace"))
		if h.Pace > 0 { // every N is fitted, whatever CPU time the workers use
			h.Machine.EffectiveCPUs, h.GOMAXPROCS = 10, 10
		}
		var runs []harness.Run
		program := rapid.IntRange(0, 3).Draw(t, "program") == 0
		for b := range rapid.IntRange(1, 6).Draw(t, "blocks") {
			for _, n := range h.Workers {
				r := drawRun(t, b, n, program || rapid.IntRange(0, 9).Draw(t, "opaque") == 0)
				if program { // with more CPU time than N workers can use, too
					most := int64(1.1 * float64(n) * float64(r.Timing.Wall))
					r.Timing.Process = &harness.ProcessTiming{CPUUse: meter.CPUUse{User: time.Duration(rapid.Int64Range(0, most).Draw(t, "user"))}}
				}
				runs = append(runs, r)
			}
		}
		f := finished(h, runs)
		f.Store = &results.Stored{Wall: 3 * time.Millisecond}
		if rapid.Bool().Draw(t, "sync measured") {
			f.Store.Sync = new(time.Millisecond)
		}
		for _, scope := range []Scope{Steady, Compute, Pipeline, EndToEnd} {
			a, err := Of(f, Options{Scope: scope})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range a.Points[1:] {
				sum, size := 0.0, 1.0
				for _, e := range p.Causes {
					sum, size = sum+e, max(size, math.Abs(e))
				}
				if math.Abs(sum-*p.KarpFlatt) > 1e-9*size {
					t.Fatalf("%s, N = %d: causes add up to %v, e = %v", scope, p.Workers, sum, *p.KarpFlatt)
				}
			}
			if a.SerialFraction == nil {
				t.Fatalf("no fit: %s", a.Verdict)
			}
			sum, seconds, size := 0.0, 0.0, 1.0
			for _, c := range a.Causes {
				sum, seconds, size = sum+c.SerialFraction, seconds+c.Seconds, max(size, math.Abs(c.SerialFraction))
				if len(c.Parts) == 0 {
					continue
				}
				share, time := 0.0, 0.0
				for _, p := range c.Parts {
					share, time, size = share+p.SerialFraction, time+p.Seconds, max(size, math.Abs(p.SerialFraction))
				}
				if math.Abs(share-c.SerialFraction) > 1e-9*size || math.Abs(time-c.Seconds) > 1e-9 {
					t.Fatalf("%s: parts of %s add up to %v (%v s), the cause is %v (%v s)", scope, c.Name, share, time, c.SerialFraction, c.Seconds)
				}
			}
			if math.Abs(sum-a.SerialFraction.Value) > 1e-9*size {
				t.Fatalf("%s: causes add up to %v, S = %v", scope, sum, a.SerialFraction.Value)
			}
			if one := a.Points[0].Seconds.Value; math.Abs(seconds-one) > 1e-9 {
				t.Fatalf("%s: seconds add up to %v, T(1) = %v", scope, seconds, one)
			}
			adds(t, a)
		}
	})
}

package analysis

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results"
)

// Every leaf of the machine's has a way, whatever was measured: what has none would count as a
// difference of laws.
func TestEveryLeafOfTheMachineHasAWay(t *testing.T) {
	all, bare := edit([]harness.Run{full(1), full(2)}, measuredFully), edit([]harness.Run{full(1), full(2)}, func(r *harness.Run) {
		for i := range r.Timing.Workers {
			r.Timing.Workers[i].Sched = nil
		}
	})
	paced, queue := header(1, 2), header(1, 2)
	paced.Pace, queue.Schedule = time.Millisecond, "queue"
	found := map[string]bool{}
	for _, f := range []*results.File{finished(header(1, 2), all), finished(header(1, 2), bare), finished(paced, all), finished(queue, all)} {
		f.Store = &results.Stored{Wall: time.Millisecond, Sync: new(time.Millisecond)}
		l, err := newLedger(f, f.Runs, EndToEnd, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range l.columns {
			if c.parts == nil && c.cause.owner == ownerMachine && !slices.Contains(measuredWays, c.cause.way) {
				t.Errorf("%s is the machine's in no way", c.cause.name)
			}
			for _, p := range c.parts {
				if (p.owner == ownerMachine) != slices.Contains(measuredWays, p.way) {
					t.Errorf("%s, %s is of %q in the way %q", c.cause.name, p.name, p.owner, p.way)
				}
				found[p.way] = true
			}
		}
	}
	for _, way := range measuredWays {
		if !found[way] {
			t.Errorf("nothing adds to S in the way %q", way)
		}
	}
}

func measuredFully(r *harness.Run) {
	r.System.GCPause, r.System.GCAssist, r.System.Steal = new(time.Duration), new(time.Duration), new(time.Duration)
}

// A T(1) that the disk or the collector stretched makes the program's share of S smaller, which is
// no wait for a CPU.
func TestStretchIsOfTheWayThatMadeIt(t *testing.T) {
	for name, c := range map[string]struct {
		way     string
		stretch func(f *results.File)
	}{
		"the disk": {byDisk, func(f *results.File) {
			f.Store = &results.Stored{Wall: time.Second, Sync: new(time.Second)}
		}},
		"the collector": {byCollector, func(f *results.File) {
			edit(f.Runs, func(r *harness.Run) { longer(r, time.Second, collected) })
		}},
		"other work": {byWaiting, func(f *results.File) {
			edit(f.Runs, func(r *harness.Run) { waits(r, 1) })
		}},
	} {
		t.Run(name, func(t *testing.T) {
			f := finished(header(1, 2, 4), quietRuns())
			f.Header.Load = new(time.Duration)
			c.stretch(f)
			a := analyze(t, f, Options{Scope: EndToEnd})
			if a.ProgramSerialFraction == nil {
				t.Fatal(a.ProgramUnknown)
			}
			for _, p := range a.MachineParts {
				if p.Name != c.way && math.Abs(p.SerialFraction) > 3e-4 {
					t.Errorf("%v by %s", p.SerialFraction, p.Name)
				}
			}
			addsUp(t, a)
		})
	}
}

// Where S and the program's own are read from two laws, their difference is not what the machine
// does to rows.
func TestTwoLawsAreNoMachine(t *testing.T) {
	s := &study{fit: &fit.Fit{SerialFraction: fit.Interval{Value: 0.01, Lo: 0.008, Hi: 0.012}}, division: &division{
		program: &fit.OwnSerial{SerialFraction: fit.Interval{Value: 0.05, Lo: 0.048, Hi: 0.052}},
		machine: fit.Interval{Value: -0.04, Lo: -0.043, Hi: -0.037}}}
	for part, want := range map[MachinePart]string{
		{byRemainder, -0.04}: "read from another law",
		{byExecution, -0.04}: "takes 0.0400 off S",
	} {
		if s.division.parts = []MachinePart{part}; !strings.Contains(s.machineAdds(), want) {
			t.Errorf("by %s: %s", part.Name, s.machineAdds())
		}
	}
}

// A file gives the same report every time, to the last digit.
func TestSameReportEveryTime(t *testing.T) {
	f := readSweep(t, "../../docs/sweeps/ttest-2cpu.jsonl")
	var first string
	for range 20 {
		b, err := json.Marshal(analyze(t, f, Options{}))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = string(b)
		}
		if string(b) != first {
			t.Fatalf("%s\nand\n%s", first, b)
		}
	}
}

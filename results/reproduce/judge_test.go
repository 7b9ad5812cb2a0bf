package reproduce

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/analysis"
)

// busyBy is a sweep beside which other work had the CPUs for a tenth of the time.
func busyBy(made bool) *Sweep {
	return &Sweep{Name: TTest, Report: &analysis.Report{OtherWork: &analysis.BusyMachine{Workers: 2, Share: 0.1, Made: made}}}
}

func TestJudge(t *testing.T) {
	taken := busyBy(false)
	taken.Report.OtherWork.Share = 0.3
	quiet := &Sweep{Report: &analysis.Report{}}
	drifted := &Sweep{Report: &analysis.Report{Drift: &fit.Drift{}}}
	in, out, across := fit.Interval{Value: 0.03, Lo: 0.02, Hi: 0.04}, fit.Interval{Value: 0.3, Lo: 0.2, Hi: 0.4}, fit.Interval{Value: 0.03, Lo: 0, Hi: 0.04}
	for _, x := range []struct {
		name  string
		at    *fit.Interval
		quiet []fit.Interval
		of    *Sweep
		want  Outcome
	}{
		{"apart, and another sweep was beside other work", &out, nil, quiet, CannotTell},
		{"within, and another sweep was beside other work", &in, nil, quiet, Holds},
		{"within", &in, nil, quiet, Holds},
		{"apart", &out, nil, quiet, DoesNot},
		{"across", &across, nil, quiet, CannotTell},
		{"nothing", nil, nil, quiet, CannotTell},
		{"apart while the machine changed", &out, nil, drifted, CannotTell},
		{"within while the machine changed", &in, nil, drifted, Holds},
		{"apart on a busy machine", &out, []fit.Interval{out}, busyBy(false), CannotTell},
		{"within on a busy machine, and without the waits", &in, []fit.Interval{in}, busyBy(false), Holds},
		{"within on a busy machine, and not without the waits", &in, []fit.Interval{across}, busyBy(false), CannotTell},
		{"within on a busy machine, nothing known without the waits", &in, nil, busyBy(false), CannotTell},
		{"within, made by other work", &in, []fit.Interval{in}, busyBy(true), CannotTell},
		{"within, most of the time taken", &in, []fit.Interval{in}, taken, CannotTell},
	} {
		t.Run(x.name, func(t *testing.T) {
			got, why := judge(evidence{at: x.at, quiet: x.quiet, of: []*Sweep{x.of}, whole: true, why: "nothing was measured"}, Article, strings.Contains(x.name, "another sweep"))
			if got != x.want || (why != "") != (got == CannotTell) {
				t.Errorf("%s, because %q; want %s, and a reason where it cannot be told", got, why, x.want)
			}
		})
	}
}

func TestRegionInJSON(t *testing.T) {
	got, err := json.Marshal([]Region{{0.01, 0.05}, {0, math.Inf(1)}})
	if err != nil || string(got) != `[{"lo":0.01,"hi":0.05},{"lo":0,"hi":null}]` {
		t.Errorf("%s, %v", got, err)
	}
}

// Without a file nothing fails: each claim says which sweep is missing.
func TestNothingSwept(t *testing.T) {
	st := Of(nil, map[Name]string{Cluster1: "no workers came"})
	for _, c := range st.Claims {
		if c.Outcome != CannotTell || c.Measured != nil || c.Why == "" {
			t.Errorf("%s: %s %v %q", c.ID, c.Outcome, c.Measured, c.Why)
		}
	}
	if len(st.Notes) != 1 || !strings.Contains(st.Notes[0], "cluster-1: no workers came") {
		t.Errorf("notes %q", st.Notes)
	}
}

// The table has every sweep in its claims, and each identifier once.
func TestStatements(t *testing.T) {
	seen := map[string]bool{}
	for _, of := range statements {
		if seen[of.id] || of.of < 1 || of.of > 8 {
			t.Errorf("claim %s of statement %d", of.id, of.of)
		}
		seen[of.id] = true
	}
	for _, name := range Names {
		if jobs[name] == (job{}) {
			t.Errorf("%s has no job", name)
		}
	}
}

// What one worker takes for a row is the kernel's time, without the start of the worker.
func TestRowTime(t *testing.T) {
	f := &results.File{Header: results.Header{Workload: "pipe", Engine: "pool", Schedule: "dynamic", ChunkRows: 100, Chunks: 1, Workers: []int{1}, Data: results.Data{Rows: 100, Cols: 2}}}
	for b, busy := range []time.Duration{9 * time.Millisecond, 10 * time.Millisecond, 11 * time.Millisecond} {
		f.Runs = append(f.Runs, harness.Run{Engine: "pool", Block: b, Workers: 1, Start: runtest.Epoch, Timing: runtest.Tiled(harness.Timing{Workers: []harness.WorkerTiming{{Chunks: 1, Wake: 100 * busy, Busy: busy}}})})
	}
	if got := RowTime(f); got != 100*time.Microsecond {
		t.Errorf("a row takes %v, want 100 µs", got)
	}
	if got := RowTime(&results.File{}); got != 0 {
		t.Errorf("a row of no run takes %v", got)
	}
}

// A better stack is judged by what a row takes in both, and not at all where neither R nor Python was.
func TestBetter(t *testing.T) {
	row := func(value float64) *Sweep {
		return &Sweep{Row: &fit.Interval{Value: value, Lo: 0.9 * value, Hi: 1.1 * value}, Report: &analysis.Report{}}
	}
	e := better(sweeps{Interpreter: row(300e-6), TTest: row(1e-6)})
	if e.at == nil || math.Abs(e.at.Value-300) > 1e-9 || math.Abs(e.at.Lo-300*0.9/1.1) > 1e-9 || math.Abs(e.at.Hi-300*1.1/0.9) > 1e-9 {
		t.Errorf("%+v", e.at)
	}
	if out, _ := judge(e, above(10), false); out != Holds {
		t.Errorf("300 times as fast: %s", out)
	}
	if e := better(sweeps{TTest: row(1e-6)}); e.at != nil || e.why == "" {
		t.Errorf("without R: %+v", e)
	}
}

// Amdahl's law has 64 workers 15.4 times as fast where S is 0.05, and any number at most 20 times.
func TestByAmdahl(t *testing.T) {
	r := byAmdahl(sweeps{PlantThreads: &Sweep{Report: &analysis.Report{FittedWorkers: []int{1, 64}}}})
	if want := 64 / (64*0.05 + 0.95); math.Abs(r.Lo-0.9*want) > 1e-9 || math.Abs(r.Hi-1.1*want) > 1e-9 {
		t.Errorf("%v, want a tenth about %g", r, want)
	}
	if r := byAmdahl(nil); math.Abs(r.Lo-18) > 1e-9 || math.Abs(r.Hi-22) > 1e-9 {
		t.Errorf("at any N %v", r)
	}
}

// The largest speed-up is the inverse of the serial part, on a quiet machine and on a busy one.
func TestLargest(t *testing.T) {
	s := &Sweep{Served: &fit.Interval{Value: 0.004, Lo: 0.002, Hi: 0.005}, Report: &analysis.Report{}}
	e := largest(ClusterLarge, 2)(sweeps{ClusterLarge: s})
	if e.at == nil || math.Abs(e.at.Value-500) > 1e-9 || math.Abs(e.at.Lo-400) > 1e-9 || math.Abs(e.at.Hi-1000) > 1e-9 {
		t.Errorf("%+v", e.at)
	}
	if out, _ := judge(e, Region{0, 100}, false); out != DoesNot {
		t.Errorf("500x and at most 100x: %s", out)
	}
}

// What a factor of 1000 needs follows from Amdahl's law: 10/S of all code, and of the kernel alone 1/S.
func TestNeeded(t *testing.T) {
	if all, kernel := needed("all"), needed("kernel"); all != "0.010" || kernel != "0.0010" {
		t.Errorf("S ≤ %s and ≤ %s, want 0.01 and 0.001", all, kernel)
	}
}

// A course goes through what was measured, is level before, and goes on as it came.
func TestCourse(t *testing.T) {
	c := Course{{Rows: 1, Seconds: 10}, {Rows: 5, Seconds: 18}, {Rows: 50, Seconds: 63}}
	for k, want := range map[float64]float64{0.5: 10, 1: 10, 3: 14, 5: 18, 50: 63, 100: 113} {
		if got := c.at(k); math.Abs(got-want) > 1e-12 {
			t.Errorf("at %g: %g, want %g", k, got, want)
		}
	}
	if got := (Course{{Rows: 2, Seconds: 10}, {Rows: 50, Seconds: 9}}).at(100); got != 9 { // fewer seconds for more rows: noise
		t.Errorf("beyond a fall: %g", got)
	}
	if got := (Course{{Rows: 2, Seconds: 10}}).at(100); got != 10 {
		t.Errorf("of one sweep: %g", got)
	}
}

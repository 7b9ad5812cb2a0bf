package analysis

import (
	"bytes"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/harness/runtest"
	"serialfraction/results"
	"serialfraction/results/advice"

	"github.com/google/go-cmp/cmp"
)

// A programRun is what is measured of a program at one N.
type programRun struct {
	workers   int
	wall, cpu time.Duration
}

// programFile is a sweep of a program on 4 CPUs, three blocks whose noise has no
// trend.
func programFile(change func(*harness.Run), runs ...programRun) *results.File {
	h := header()
	h.Workload, h.Engine, h.Schedule, h.Outputs = "command", harness.CommandKind.Name, "", nil
	h.Chunks, h.Load, h.Spawn = 0, nil, new(time.Millisecond)
	h.Data = results.Data{Name: "xz -T{workers} f"}
	var all []harness.Run
	for b := range 3 {
		for i, r := range runs {
			noise := func(d time.Duration) time.Duration { return d + d*time.Duration((b+i)%3-1)/1000 }
			run := harness.Run{Engine: harness.CommandKind.Name, Block: b, Order: i, Workers: r.workers, Start: runtest.Epoch,
				Timing: harness.Timing{Wall: noise(r.wall), Parallel: noise(r.wall),
					Process: &harness.ProcessTiming{CPUUse: meter.CPUUse{User: noise(r.cpu), Voluntary: 3, Involuntary: 1}, MaxRSS: 30 << 20}}}
			if change != nil {
				change(&run)
			}
			all = append(all, run)
		}
	}
	for _, r := range runs {
		h.Workers = append(h.Workers, r.workers)
	}
	return finished(h, all)
}

// A program with a serial part, and CPU time that grows with N.
func TestProgramCauses(t *testing.T) {
	const s = time.Second
	a := analyze(t, programFile(nil, programRun{1, 10 * s, 10 * s}, programRun{2, 6 * s, 11 * s}, programRun{4, 4 * s, 13 * s}), Options{})
	for _, p := range a.Points[1:] {
		if got, want := slices.Sorted(maps.Keys(p.Causes)), []string{"idle", "inflation", "unattributed"}; !slices.Equal(got, want) {
			t.Errorf("N = %d: causes %v, want %v", p.Workers, got, want)
		}
		if near(p.Causes["inflation"], 0.1) && near(p.Causes["idle"], *p.KarpFlatt-0.1) && p.Causes["unattributed"] == 0 {
			continue
		}
		t.Errorf("N = %d: e = %v of %v", p.Workers, *p.KarpFlatt, p.Causes)
	}
	if p := a.Points[1].Process; p == nil || !near(p.UserSeconds, 11) || !near(p.CPUs, 11.0/6) || p.MaxRSSBytes != 30<<20 || p.Failures != 0 {
		t.Errorf("N = 2 used %+v", p)
	}
	if a.SpawnSeconds == nil || *a.SpawnSeconds != 0.001 {
		t.Errorf("starting takes %v", a.SpawnSeconds)
	}
	for _, c := range a.Causes {
		if c.Owner != "" {
			t.Errorf("cause %s has owner %q, want none", c.Name, c.Owner)
		}
	}
	if len(a.Warnings) != 0 {
		t.Errorf("warnings %q", a.Warnings)
	}
}

func near(got, want float64) bool { return math.Abs(got-want) < 0.003*math.Max(1, math.Abs(want)) }

func TestProgramWarnings(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		name   string
		change func(*harness.Run)
		runs   []programRun
		want   string
		code   advice.Code
	}{
		{"waits", nil, []programRun{{1, 1600 * ms, 10 * ms}, {2, 800 * ms, 10 * ms}, {4, 400 * ms, 10 * ms}},
			"on a CPU for 0.62 % of the time at N = 1, and more workers make it faster: it waits, or it computes where its CPU time is not seen", "cpu-time-unseen"},
		{"daemons", nil, []programRun{{1, 1600 * ms, 1600 * ms}, {2, 800 * ms, 200 * ms}, {4, 400 * ms, 150 * ms}},
			"much less CPU time at N = 2, 4 than at N = 1", "cpu-time-unseen"},
		{"more threads", nil, []programRun{{1, 1000 * ms, 1600 * ms}, {2, 600 * ms, 1600 * ms}},
			"more CPU time than N workers can at N = 1, 2 (1.6 CPUs at N = 1)", "more-threads"},
		{"short", nil, []programRun{{1, 20 * ms, 20 * ms}, {2, 10 * ms, 20 * ms}},
			"starting a program that does nothing takes 1.00 ms here, 10 % of the runs at N = 2", "slow-start"},
		{"fails", func(r *harness.Run) { r.Timing.Process.Code = r.Workers - 1 }, []programRun{{1, 1000 * ms, 1000 * ms}, {2, 500 * ms, 1000 * ms}},
			"3 of these runs did not end with exit code 0", "exit-codes"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analyze(t, programFile(c.change, c.runs...), Options{})
			if !warns(a, c.code, c.want) {
				t.Errorf("warnings %q, want %s with %q", a.Warnings, c.code, c.want)
			}
			if c.name != "more threads" {
				return
			}
			for _, cause := range a.Causes {
				if cause.Name != "unattributed" && cause.SerialFraction != 0 {
					t.Errorf("%s is charged although the causes of a program with more threads are not known", cause.Name)
				}
			}
		})
	}
}

// The CPU time and memory of a program may not have been measured, at one N or at all. No
// phase of it is measured then either, and what was measured at another N still has its
// warning.
func TestProgramNotMeasured(t *testing.T) {
	const s = time.Second
	for _, c := range []struct {
		name     string
		unknown  func(n int) bool
		measured []bool // N = 1, 2, 4
		warning  string
	}{
		{"at N = 2", func(n int) bool { return n == 2 }, []bool{true, false, true}, "at N = 1, 4 (1.6 CPUs at N = 1)"},
		{"at N = 1", func(n int) bool { return n == 1 }, []bool{false, true, true}, "at N = 2, 4 (3 CPUs at N = 2)"},
		{"at all", func(int) bool { return true }, []bool{false, false, false}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := analyze(t, programFile(func(r *harness.Run) {
				if c.unknown(r.Workers) {
					r.Timing.Process = nil
				}
			}, programRun{1, 10 * s, 16 * s}, programRun{2, 6 * s, 18 * s}, programRun{4, 4 * s, 20 * s}), Options{})
			for i, p := range a.Points {
				if (p.Process != nil) != c.measured[i] || slices.Contains(p.Flags, flagGC) {
					t.Errorf("N = %d used %+v, flags %q", p.Workers, p.Process, p.Flags)
				}
			}
			if got := slices.Sorted(maps.Keys(a.Points[1].Causes)); !slices.Equal(got, []string{"unattributed"}) || !a.Program() {
				t.Errorf("causes %q of a program (%v)", got, a.Program())
			}
			if c.warning == "" && len(a.Warnings) > 0 || c.warning != "" && !mentions(a.Warnings, c.warning) {
				t.Errorf("warnings %q, want one with %q", a.Warnings, c.warning)
			}
		})
	}
}

// A function is timed whole as a program is. Its split and merge are not measured, and not
// counted as 0. It runs in this process, so a garbage collection there is the function's.
func TestFunctionHasNoPhases(t *testing.T) {
	const s = time.Second
	f := programFile(func(r *harness.Run) {
		r.Engine, r.System.GCCycles = harness.FunctionKind.Name, new(1)
		r.System.Usage = &meter.Usage{MajorFaults: 3}
	}, programRun{1, 10 * s, 10 * s}, programRun{2, 6 * s, 11 * s}, programRun{4, 4 * s, 13 * s})
	f.Header.Engine, f.Header.Spawn = harness.FunctionKind.Name, nil
	a := analyze(t, f, Options{})
	for _, p := range a.Points[1:] {
		if got, want := slices.Sorted(maps.Keys(p.Causes)), []string{"idle", "inflation", "unattributed"}; !slices.Equal(got, want) {
			t.Errorf("N = %d: causes %v, want %v", p.Workers, got, want)
		}
		if !slices.Contains(p.Flags, flagGC) {
			t.Errorf("N = %d: flags %q without the collections of the function", p.Workers, p.Flags)
		}
	}
	if a.Program() || warns(a, "major-faults", "") {
		t.Errorf("a program: %v, warnings %q", a.Program(), a.Warnings)
	}
}

// N beyond the CPUs are fitted where a program waits, and marked where it computes.
func TestProgramCapacity(t *testing.T) {
	sweep := func(share float64) *results.File {
		var runs []programRun
		for _, n := range []int{1, 2, 4, 8, 16} {
			wall := 100*time.Millisecond + 1600*time.Millisecond/time.Duration(n)
			runs = append(runs, programRun{n, wall, time.Duration(share * float64(1700*time.Millisecond))})
		}
		return programFile(nil, runs...)
	}
	a := analyze(t, sweep(0.02), Options{})
	if len(a.FittedWorkers) != 5 || !strings.Contains(a.Verdict, "At N = 1 the program uses a CPU for 2.0 % of the time, so N = 16 workers need no more CPUs than there are.") {
		t.Errorf("it waits: fitted %v, verdict %q", a.FittedWorkers, a.Verdict)
	}
	a = analyze(t, sweep(0.95), Options{})
	if !slices.Equal(a.FittedWorkers, []int{1, 2, 4}) || !strings.Contains(a.Verdict, "N = 8..16 need more than the 4 CPUs") {
		t.Errorf("it computes: fitted %v, verdict %q", a.FittedWorkers, a.Verdict)
	}
}

func TestProgramOnTheWire(t *testing.T) {
	f := programFile(func(r *harness.Run) {
		*r.Timing.Process = harness.ProcessTiming{CPUUse: meter.CPUUse{User: 7, System: 5, Voluntary: 2, Involuntary: 3}, MaxRSS: 1 << 33, Code: -1}
	}, programRun{1, time.Second, time.Second})
	var b bytes.Buffer
	header, err := results.EncodeHeader(f.Header)
	if err != nil {
		t.Fatal(err)
	}
	b.Write(header)
	for _, r := range f.Runs {
		line, err := results.EncodeRun(r)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(line)
	}
	text := b.String()
	got, err := results.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(f.Runs, got.Runs); diff != "" || *got.Header.Spawn != *f.Header.Spawn {
		t.Errorf("read back: %s", diff)
	}
	for _, c := range [][2]string{
		{`"user_ns":7`, `"user_ns":-7`}, {`"system_ns":5`, `"system_ns":-5`}, {`"max_rss_bytes":8589934592`, `"max_rss_bytes":-1`},
		{`"voluntary_switches":2`, `"voluntary_switches":-2`}, {`"spawn_ns":1000000`, `"spawn_ns":-1`},
	} {
		bad := strings.Replace(text, c[0], c[1], 1)
		if _, err := results.Decode(strings.NewReader(bad)); bad == text || err == nil {
			t.Errorf("%s is taken", c[1])
		}
	}
	r := f.Runs[0]
	r.Timing.Process = &harness.ProcessTiming{CPUUse: meter.CPUUse{User: -1}}
	line, err := results.EncodeRun(r)
	if err != nil || bytes.Contains(line, []byte("process")) {
		t.Errorf("CPU time below 0 is written: %s, error %v", line, err)
	}
}

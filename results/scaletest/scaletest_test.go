package scaletest_test

import (
	"context"
	"math"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"serialfraction/harness"
	"serialfraction/harness/meter"
	"serialfraction/results/scaletest"
)

// TestMain also is that of the benchmarks that the tests run in a process of their own. Under the race
// detector a process sleeps for a second before it exits, to find races of goroutines that still run.
// That none still runs is asserted instead.
func TestMain(m *testing.M) {
	os.Setenv("GORACE", os.Getenv("GORACE")+" atexit_sleep_ms=0")
	goleak.VerifyTestMain(m)
}

// planted is the S of the benchmark below.
const planted = 0.05

func simTrial(workers ...int) harness.Trial {
	data := &harness.Dataset{Name: "ones", Cols: 1, Values: make([]float64, 64)}
	work := harness.PerRow("copy", []string{"x"}, func(dst, row []float64) { dst[0] = row[0] })
	return harness.Trial{Job: &harness.Job{Data: data, Workload: work, ChunkRows: 1}, Workers: workers,
		Engine: &harness.Sim{Law: harness.Law{T1: time.Second, Serial: planted, CV: 0.01}}}
}

// The benchmarks that the tests run in a process of their own.
func BenchmarkSim(b *testing.B) { scaletest.Sweep(b, simTrial(2, 4, 8, 16)) }

func BenchmarkTwo(b *testing.B) { scaletest.Sweep(b, simTrial(2)) }

// BenchmarkSeen is that of an engine whose workers are seen, as those of the pool are.
func BenchmarkSeen(b *testing.B) {
	t := simTrial(2)
	t.Engine = &seen{Sim: harness.Sim{Law: harness.Law{T1: time.Second, Serial: planted, CV: 0.01}}}
	scaletest.Sweep(b, t)
}

// A seen engine is simulated, so that no load changes its times, and accounts for its workers as the
// pool does where none waits for a CPU.
type seen struct {
	harness.Sim
	chunks []harness.Span // of the worker at N = 1
}

func (s *seen) Name() string { return (&harness.Pool{}).Name() }

func (s *seen) Timeline() harness.Timeline { return harness.NewTimeline([][]harness.Span{s.chunks}) }

func (s *seen) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	t, err := s.Sim.Run(ctx, dst, j, workers)
	t.Delay, t.Rejoined = &harness.CoordinatorDelay{}, new(time.Duration)
	for i := range t.Workers {
		w := &t.Workers[i]
		none := time.Duration(0)
		w.Awake, w.Sched = &none, &meter.SchedTiming{CPU: w.Busy, WakeDelay: &none, AwakeDelay: &none, ClaimDelay: &none}
	}
	s.chunks = nil
	for k, each := 0, t.Parallel/time.Duration(j.NumChunks()); workers == 1 && k < j.NumChunks(); k++ {
		s.chunks = append(s.chunks, harness.Span{First: k, Chunks: 1, Start: time.Duration(k) * each, End: time.Duration(k+1) * each})
	}
	return t, err
}

func BenchmarkThree(b *testing.B) { scaletest.Sweep(b, simTrial(2, 4)) }

func BenchmarkRun(b *testing.B) { scaletest.Run(b, func(int) {}, 1, 2) }

func BenchmarkBroken(b *testing.B) {
	t := simTrial(1, 2)
	t.Engine = &harness.Pool{}
	t.Job.Workload.Finish = func(*harness.Table) { panic("no such gene") }
	scaletest.Sweep(b, t)
}

// BenchmarkOnePass fails where a row is worked on more than once before the first run.
func BenchmarkOnePass(b *testing.B) {
	rows := 0
	t := simTrial(2)
	kernel := t.Job.Workload.Kernel
	t.Job.Workload.Kernel = func(dst []float64, c harness.Chunk) { rows += c.Rows; kernel(dst, c) }
	t.Engine = &first{t.Engine, func() {
		if rows != t.Job.Data.NumRows() {
			b.Errorf("%d rows before the first run, want one pass over %d", rows, t.Job.Data.NumRows())
		}
	}}
	scaletest.Sweep(b, t)
}

// first is an engine that calls look before its first run.
type first struct {
	harness.Engine
	look func()
}

func (e *first) Run(ctx context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	if e.look != nil {
		e.look()
		e.look = nil
	}
	return e.Engine.Run(ctx, dst, j, workers)
}

// bench returns what go test -bench prints with the given flags.
func bench(t *testing.T, pattern string, flags ...string) (out string, failed bool) {
	t.Helper()
	args := append([]string{"-test.run=^$", "-test.bench=" + pattern, "-test.cpu=2"}, flags...)
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	b, err := cmd.CombinedOutput()
	return string(b), err != nil
}

// A benchLine is a line of results: its operations and its metrics by unit.
type benchLine struct {
	operations int
	metrics    map[string]float64
}

// lines reads results in the format of Go benchmarks, by name without its prefix.
func lines(t *testing.T, out string) map[string][]benchLine {
	t.Helper()
	all := map[string][]benchLine{}
	for _, text := range resultLine.FindAllStringSubmatch(out, -1) {
		words := strings.Fields(text[2])
		n, err := strconv.Atoi(words[0])
		if err != nil {
			t.Fatal(err)
		}
		line := benchLine{n, map[string]float64{}}
		for i := 1; i+1 < len(words); i += 2 {
			if line.metrics[words[i+1]], err = strconv.ParseFloat(words[i], 64); err != nil {
				t.Fatal(err)
			}
		}
		all[text[1]] = append(all[text[1]], line)
	}
	return all
}

var resultLine = regexp.MustCompile(`(?m)^Benchmark\w+/(\S+)-2 *\t *(\d.*)$`)

// A sweep finds the planted S, and its lines have the time at each N, from the same runs,
// one line for each -count.
func TestSweepReportsS(t *testing.T) {
	out, failed := bench(t, "^BenchmarkSim$", "-test.benchtime=20x", "-test.count=2")
	got := lines(t, out)
	if failed || len(got) != 6 {
		t.Fatalf("failed %v, %d names in\n%s", failed, len(got), out)
	}
	for name, twice := range got {
		if len(twice) != 2 || twice[0].operations != 20 || twice[1].operations != 20 {
			t.Errorf("%s: %+v, want two lines of 20 operations", name, twice)
		}
	}
	for i, sweep := range got["sweep"] {
		m := sweep.metrics
		if lo, s, hi := m["serial-frac-lo"], m["serial-frac"], m["serial-frac-hi"]; lo > s || s > hi || math.Abs(s-planted) > 0.003 {
			t.Errorf("S = %v (%v–%v), planted %v", s, lo, hi, planted)
		}
		if top := m["max-speedup"]; math.Abs(top-1/planted) > 1.5 {
			t.Errorf("at most %v times faster", top)
		}
		if _, has := m["ns/op"]; has {
			t.Errorf("a block has a time: %v", m)
		}
		one := got["workers=1"][i].metrics["ns/op"]
		for _, n := range []float64{1, 2, 4, 8, 16} {
			m := got["workers="+strconv.Itoa(int(n))][i].metrics
			want := planted + (1-planted)/n
			if math.Abs(m["ns/op"]/(1e9*want)-1) > 0.02 || math.Abs(m["speedup"]*m["ns/op"]/one-1) > 1e-3 {
				t.Errorf("N = %v: %v, the law has %v s", n, m, want)
			}
		}
	}
	if got["workers=1"][0].metrics["ns/op"] == got["workers=1"][1].metrics["ns/op"] {
		t.Error("both lines are of one sweep")
	}
	if !strings.Contains(out, "Largest cause: split") {
		t.Errorf("the log lacks the causes of S:\n%s", out)
	}
}

// A sweep whose workers are seen has the program's own S beside S, in its line and first in its log; one
// whose workers are not seen has S alone.
func TestProgramBesideS(t *testing.T) {
	out, failed := bench(t, "^BenchmarkSeen$", "-test.benchtime=8x")
	got := lines(t, out)
	if failed || len(got["sweep"]) != 1 {
		t.Fatalf("failed %v:\n%s", failed, out)
	}
	m := got["sweep"][0].metrics
	if lo, own, hi := m["program-serial-frac-lo"], m["program-serial-frac"], m["program-serial-frac-hi"]; !(lo <= own && own <= hi && math.Abs(own-planted) < 0.01) {
		t.Errorf("the program's own S = %v (%v–%v)", own, lo, hi)
	}
	if !strings.Contains(out, "The program's own S is ") {
		t.Errorf("the log lacks the program's own S:\n%s", out)
	}
	out, _ = bench(t, "^BenchmarkSim$", "-test.benchtime=8x")
	if _, has := lines(t, out)["sweep"][0].metrics["program-serial-frac"]; has {
		t.Error("a simulated sweep has an S of its program alone")
	}
}

// With a time as the limit the operations are still the runs that were made.
func TestOperationsAreRuns(t *testing.T) {
	out, failed := bench(t, "^BenchmarkSim$", "-test.benchtime=10ms")
	got := lines(t, out)
	if failed || len(got["sweep"]) != 1 {
		t.Fatalf("failed %v:\n%s", failed, out)
	}
	for name, line := range got {
		if line[0].operations != got["sweep"][0].operations {
			t.Errorf("%s has %d operations, the sweep %d", name, line[0].operations, got["sweep"][0].operations)
		}
	}
}

// From one run at each of two N the noise is not known. There is no metric then, and the log
// names what would help.
func TestTooFewRunsHaveNoMetric(t *testing.T) {
	out, failed := bench(t, "^BenchmarkTwo$", "-test.benchtime=1x")
	got := lines(t, out)
	if failed || len(got["sweep"]) != 1 || len(got["sweep"][0].metrics) != 0 {
		t.Errorf("failed %v, metrics %+v, want none", failed, got["sweep"])
	}
	for _, want := range []string{"cannot tell", "to settle it: type go test -bench … -benchtime 10x"} {
		if !strings.Contains(out, want) {
			t.Errorf("no %q in\n%s", want, out)
		}
	}
	if strings.Contains(out, "NaN") || strings.Contains(out, "Inf") {
		t.Errorf("an unknown S is printed:\n%s", out)
	}
}

// What the log advises can be typed to go test or written into the benchmark, and then the
// log no longer advises it. It names no flag of another program.
func TestAdviceIsFollowed(t *testing.T) {
	for _, c := range []struct {
		warns, advises   string
		before, after    string // benchmarks
		blocks, followed string // -benchtime
	}{
		{"an interval needs more runs", "to settle it: type go test -bench … -benchtime 10x", "^BenchmarkTwo$", "^BenchmarkTwo$", "1x", "10x"},
		{"only two N", "to settle it: in the benchmark give the workers 1, 2, 4", "^BenchmarkTwo$", "^BenchmarkThree$", "10x", "10x"},
		{"too short to time well: let the function do", "", "^BenchmarkRun$", "^BenchmarkSim$", "5x", "5x"},
	} {
		before, failed := bench(t, c.before, "-test.benchtime="+c.blocks)
		after, alsoFailed := bench(t, c.after, "-test.benchtime="+c.followed)
		if failed || alsoFailed || !strings.Contains(before, c.warns) || !strings.Contains(before, c.advises) {
			t.Errorf("no %q and %q in\n%s", c.warns, c.advises, before)
		}
		if strings.Contains(after, c.warns) || c.advises != "" && strings.Contains(after, c.advises) {
			t.Errorf("advised again: %q in\n%s", c.warns, after)
		}
		if flag := regexp.MustCompile(`\s--?(?:[a-z]+-[a-z]+|repeats|workers|pace|tile)\b`).FindString(before + after); flag != "" {
			t.Errorf("the log names %q, which go test does not know", flag)
		}
	}
}

// If -bench selects one N alone, it is timed as any benchmark is.
func TestOneNAlone(t *testing.T) {
	out, failed := bench(t, "^BenchmarkRun$/workers=2", "-test.benchtime=3x")
	got := lines(t, out)
	if _, timed := got["workers=2"]; failed || !timed || len(got) != 1 || got["workers=2"][0].operations != 3 {
		t.Errorf("failed %v:\n%s", failed, out)
	}
}

// Before the first run one pass over the rows makes the reference, and there is no other.
func TestOnePassBeforeTheSweep(t *testing.T) {
	if out, failed := bench(t, "^BenchmarkOnePass$/sweep", "-test.benchtime=2x"); failed || len(lines(t, out)["sweep"]) != 1 {
		t.Errorf("failed %v:\n%s", failed, out)
	}
}

// An error of a run fails the benchmark and is printed once.
func TestFailure(t *testing.T) {
	out, failed := bench(t, "^BenchmarkBroken$", "-test.benchtime=3x")
	if !failed || !strings.Contains(out, "no such gene") || len(lines(t, out)) != 0 {
		t.Errorf("failed %v:\n%s", failed, out)
	}
}

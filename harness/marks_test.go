package harness_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/pprof"
	"runtime/trace"
	"strings"
	"sync"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/enginetest"
)

// A witness records which labels goroutines have in each step of a job.
type witness struct {
	mu   sync.Mutex
	seen map[string]bool // step, then the labels of a goroutine at that moment
}

// see records the labels of all goroutines at this moment.
func (w *witness) see(step string) {
	var b bytes.Buffer
	// Writing to memory cannot fail.
	_ = pprof.Lookup("goroutine").WriteTo(&b, 1)
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seen == nil {
		w.seen = map[string]bool{}
	}
	for _, m := range worn.FindAllStringSubmatch(b.String(), -1) {
		w.seen[step+" "+m[1]] = true
	}
}

var worn = regexp.MustCompile(`(?m)^# labels: (.*)$`)

// job returns a job that calls see in each step.
func (w *witness) job(marked bool) *harness.Job {
	j := enginetest.Job(6, 1, 2)
	kernel := j.Workload.Kernel
	j.Marked = marked
	j.Workload.Begin = func() { w.see("begin") }
	j.Workload.Finish = func(*harness.Table) { w.see("finish") }
	j.Workload.Kernel = nil
	j.Workload.NewWorker = func(context.Context) (harness.Worker, error) {
		w.see("new worker")
		return &watched{w, kernel}, nil
	}
	return j
}

type watched struct {
	w      *witness
	kernel func([]float64, harness.Chunk)
}

func (k *watched) Kernel(dst []float64, c harness.Chunk) error {
	k.w.see("kernel")
	k.kernel(dst, c)
	return nil
}

func (k *watched) Close() error { return nil }

// engines returns the engines that label their goroutines, each with the N of its test.
func engines() map[string]harness.Trial {
	list := map[string]harness.Trial{"serial": {Engine: harness.Serial{}, Workers: []int{1}}}
	for _, s := range harness.Schedules {
		list[s.Name] = harness.Trial{Engine: &harness.Pool{Schedule: s}, Workers: []int{3}}
	}
	return list
}

// In each step of a marked run the goroutines have the labels of that step. Afterwards the
// caller's goroutine has its former labels again.
func TestMarkedRunsWearLabels(t *testing.T) {
	for name, trial := range engines() {
		t.Run(name, func(t *testing.T) {
			var w witness
			j, n := w.job(true), trial.Workers[0]
			pprof.Do(t.Context(), pprof.Labels("caller", "me"), func(ctx context.Context) {
				if _, err := trial.Engine.Run(ctx, make([]float64, j.ResultLen()), j, n); err != nil {
					t.Fatal(err)
				}
				w.see("after")
			})
			for step, phase := range map[string]string{"begin": "split", "new worker": "spawn", "kernel": "kernel", "finish": "merge"} {
				want := fmt.Sprintf(`%s {"caller":"me", "phase":"%s", "workers":"%d"}`, step, phase, n)
				if !w.seen[want] {
					t.Errorf("nothing wore %s; seen %v", want, w.seen)
				}
			}
			if !w.seen[`after {"caller":"me"}`] {
				t.Errorf("the caller's labels are not back: %v", w.seen)
			}
		})
	}
}

// A run that is not marked sets no labels, nor does making the reference of a marked job.
func TestTimedRunsWearNoLabels(t *testing.T) {
	for name, trial := range engines() {
		t.Run(name, func(t *testing.T) {
			var w witness
			j := w.job(false)
			if _, err := trial.Engine.Run(t.Context(), make([]float64, j.ResultLen()), j, trial.Workers[0]); err != nil {
				t.Fatal(err)
			}
			if _, err := harness.Answer(t.Context(), w.job(true)); err != nil {
				t.Fatal(err)
			}
			for labels := range w.seen {
				if strings.Contains(labels, "phase") {
					t.Errorf("seen %s", labels)
				}
			}
		})
	}
}

// A trace of a marked run holds one task, named for N, and in it a region for every
// phase of the coordinator, every worker's start and every chunk.
func TestMarkedRunsAreTraced(t *testing.T) {
	const rows, chunks, workers = 6, 3, 2
	for name, want := range map[string]map[string]int{
		"dynamic": {"split": 1, "wait": 1, "merge": 1, "spawn": workers, "claim": chunks + workers, "kernel": chunks},
		"queue":   {"split": 1, "hand-out": 1, "wait": 2, "merge": 1, "spawn": workers, "claim": chunks + workers, "kernel": chunks},
	} {
		t.Run(name, func(t *testing.T) {
			schedule, err := harness.ScheduleByName(name)
			if err != nil {
				t.Fatal(err)
			}
			j := enginetest.Job(rows, 1, rows/chunks)
			j.Marked = true
			var b bytes.Buffer
			if err := trace.Start(&b); err != nil {
				t.Fatal(err)
			}
			_, err = (&harness.Pool{Schedule: schedule}).Run(t.Context(), make([]float64, j.ResultLen()), j, workers)
			trace.Stop()
			if err != nil {
				t.Fatal(err)
			}
			events := parsed(t, b.Bytes())
			if n := len(regexp.MustCompile(`TaskBegin .*Type="workers=2"`).FindAllString(events, -1)); n != 1 {
				t.Errorf("%d tasks of 2 workers", n)
			}
			for phase, n := range want {
				for _, kind := range []string{"RegionBegin", "RegionEnd"} {
					if got := len(regexp.MustCompile(kind+` .*Type="`+phase+`"`).FindAllString(events, -1)); got != n {
						t.Errorf("%d %s of %s, want %d", got, kind, phase, n)
					}
				}
			}
		})
	}
}

// parsed returns a trace as go tool trace prints it. It runs the tool's package, for go tool compiles the whole
// standard library anew to build it, which takes longer than all tests here.
func parsed(t *testing.T, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trace")
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "run", "cmd/trace", "-d=parsed", path)
	var errs strings.Builder
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go tool trace: %v: %s", err, &errs)
	}
	return string(out)
}

package record

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/results"
)

// simTrial returns a simulated trial that obeys Amdahl's law with S = 0.03.
func simTrial(workers ...int) harness.Trial {
	data := &harness.Dataset{Name: "ones", Cols: 2, Values: make([]float64, 128)}
	work := harness.PerRow("sum", []string{"sum"}, func(dst, row []float64) { dst[0] = row[0] + row[1] })
	return harness.Trial{Job: &harness.Job{Data: data, Workload: work, ChunkRows: 4}, Workers: workers,
		Engine: &harness.Sim{Law: harness.Law{T1: time.Second, Serial: 0.03, CV: 0.01}}}
}

func TestMeasure(t *testing.T) {
	f, err := Measure(t.Context(), harness.Sweep{Warmup: 1, Seed: 7}, Stop{Blocks: 6}, simTrial(1, 2, 4, 8))
	if err != nil {
		t.Fatal(err)
	}
	h := f.Header
	if h.Machine.CPUModel == "" && h.Machine.LogicalCPUs == 0 || h.Build.Version == "" || h.Time.IsZero() || h.GOMAXPROCS < 1 {
		t.Errorf("the header knows no machine: %+v", h)
	}
	h.Machine, h.Build, h.Time, h.GOMAXPROCS = machine.Description{}, results.Build{}, time.Time{}, 0
	want := results.Header{Data: f.Header.Data, Workload: "sum", Outputs: []string{"sum"}, Engine: "sim", ChunkRows: 4, Chunks: 16,
		Seed: 7, Workers: []int{1, 2, 4, 8}, Warmup: 1, Repeats: 6, Answer: harness.AnswerDigest(make([]float64, 64))}
	if diff := cmp.Diff(want, h); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if f.Header.Data.Rows != 64 || f.Header.Data.Name != "ones" {
		t.Errorf("data %+v", f.Header.Data)
	}
	if len(f.Runs) != 7*4 || f.End == nil || f.End.Stopped != "6 blocks done" {
		t.Errorf("%d runs, end %+v", len(f.Runs), f.End)
	}
	if a := analyze(t, f); a.SerialFraction == nil || a.SerialFraction.Lo > 0.03 || a.SerialFraction.Hi < 0.03 {
		t.Errorf("S = %+v, planted 0.03", a.SerialFraction)
	}
}

// The references for the header and the runs take one pass over the rows of each job, and
// none where the caller has made them.
func TestMeasureMakesOnePass(t *testing.T) {
	own := simTrial(1, 2)
	rows := 0
	kernel := own.Job.Workload.Kernel
	own.Job.Workload.Kernel = func(dst []float64, c harness.Chunk) { rows += c.Rows; kernel(dst, c) }
	own.Engine = harness.Serial{}
	own.Workers = []int{1}
	control := harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(own.Job, 2), Workers: []int{1}}
	for _, trials := range [][]harness.Trial{{own}, {own, control}} {
		rows = 0
		f, err := Measure(t.Context(), harness.Sweep{Blocks: 1, Seed: 2}, Stop{}, trials...)
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for _, trial := range trials {
			want += 2 * trial.Job.Data.NumRows() // the reference, and one run
		}
		if rows != want || f.Header.Answer == "" {
			t.Errorf("%d trials: %d rows of references and one run each, want %d; answer %q", len(trials), rows, want, f.Header.Answer)
		}
		made, err := harness.Refer(t.Context(), trials...)
		if err != nil {
			t.Fatal(err)
		}
		rows = 0
		if f, err = Measure(t.Context(), harness.Sweep{Blocks: 1, Seed: 2}, Stop{}, made...); err != nil {
			t.Fatal(err)
		}
		if rows != want/2 || f.Header.Answer != made[0].Reference.Digest {
			t.Errorf("%d trials: %d rows of one run each, want %d; answer %q", len(trials), rows, want/2, f.Header.Answer)
		}
	}
}

// A sweep that was given no end has the default one.
func TestMeasureEnds(t *testing.T) {
	f, err := Measure(t.Context(), harness.Sweep{}, Stop{}, simTrial(1, 2, 4, 8, 16))
	if err != nil {
		t.Fatal(err)
	}
	if h := f.Header; h.Precision != DefaultPrecision || h.MaxTime != DefaultMaxTime || !strings.HasPrefix(f.End.Stopped, "precision 0.005 reached") {
		t.Errorf("precision %v, time %v, stopped %q", h.Precision, h.MaxTime, f.End.Stopped)
	}
	f, err = Measure(t.Context(), harness.Sweep{Blocks: 2}, Stop{}, simTrial(1, 2))
	if err != nil || f.Header.Repeats != 2 || f.Header.Precision != 0 || len(f.Runs) != 4 {
		t.Errorf("%d runs of 2 blocks, %+v, %v", len(f.Runs), f.Header, err)
	}
}

func TestMeasureControl(t *testing.T) {
	own := simTrial(1, 2)
	own.Engine = &harness.Pool{}
	control := harness.Trial{Engine: &harness.Control{}, Job: harness.ControlJob(own.Job, 2), Workers: []int{1}}
	f, err := Measure(t.Context(), harness.Sweep{Blocks: 3}, Stop{}, own, control)
	if err != nil {
		t.Fatal(err)
	}
	if h := f.Header; h.Schedule != "dynamic" || !slices.Equal(h.Control, []int{1}) || len(f.Runs) != 3*3 || f.End.Stopped != "3 blocks done" {
		t.Errorf("schedule %q, control %v, %d runs, %+v", h.Schedule, h.Control, len(f.Runs), f.End)
	}
	if a := analyze(t, f); a.Control == nil {
		t.Error("the analysis has no control")
	}
}

// An alternative algorithm has its own N, and the header has the error of its answers.
func TestMeasureAlternative(t *testing.T) {
	own := simTrial(1, 2)
	for i := range own.Job.Data.Values {
		own.Job.Data.Values[i] = 1
	}
	own.Engine = &harness.Pool{}
	rough := harness.PerRow("sum", []string{"sum"}, func(dst, row []float64) { dst[0] = 1.5 * row[0] })
	own.Job.Workload.Method, own.Job.Workload.Exact, rough.Method = "full", true, "half"
	own.Job.Workload.Alternative = &rough
	alternative := harness.Trial{Engine: harness.Alternative{Engine: &harness.Pool{}}, Job: harness.AlternativeJob(own.Job), Workers: []int{1}}
	f, err := Measure(t.Context(), harness.Sweep{Blocks: 2}, Stop{}, own, alternative)
	if err != nil {
		t.Fatal(err)
	}
	want := &results.Alternative{Method: "half", Workers: []int{1}, ChunkRows: 4, Approximation: results.Approximation{Method: "half", Median: 0.25, Max: 0.25, Rows: 64}}
	if diff := cmp.Diff(want, f.Header.Alternative); diff != "" || f.Header.Method != "full" || len(f.Runs) != 2*3 {
		t.Errorf("method %q, %d runs, alternative (-want +got):\n%s", f.Header.Method, len(f.Runs), diff)
	}
}

func TestMeasureRefuses(t *testing.T) {
	bare := simTrial(1, 2)
	bare.Job.ChunkRows = 0
	for name, c := range map[string]struct {
		trials []harness.Trial
		want   string
	}{
		"no trial":   {nil, "no trial"},
		"two trials": {[]harness.Trial{simTrial(1), simTrial(1)}, "one trial, its control and its alternative"},
		"no grid":    {[]harness.Trial{simTrial()}, "the sweep has no N"},
		"no chunks":  {[]harness.Trial{bare}, "harness.NewJob"},
	} {
		if _, err := Measure(t.Context(), harness.Sweep{Blocks: 1}, Stop{}, c.trials...); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v, want one with %q", name, err, c.want)
		}
	}
}

// The runs before an error, or before the context's end, are not lost.
func TestMeasureKeepsWhatIsDone(t *testing.T) {
	broken := simTrial(1, 2)
	runs := 0
	broken.Engine = &harness.Pool{}
	broken.Job.Workload.Begin = func() {
		if runs++; runs > 3 {
			panic("no")
		}
	}
	f, err := Measure(t.Context(), harness.Sweep{Blocks: 9}, Stop{}, broken)
	if step := (*harness.StepError)(nil); !errors.As(err, &step) || f == nil || len(f.Runs) != 3 || f.End.Failed == "" {
		t.Errorf("error %v, file %+v", err, f)
	}

	ctx, cancel := context.WithCancel(t.Context())
	ended := simTrial(1, 2)
	ended.Engine = &harness.Pool{}
	started := 0
	ended.Job.Workload.Begin = func() {
		if started++; started == 4 {
			cancel()
		}
	}
	f, err = Measure(ctx, harness.Sweep{Blocks: 9}, Stop{}, ended)
	if err != nil || len(f.Runs) < 3 || !f.End.Interrupted {
		t.Errorf("%v, %d runs, end %+v", err, len(f.Runs), f.End)
	}
}

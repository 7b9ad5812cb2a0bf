package prepare

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/workloads"
	"serialfraction/workloads/spec"
)

// A seen is a pass as a watch observes it.
type seen struct {
	Role   Role
	Method string
	Rows   int // that the kernel did
	Ended  bool
}

// seeing returns a watch that records passes.
func seeing(into *[]seen) *Watch {
	return &Watch{Pass: func(p Pass) (harness.Workload, func()) {
		at := len(*into)
		*into = append(*into, seen{Role: p.Role, Method: p.Job.Workload.Method})
		work := p.Job.Workload
		kernel := work.Kernel
		work.Kernel = func(dst []float64, c harness.Chunk) {
			kernel(dst, c)
			(*into)[at].Rows += c.Rows
		}
		return work, func() { (*into)[at].Ended = true }
	}}
}

// A sweep has every requested trial, each with its reference from one pass over its rows,
// which a watch observes. The pass of the job serves its control too.
func TestNewGoesOverTheRowsOnce(t *testing.T) {
	plain := simulatedRequest()
	controlled := simulatedRequest()
	controlled.Engine, controlled.Control, controlled.Results, controlled.Workers = "pool", true, "p.csv", []int{1}
	two := results.Request{Workload: "invert", Source: results.Source{Data: "spd:rows=12,k=4"}, Engine: "sim", Schedule: "dynamic", Workers: []int{2}, Repeats: 1}
	for name, tc := range map[string]struct {
		r       results.Request
		want    []seen
		workers []int
		engines []string
	}{
		"one":            {plain, []seen{{Own, "", 640, true}}, []int{1, 2, 4}, []string{"sim"}},
		"a control":      {controlled, []seen{{Own, "", 640, true}}, []int{1}, []string{"pool", "control"}},
		"two algorithms": {two, []seen{{Own, "full", 12, true}, {Alternative, "diagonal", 12, true}}, []int{1, 2}, []string{"sim", "rival"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []seen
			s := made(t, tc.r, seeing(&got))
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("passes (-want +got):\n%s", diff)
			}
			var engines []string
			for _, trial := range s.Trials {
				engines = append(engines, trial.Engine.Name())
				if trial.Reference == nil || trial.Job.ChunkRows < 1 {
					t.Errorf("%s: %+v", trial.Engine.Name(), trial)
				}
			}
			if !slices.Equal(engines, tc.engines) || !slices.Equal(s.Header.Workers, tc.workers) || !slices.Equal(s.Trials[0].Workers, tc.workers) {
				t.Errorf("%q on N = %v, header %v; want %q on %v", engines, s.Trials[0].Workers, s.Header.Workers, tc.engines, tc.workers)
			}
			if (s.Trials[0].Answer != nil) != (tc.r.Results != "") {
				t.Errorf("memory for an answer of %d values, results %q", len(s.Trials[0].Answer), tc.r.Results)
			}
			if diff := cmp.Diff(&tc.r, s.Header.Request); diff != "" {
				t.Errorf("request (-want +got):\n%s", diff)
			}
			if s.Header.Answer == "" || s.Stop.Blocks != tc.r.Repeats || s.Order.Seed != tc.r.Seed || s.Header.Args == nil || s.Header.Time.IsZero() {
				t.Errorf("%+v, %+v, header %+v", s.Stop, s.Order, s.Header)
			}
		})
	}
}

// In a sweep that is resumed the alternative algorithm has the same chunks as before.
func TestNewKeepsChunksOfTheOtherAlgorithm(t *testing.T) {
	r := results.Request{Workload: "invert", Source: results.Source{Data: "spd:rows=12,k=4"}, Engine: "sim", Schedule: "dynamic", ChunkRows: 2, Repeats: 1}
	before := results.Header{Alternative: &results.Alternative{ChunkRows: 5}}
	s, err := New(t.Context(), r, &before, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := []int{s.Trials[0].Job.ChunkRows, s.Trials[1].Job.ChunkRows}; !slices.Equal(got, []int{2, 5}) {
		t.Errorf("chunks of %v rows", got)
	}
}

func TestNewRefuses(t *testing.T) {
	for name, spoil := range map[string]func(r *results.Request){
		"workload":    func(r *results.Request) { r.Workload = "no such" },
		"engine":      func(r *results.Request) { r.Engine = "no such" },
		"schedule":    func(r *results.Request) { r.Schedule = "no such" },
		"data":        func(r *results.Request) { r.Source.Data = "golub:rows=3" },
		"workers":     func(r *results.Request) { r.Workers = []int{0} },
		"max-workers": func(r *results.Request) { r.Workers, r.MaxWorkers = nil, MostWorkers+1 },
	} {
		r := simulatedRequest()
		spoil(&r)
		var flag *harness.FlagError
		if _, err := New(t.Context(), r, nil, nil); !errors.As(err, &flag) || flag.Flag != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	r := simulatedRequest()
	r.Repeats = 0
	if _, err := New(t.Context(), r, nil, nil); !errors.Is(err, ErrEndless) {
		t.Errorf("without an end: %v", err)
	}
}

// A watch is called at the end of a pass that fails too.
func TestFailedPassEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := 0
	watch := &Watch{Pass: func(p Pass) (harness.Workload, func()) {
		cancel()
		return p.Job.Workload, func() { ended++ }
	}}
	if _, err := New(ctx, simulatedRequest(), nil, watch); !errors.Is(err, context.Canceled) || ended != 1 {
		t.Errorf("%v, ended %d times", err, ended)
	}
}

// program stands for an engine that times programs whole and must be closed.
type program struct {
	harness.Serial
	spawn  error
	closed int
}

func (p *program) Spawn(context.Context) (time.Duration, error) { return time.Millisecond, p.spawn }
func (p *program) Notes() []string                              { return []string{"a note"} }
func (p *program) Close() error                                 { p.closed++; return nil }

// An engine is closed when its sweep is closed, and when the sweep cannot be made.
func TestEngineIsClosed(t *testing.T) {
	for name, tc := range map[string]struct {
		spawn  error
		warmup int
	}{"made": {}, "not started": {spawn: errors.New("no such program")}, "refused later": {warmup: -1}} {
		t.Run(name, func(t *testing.T) {
			engine := &program{spawn: tc.spawn}
			all := workloads.All
			workloads.All = []spec.Workload{{Name: "fake", Program: func(spec.Args, []string) (harness.Engine, error) { return engine, nil }}}
			defer func() { workloads.All = all }()
			s, err := New(t.Context(), results.Request{Workload: "fake", Program: []string{"sort", "-n"}, Workers: []int{2}, Warmup: tc.warmup, Repeats: 1}, nil, nil)
			if err != nil {
				if name == "made" || engine.closed != 1 {
					t.Errorf("%v, closed %d times", err, engine.closed)
				}
				return
			}
			if name != "made" || engine.closed != 0 || s.Header.Spawn == nil || s.Header.Load != nil || s.Header.Data.Name != "sort -n" {
				t.Errorf("closed %d times, header %+v", engine.closed, s.Header)
			}
			if err := s.Close(); err != nil || engine.closed != 1 {
				t.Errorf("%v, closed %d times", err, engine.closed)
			}
		})
	}
}

// A watch learns of the first pass what all takes at least, where a limit of time may be too
// short for it; the alternative's pass and its runs are in that.
func TestWatchKnowsTheLimit(t *testing.T) {
	own := func(change func(*results.Request)) (limit, least time.Duration) {
		r := simulatedRequest()
		r.Engine, r.Repeats, r.MaxTime, r.Precision, r.Warmup = "pool", 0, time.Hour, 0.1, 0
		r.Workers, r.Pace = []int{1}, nil
		change(&r)
		made(t, r, &Watch{Pass: func(p Pass) (harness.Workload, func()) {
			if p.Least != nil {
				limit, least = p.Limit, p.Least(time.Second)
			}
			return p.Job.Workload, func() {}
		}})
		return limit, least
	}
	for name, tc := range map[string]struct {
		change       func(*results.Request)
		limit, least time.Duration
	}{
		"limited":     {func(r *results.Request) {}, time.Hour, 2 * time.Second},
		"warm-up":     {func(r *results.Request) { r.Warmup = 1 }, time.Hour, 3 * time.Second},
		"alternative": {func(r *results.Request) { r.Workload, r.Settings, r.Source.Data = "invert", nil, "spd:rows=64,k=2" }, time.Hour, 4 * time.Second},
		"repeats":     {func(r *results.Request) { r.Repeats = 2 }, 0, 0},
		"simulated":   {func(r *results.Request) { r.Engine = "sim" }, 0, 0},
	} {
		if limit, least := own(tc.change); limit != tc.limit || least != tc.least {
			t.Errorf("%s: limit %v and at least %v, want %v and %v", name, limit, least, tc.limit, tc.least)
		}
	}
}

package harness_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"serialfraction/harness"
)

// Trials of which no block can be made are refused, and do not make a sweep run for ever.
func TestTrialsRefused(t *testing.T) {
	whole := simTrial()
	for name, tc := range map[string]struct {
		trials []harness.Trial
		want   string
	}{
		"none":       {nil, "there is no trial"},
		"no engine":  {[]harness.Trial{{Job: whole.Job, Workers: []int{1}}}, "a trial has an Engine, and a Job with Data"},
		"no job":     {[]harness.Trial{{Engine: whole.Engine, Workers: []int{1}}}, "a trial has an Engine, and a Job with Data"},
		"no workers": {[]harness.Trial{{Engine: whole.Engine, Job: whole.Job}}, "a trial of engine sim has no Workers"},
		"the second": {[]harness.Trial{whole, {Engine: &harness.Control{}, Job: whole.Job}}, "a trial of engine control has no Workers"},
		"N = 0":      {[]harness.Trial{{Engine: whole.Engine, Job: whole.Job, Workers: []int{1, 0}}}, `--workers "0": type 1 or more`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, sweep := range []harness.Sweep{{}, {Blocks: 2, Skip: 3}} {
				runs := 0
				for run, err := range sweep.Runs(t.Context(), tc.trials...) {
					runs++
					if err == nil || !strings.Contains(err.Error(), tc.want) {
						t.Fatalf("run %+v, error %v; want %q", run, err, tc.want)
					}
				}
				if runs != 1 {
					t.Errorf("%d yields, want one error", runs)
				}
				for run := range sweep.Plan(tc.trials...) {
					t.Fatalf("planned %+v", run)
				}
			}
		})
	}
}

// A sweep ends with its context even if its engine ignores the context.
func TestSweepEndsWithContext(t *testing.T) {
	ctx, stop := context.WithCancelCause(t.Context())
	defer stop(nil)
	enough := errors.New("enough")
	trial := simTrial()
	trial.Engine = deaf{trial.Engine}
	runs, last := 0, error(nil)
	for _, err := range (harness.Sweep{}).Runs(ctx, trial) {
		if runs++; runs == 3 {
			stop(enough)
		}
		last = err
	}
	if runs != 4 || !errors.Is(last, enough) {
		t.Errorf("%d yields, the last %v; want three runs and the context's cause", runs, last)
	}
}

// deaf is an engine that ignores the context.
type deaf struct{ harness.Engine }

func (e deaf) Run(_ context.Context, dst []float64, j *harness.Job, workers int) (harness.Timing, error) {
	return e.Engine.Run(context.Background(), dst, j, workers)
}

package harness

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// A Trial is one engine on one job at several N.
type Trial struct {
	Engine  Engine
	Job     *Job
	Workers []int

	// Reference is the answer of the job by a plain loop, never by the engine. The
	// answers of the runs are compared with it. nil = Runs makes it before the first run.
	Reference *Reference

	// Answer is memory of the caller's, Job.ResultLen values, that each run writes its
	// answer into. After a run without an error it holds the answer of that run, which
	// agrees with the Reference, until the next run of the trial. nil = not needed.
	Answer []float64
}

// NewTrial cuts a dataset for runs at the given N and makes the reference, both by one pass
// over the rows, see [Job.Refer]. A sweep makes no other pass before its first run.
func NewTrial(ctx context.Context, e Engine, data *Dataset, work Workload, workers ...int) (Trial, error) {
	t := Trial{Engine: e, Job: &Job{Data: data, Workload: work}, Workers: workers}
	err := checkTrials([]Trial{t})
	if err != nil {
		return Trial{}, err
	}
	if t.Reference, err = t.Job.Refer(ctx, slices.Max(workers)); err != nil {
		return Trial{}, err
	}
	return t, nil
}

// Refer returns the trials with their references. It makes those that are missing.
func Refer(ctx context.Context, trials ...Trial) ([]Trial, error) {
	if err := checkTrials(trials); err != nil {
		return nil, err
	}
	referred := slices.Clone(trials)
	for i, t := range trials {
		if t.Reference != nil {
			continue
		}
		var err error
		if referred[i].Reference, err = NewReference(ctx, t.Job); err != nil {
			return nil, err
		}
	}
	return referred, nil
}

// checkTrials returns an error that describes why no sweep can be made of the trials, or
// nil. Without it, blocks that have no runs would be repeated for ever.
func checkTrials(trials []Trial) error {
	if len(trials) == 0 {
		return errors.New("sweep: there is no trial")
	}
	for _, t := range trials {
		switch {
		case t.Engine == nil || t.Job == nil || t.Job.Data == nil:
			return errors.New("sweep: a trial has an Engine, and a Job with Data")
		case len(t.Workers) == 0:
			return errors.New("sweep: a trial of engine " + t.Engine.Name() + " has no Workers: name the N that it is timed at")
		}
		for _, n := range t.Workers {
			if n < 1 {
				return noWorkers(n)
			}
		}
		if err := t.checkMemory(); err != nil {
			return err
		}
	}
	return nil
}

// checkMemory returns an error where Reference or Answer does not have the size of the
// job's result, or where both are the same memory, so that an answer would be compared
// with itself.
func (t *Trial) checkMemory() error {
	size := t.Job.ResultLen()
	switch {
	case t.Reference != nil && len(t.Reference.Answer) != size:
		return fmt.Errorf("sweep: the Reference of engine %s has %d values, and a result of its job %d: it is that of another job", t.Engine.Name(), len(t.Reference.Answer), size)
	case t.Answer != nil && len(t.Answer) != size:
		return fmt.Errorf("sweep: the Answer of engine %s has room for %d values: make room for Job.ResultLen, %d", t.Engine.Name(), len(t.Answer), size)
	case t.Reference != nil && size > 0 && t.Answer != nil && &t.Answer[0] == &t.Reference.Answer[0]:
		return fmt.Errorf("sweep: the Answer of engine %s is the memory of its Reference: give it memory of its own", t.Engine.Name())
	}
	return nil
}

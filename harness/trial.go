package harness

import "errors"

// A Trial is one engine on one job at several N.
type Trial struct {
	Engine  Engine
	Job     *Job
	Workers []int
}

// checkTrials returns what of trials no sweep can make blocks of, nil where there is
// nothing. A block without runs would be made for ever.
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
	}
	return nil
}

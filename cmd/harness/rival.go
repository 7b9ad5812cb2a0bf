package main

import (
	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
)

// addRival lets every block hold the workload's other algorithm too, at the same N
// and on the same schedule, and with the chunks that it had before.
func (p *plan) addRival(c *cli.Context, grid []int, before *results.Header) error {
	own := p.trials[0]
	kind, err := engineByName(c.String("engine"))
	if err != nil {
		return err
	}
	schedule, err := harness.ScheduleByName(c.String("schedule"))
	if err != nil {
		return err
	}
	job := harness.RivalJob(own.Job)
	if before != nil && before.Rival != nil {
		job.ChunkRows = before.Rival.ChunkRows
	} else if err := chooseChunks(c, job, grid); err != nil {
		return err
	}
	answer, err := harness.Answer(c.Context, job)
	if err != nil {
		return err
	}
	work, rival := own.Job.Workload, job.Workload
	rough, approximate, exact := work.Method, p.answer, answer
	if work.Exact {
		rough, approximate, exact = rival.Method, answer, p.answer
	}
	p.header.Rival = &results.Rival{Method: rival.Method, Workers: grid, ChunkRows: job.ChunkRows,
		Approximation: results.NewApproximation(rough, approximate, exact, len(work.Outputs))}
	engine := harness.Rival{Engine: kind.make(schedule, simLaw(0), c.Uint64("seed"))}
	p.trials = append(p.trials, harness.Trial{Engine: engine, Job: job, Workers: grid})
	return nil
}

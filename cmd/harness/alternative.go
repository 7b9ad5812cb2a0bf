package main

import (
	"slices"

	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/results"
)

// alternativeTrial is the workload's other algorithm, for every block to hold too: at the
// same N, on the same schedule, and with the chunks that it had before.
func alternativeTrial(c *cli.Context, r results.Request, own harness.Trial, before *results.Header) (harness.Trial, error) {
	none := harness.Trial{}
	kind, err := engineByName(r.Engine)
	if err != nil {
		return none, err
	}
	schedule, err := harness.ScheduleByName(r.Schedule)
	if err != nil {
		return none, err
	}
	job := harness.AlternativeJob(own.Job)
	job.ChunkRows = r.ChunkRows
	if before != nil && before.Alternative != nil {
		job.ChunkRows = before.Alternative.ChunkRows
	}
	ref, err := refer(c, "the answer of the method "+job.Workload.Method, job, slices.Max(own.Workers))
	if err != nil {
		return none, err
	}
	engine := harness.Alternative{Engine: kind.make(schedule, simLaw(0), r.Seed)}
	return harness.Trial{Engine: engine, Job: job, Workers: own.Workers, Reference: ref}, nil
}

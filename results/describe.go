package results

import (
	"cmp"
	"errors"
	"fmt"

	"serialfraction/harness"
)

// DataOf returns the description of a dataset for a result file.
func DataOf(d *harness.Dataset) Data {
	return Data{Name: d.Name, Rows: d.NumRows(), Cols: d.Cols,
		Groups: d.Groups.Names, Sizes: d.Groups.Sizes, SHA256: d.Digest()}
}

// HeaderOf returns a header with the fields that follow from trials: the work, its rows and
// its N. The first trial is the one that is fitted. The others are its control and its
// alternative, at most one of each, in any order.
func HeaderOf(trials ...harness.Trial) (Header, error) {
	if len(trials) == 0 {
		return Header{}, errors.New("sweep: there is no trial")
	}
	own := trials[0]
	if own.Job.ChunkRows < 1 {
		return Header{}, fmt.Errorf("sweep: the job of %s has no ChunkRows: make it with harness.NewJob, or set the number of rows that a worker takes at a time", own.Job.Workload.Name)
	}
	job, work := own.Job, own.Job.Workload
	h := Header{
		Data: DataOf(job.Data), Workload: work.Name, Method: work.Method, Script: work.Script, Outputs: work.Outputs, Engine: own.Engine.Name(),
		ChunkRows: job.ChunkRows, Chunks: job.NumChunks(), Pace: work.Pace, Weighted: work.Pace > 0 && work.Weight != nil,
		Workers: own.Workers, PinCPUs: job.CPUs,
	}
	if pool, ok := own.Engine.(*harness.Pool); ok {
		h.Schedule = cmp.Or(pool.Schedule.Name, harness.Schedules[0].Name)
	}
	for _, t := range trials[1:] {
		switch kind := harness.EngineKindOf(t.Engine.Name()); {
		case kind.Control && h.Control == nil:
			h.Control = t.Workers
		case kind.Alternative && h.Alternative == nil:
			h.Alternative = &Alternative{Method: t.Job.Workload.Method, Workers: t.Workers, ChunkRows: t.Job.ChunkRows}
		default:
			return Header{}, fmt.Errorf("sweep: a trial of engine %s beside that of %s: a sweep has one trial, its control and its alternative, each at most once", kind.Name, h.Engine)
		}
	}
	return h, nil
}

// Answers sets the fields of h that follow from the references of trials, see
// [harness.Refer]: the digest of the first answer, and the error of an alternative against
// it. The reference of a control is of a part of the rows only, and is not used.
func (h *Header) Answers(trials ...harness.Trial) {
	own := trials[0]
	h.Answer = own.Reference.Digest
	for _, t := range trials[1:] {
		if harness.EngineKindOf(t.Engine.Name()).Alternative {
			h.Alternative.Approximation = approximation(own.Job.Workload, t.Job.Workload, own.Reference.Answer, t.Reference.Answer)
		}
	}
}

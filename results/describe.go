package results

import (
	"cmp"
	"errors"
	"fmt"

	"serialfraction/harness"
)

// DataOf returns a dataset as a result file describes it.
func DataOf(d *harness.Dataset) Data {
	return Data{Name: d.Name, Rows: d.NumRows(), Cols: d.Cols,
		Groups: d.Groups.Names, Sizes: d.Groups.Sizes, SHA256: d.Digest()}
}

// HeaderOf returns what trials tell of a header: what is done, on which rows, at which N.
// The first trial is the one that is fitted; the others, in any order and one of each,
// are its control and its alternative.
func HeaderOf(trials ...harness.Trial) (Header, error) {
	if len(trials) == 0 {
		return Header{}, errors.New("sweep: there is no trial")
	}
	own := trials[0]
	if own.Job.ChunkRows < 1 {
		return Header{}, fmt.Errorf("sweep: the job of %s has no ChunkRows: make it with harness.NewJob, or say how many rows are handed out at a time", own.Job.Workload.Name)
	}
	job, work := own.Job, own.Job.Workload
	h := Header{
		Data: DataOf(job.Data), Workload: work.Name, Method: work.Method, Outputs: work.Outputs, Engine: own.Engine.Name(),
		ChunkRows: job.ChunkRows, Chunks: job.NumChunks(), Pace: work.Pace, Weighted: work.Pace > 0 && work.Weight != nil,
		Workers: own.Workers,
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
			return Header{}, fmt.Errorf("sweep: a trial of engine %s beside that of %s: one sweep is one trial, its control and its alternative", kind.Name, h.Engine)
		}
	}
	return h, nil
}

// Answers adds what the references of trials tell, see [harness.Refer]: the digest of
// the first, and how far that of an alternative is from it. A control's says nothing, for it
// is of a part of the rows.
func (h *Header) Answers(trials ...harness.Trial) {
	own := trials[0]
	h.Answer = own.Reference.Digest
	for _, t := range trials[1:] {
		if harness.EngineKindOf(t.Engine.Name()).Alternative {
			h.Alternative.Approximation = approximation(own.Job.Workload, t.Job.Workload, own.Reference.Answer, t.Reference.Answer)
		}
	}
}

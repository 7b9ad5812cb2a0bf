package harness

import "fmt"

// Check returns an error that describes why no engine can run the job with its answer in
// dst, or nil. Engines call it first, so that none of these faults stops a run whose
// workers have been started.
func (j *Job) Check(dst []float64) error {
	fault := func(format string, args ...any) error {
		return fmt.Errorf("job of workload %s: "+format, append([]any{j.Workload.Name}, args...)...)
	}
	rows := j.Data.NumRows()
	switch packed := j.Workload.Packed; {
	case j.ChunkRows < 1:
		return fault("%d rows in a chunk: make the job with harness.NewJob, or set ChunkRows to the number of rows handed out at a time", j.ChunkRows)
	case len(dst) != j.ResultLen():
		return fault("an answer of %d values for a result of %d: make room for Job.ResultLen values", len(dst), j.ResultLen())
	case rows > 0 && j.Workload.Kernel == nil && j.Workload.NewWorker == nil:
		return fault("no Kernel and no NewWorker: a workload has one of the two")
	case packed && j.Data.Store == nil, packed && len(j.Data.Store.Packed) < rows*j.Data.Store.Stride:
		return fault("the kernel reads packed rows, and dataset %s holds none: read it from a file that is kept packed, such as .bed", j.Data.Name)
	case !packed && !j.decodes() && len(j.Data.Values) < rows*j.Data.Cols:
		return fault("dataset %s holds %d values, and %d rows of %d are %d", j.Data.Name, len(j.Data.Values), rows, j.Data.Cols, rows*j.Data.Cols)
	}
	return nil
}

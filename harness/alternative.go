package harness

// An Alternative is an engine that runs another algorithm beside that of the sweep. It does
// what the embedded Engine does, under the name "rival", which tells its runs apart.
type Alternative struct{ Engine }

// Name returns "rival", the name of the engine in result files.
func (Alternative) Name() string { return AlternativeKind.Name }

// Skip passes over a run that another process made.
func (r Alternative) Skip() {
	if e, ok := r.Engine.(skipper); ok {
		e.Skip()
	}
}

func (r Alternative) refer(j *Job, ref *Reference) {
	if e, ok := r.Engine.(referrer); ok {
		e.refer(j, ref)
	}
}

// Timeline returns the chunk times of the last run.
func (r Alternative) Timeline() Timeline { return timelineOf(r.Engine) }

// AlternativeJob returns the job of a workload's alternative on the same rows and chunks.
func AlternativeJob(j *Job) *Job {
	alternative := *j
	alternative.Workload = *j.Workload.Alternative
	alternative.Workload.Pace = j.Workload.Pace
	return &alternative
}

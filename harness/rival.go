package harness

// Rival is an engine that runs another algorithm beside the one of a sweep: the
// engine that it embeds, under a name of its own.
type Rival struct{ Engine }

// Name returns "rival".
func (Rival) Name() string { return "rival" }

// Skip counts a run that another process made.
func (r Rival) Skip() {
	if e, ok := r.Engine.(skipper); ok {
		e.Skip()
	}
}

// Timeline returns the chunk times of the last run.
func (r Rival) Timeline() Timeline { return timelineOf(r.Engine) }

// RivalJob returns the job of a workload's rival on the same rows and chunks.
func RivalJob(j *Job) *Job {
	rival := *j
	rival.Workload = *j.Workload.Rival
	rival.Workload.Pace = j.Workload.Pace
	return &rival
}

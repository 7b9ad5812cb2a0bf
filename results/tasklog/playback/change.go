package playback

import (
	"math"
	"slices"

	"serialfraction/results/tasklog"
)

// Without returns the job as if these causes lost nothing; those of which a job knows nothing
// change nothing.
//
//	Start, Driver, End: no time before the first stage, between stages, after the last
//	Spawn:              all slots are there at the begin
//	Dispatch:           tasks start at once
func (j *Job) Without(causes ...tasklog.Cause) *Job {
	if len(causes) == 0 {
		return j
	}
	other := *j
	other.stages = slices.Clone(j.stages)
	for _, c := range causes {
		switch c {
		case tasklog.Start:
			first := int64(math.MaxInt64)
			for _, s := range other.stages {
				if s.begins() {
					first = min(first, s.lag)
				}
			}
			for i := range other.stages {
				if s := &other.stages[i]; s.begins() {
					s.lag = 0
				}
			}
			other.came = slices.Clone(other.came)
			for k := range other.came { // what came meanwhile is there now
				other.came[k] = max(0, other.came[k]-first)
			}
		case tasklog.Driver:
			for i := range other.stages {
				if s := &other.stages[i]; !s.begins() {
					s.lag = 0
				}
			}
		case tasklog.End:
			other.tail = 0
		case tasklog.Spawn:
			other.came = nil
		case tasklog.Dispatch, tasklog.Queue:
			other.seen = Observed{}
		}
	}
	return other.chained()
}

// chained returns the job, changed, with the chain that it now is.
func (j *Job) chained() *Job {
	j.chain = j.unwaiting().Play(Infinite, Pace{})
	return j
}

// Faster returns the job as if each task were so many times as fast, at least 1, and all else took as long.
func (j *Job) Faster(times float64) *Job {
	other := *j
	other.length, other.busy = make([]int64, len(j.length)), 0
	for i, length := range j.length {
		other.length[i] = int64(math.Round(float64(length) / times))
		weight := 1.0
		if j.weight != nil {
			weight = float64(j.weight[i])
		}
		other.busy += float64(other.length[i]) * weight
	}
	return other.chained()
}

// AtMost returns the job as if no task took longer than so many nanoseconds, at least 1: each that
// does is cut into as few equal parts as that takes.
func (j *Job) AtMost(nanoseconds int64) *Job {
	other := *j
	other.stages = slices.Clone(j.stages)
	other.length, other.rank, other.late, other.weight = nil, nil, nil, nil
	for i := range other.stages {
		s := &other.stages[i]
		first := len(other.length)
		for task := j.stages[i].first; task < j.stages[i].last; task++ {
			parts := max(1, (j.length[task]-1)/nanoseconds+1)
			each, rest := j.length[task]/parts, j.length[task]%parts
			for part := range parts {
				length := each + rest*(part+1)/parts - rest*part/parts // the whole times part may be more than an int64 holds
				other.length = append(other.length, length)
				other.rank = append(other.rank, j.rank[task])
				if j.late != nil {
					other.late = append(other.late, j.late[task])
				}
				if j.weight != nil {
					other.weight = append(other.weight, j.weight[task])
				}
			}
		}
		s.first, s.last = first, len(other.length)
	}
	return other.chained()
}

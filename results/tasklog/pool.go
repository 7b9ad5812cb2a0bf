package tasklog

// Pool returns the run of one pool of slots, with its tasks and slots alone. What the other pools
// do meanwhile is no part of it: while nothing of its own runs or waits, its slots wait for what
// is outside it. It copies the tasks.
func (r *Run) Pool(pool int) *Run {
	one := *r
	one.Pools, one.Tasks, one.Slots = nil, nil, nil
	for _, t := range r.Tasks {
		if int(t.Pool) == pool {
			t.Pool = 0
			one.Tasks = append(one.Tasks, t)
		}
	}
	for _, s := range r.Slots {
		if int(s.Pool) == pool {
			s.Pool = 0
			one.Slots = append(one.Slots, s)
		}
	}
	return &one
}

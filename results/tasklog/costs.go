package tasklog

import "math"

// A StageAccount says what the tasks of one stage took and lost. What slots lose while several
// stages run is shared among the tasks that run, or that wait, at that time.
type StageAccount struct {
	Stage int32 // of Run.Stages
	Tasks int   // whose result was used
	Busy  float64
	Span  float64 // from its first start to its last end

	Waiting   float64 // slot-seconds lost while tasks of the stage waited
	Imbalance float64 // slot-seconds lost while others had nothing left to start
	Quantised float64 // of Imbalance: K equal tasks do not divide by N
	Longest   float64 // seconds, its longest task
	ByLongest float64 // of Imbalance: the longest task alone took more than an even share
}

// costs shares out what slots lose. Lost time for each slot that a task takes is a function of
// time that grows; what a task lost is the difference between its values at its end and at its
// start, so that a stage is the sum of these, and no moment goes through all that runs in it.
type costs struct {
	run    *Run
	byRun  float64 // imbalance for each slot that runs, so far
	byWait float64 // waiting for each slot that is waited for, so far

	stage []StageAccount
	first []int64
	last  []int64
}

func newCosts(r *Run) *costs {
	c := &costs{run: r, stage: make([]StageAccount, len(r.Stages)), first: make([]int64, len(r.Stages)), last: make([]int64, len(r.Stages))}
	for i := range c.stage {
		c.stage[i].Stage = int32(i)
		c.first[i] = math.MaxInt64
	}
	return c
}

func (c *costs) add(m moment) {
	seconds := float64(m.to-m.from) / 1e9
	if m.running > 0 {
		c.byRun += float64(m.lost[Imbalance]) * seconds / float64(m.running)
	}
	if m.waiting > 0 {
		c.byWait += float64(m.lost[Spawn]+m.lost[Dispatch]+m.lost[Queue]) * seconds / float64(m.waiting)
	}
}

func (c *costs) ready(task int32) {
	t := &c.run.Tasks[task]
	c.stage[t.Stage].Waiting -= c.byWait * float64(t.Slots())
}

func (c *costs) start(task int32) {
	t := &c.run.Tasks[task]
	s := &c.stage[t.Stage]
	s.Waiting += c.byWait * float64(t.Slots())
	s.Imbalance -= c.byRun * float64(t.Slots())
	c.first[t.Stage] = min(c.first[t.Stage], t.Start)
}

func (c *costs) end(task int32) {
	t := &c.run.Tasks[task]
	s := &c.stage[t.Stage]
	s.Imbalance += c.byRun * float64(t.Slots())
	c.last[t.Stage] = t.Start + t.Length()
	if !t.Unused {
		seconds := float64(t.Length()) / 1e9
		s.Tasks++
		s.Busy += seconds * float64(t.Slots())
		s.Longest = max(s.Longest, seconds)
	}
}

// stages returns the stages that had a task.
func (c *costs) stages(slots int) []StageAccount {
	var all []StageAccount
	for i, s := range c.stage {
		if c.first[i] == math.MaxInt64 {
			continue
		}
		s.Span = float64(c.last[i]-c.first[i]) / 1e9
		s.Waiting, s.Imbalance = max(0, s.Waiting), max(0, s.Imbalance)
		if s.Tasks > 0 {
			rounds := float64((s.Tasks + slots - 1) / slots)
			s.Quantised = min(s.Imbalance, s.Busy*(rounds*float64(slots)/float64(s.Tasks)-1))
			s.ByLongest = min(s.Imbalance-s.Quantised, max(0, s.Longest*float64(slots)-s.Busy))
		}
		all = append(all, s)
	}
	return all
}

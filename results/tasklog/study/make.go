package study

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/sweep"
)

const (
	mostBins   = 240     // of a course
	mostSlots  = 1 << 24 // that can be asked about
	mostStages = 20      // of those that lost most
	mostTasks  = 10      // of the longest
)

// Make answers a question of the logs of one job, of which there is at least one. Of several, the
// answer is of the one with the most slots, the last of them where there are more, and Sweep of all.
// It changes nothing of the runs but the begin of each, where the question tells what the job took
// altogether. Logs of other jobs are a *sweep.Unlike, and logs that all have one N a *sweep.OneN.
func Make(runs []*tasklog.Run, q Question) (*Study, error) {
	if err := q.check(); err != nil {
		return nil, err
	}
	var accounts []*tasklog.Account
	main := 0
	for i, r := range runs {
		if early := r.To - int64(q.Wall); q.Wall > 0 && early < r.From {
			r.From = early
		}
		a, err := r.Account(q.slots(i))
		if err != nil {
			return nil, err
		}
		accounts = append(accounts, a)
		if a.Slots >= accounts[main].Slots {
			main = i
		}
	}
	if len(runs) == 1 {
		return one(runs[0], accounts[0], q, nil)
	}
	all, err := sweep.Of(runs, accounts)
	if err != nil {
		return nil, err
	}
	return one(runs[main], accounts[main], q, all)
}

// slots returns what the person said of the N of a run.
func (q Question) slots(run int) int {
	if run < len(q.Slots) {
		return q.Slots[run]
	}
	return 0
}

// check refuses what can have no answer.
func (q Question) check() error {
	for _, slots := range slices.Concat(q.Ask, q.Also) {
		if slots < 1 {
			return fmt.Errorf("a run in %d slots: it takes at least 1", slots)
		}
		if slots > mostSlots {
			return fmt.Errorf("a run in %d slots: no more than %d can be played; ask about fewer", slots, mostSlots)
		}
	}
	if q.Wall < 0 || q.AtMost < 0 {
		return errors.New("a time below 0")
	}
	return nil
}

// one answers a question of one log, which may be one of a sweep.
func one(r *tasklog.Run, a *tasklog.Account, q Question, all *sweep.Sweep) (*Study, error) {
	s := &Study{Schema: 1, Format: r.Format, Sources: []string{r.Source}, Pools: []*Study{}}
	s.describe(r, a)
	s.costs(r, a)
	s.account(a)
	if all != nil {
		s.sweep(r, all)
	}
	if err := s.replay(r, a, q); err != nil {
		return nil, err
	}
	if err := s.pools(r, q); err != nil {
		return nil, err
	}
	s.conclude(r, a, q)
	return s, nil
}

// pools answers for each pool of slots by itself. One that no task ran in has no answer.
func (s *Study) pools(r *tasklog.Run, q Question) error {
	if len(r.Pools) < 2 {
		return nil
	}
	for i := range r.Pools {
		p := r.Pool(i)

		a, err := p.Account(0)
		if errors.Is(err, tasklog.ErrNoTask) {
			continue
		} else if err != nil {
			return err
		}
		of, err := one(p, a, q, nil)
		if err != nil {
			return err
		}
		of.Pool = r.Pools[i]
		s.Pools = append(s.Pools, of)
	}
	return nil
}

func seconds(nanoseconds int64) float64 { return time.Duration(nanoseconds).Seconds() }

// describe says what the run was.
func (s *Study) describe(r *tasklog.Run, a *tasklog.Account) {
	s.WallSeconds, s.Slots, s.SlotsInferred, s.SlotsSeen, s.SlotsMean = seconds(a.Wall), a.Slots, !a.Told, a.Seen, a.Mean
	s.Tasks, s.Unused, s.Stages, s.QuantumSecond = a.Tasks, a.Unused, len(a.Stages), seconds(a.Quantum)
	s.T1Seconds, s.SerialSeconds, s.BusySeconds, s.OverlapSeconds = a.T1().Seconds(), seconds(a.Serial), a.Busy.Seconds(), a.Overlap.Seconds()
	s.LongestSeconds = seconds(a.Longest)
	s.Parts = []Part{}
	for _, p := range r.Parts {
		s.Parts = append(s.Parts, Part{p.Name, seconds(p.Nanoseconds), p.Beside})
	}
	s.Course = []Moment{}
	for _, b := range r.Course(a.Slots, mostBins) {
		s.Course = append(s.Course, Moment{seconds(b.From), seconds(b.To), b.Busy, b.Rework, b.Serial, b.Waiting, b.Idle, b.Released})
	}
}

// account says what the serial fraction is and what it is made of.
func (s *Study) account(a *tasklog.Account) {
	if e, ok := a.Fraction(); ok {
		low, _ := a.Low()
		s.Fraction = &Bounds{e, low, e}
	}
	s.Faster = []Faster{}
	for _, factor := range []float64{1.1, 1.2} {
		if e, ok := a.Faster(factor); ok {
			s.Faster = append(s.Faster, Faster{factor, e})
		}
	}
	if e, ok := a.Waiting(); ok {
		s.Waiting = &e
	}
	if ran := seconds(a.Wall - a.Serial); a.CPU != tasklog.Unknown && ran > 0 {
		cpus := a.CPU / ran
		s.CPUs = &cpus
	}
	s.Causes = []Cause{}
	for c := tasklog.Start; c < tasklog.Causes; c++ {
		lost := a.Lost[c].Seconds()
		cause := Cause{Name: c.String(), SlotSeconds: lost, WallSeconds: lost / float64(a.Slots), Told: c.Told().String(), Cause: c}
		if c.Serial() && a.Slots > 1 {
			cause.WallSeconds = lost / float64(a.Slots-1)
		}
		if share, ok := a.Share(c); ok && c.Told() != tasklog.Invisible {
			low, high := share, share
			if c.Told() == tasklog.Bounded {
				low = 0
			}
			cause.SerialFraction, cause.Lo, cause.Hi = &share, &low, &high
		}
		cause.Says = s.meaning(&cause)
		if lost > 0 || c == tasklog.Inflation {
			s.Causes = append(s.Causes, cause)
		}
	}
}

// costs names the stages that lost most and the longest tasks.
func (s *Study) costs(r *tasklog.Run, a *tasklog.Account) {
	s.Costly = []Stage{}
	for _, c := range a.Stages {
		s.Costly = append(s.Costly, Stage{r.Stages[c.Stage].Name, c.Tasks, c.Busy, c.Span, c.Longest, c.Waiting, c.Imbalance, c.Quantised, c.ByLongest})
	}
	slices.SortStableFunc(s.Costly, func(a, b Stage) int {
		return cmp.Or(cmp.Compare(b.Waiting+b.Imbalance, a.Waiting+a.Imbalance), cmp.Compare(b.Busy, a.Busy))
	})
	s.Costly = s.Costly[:min(mostStages, len(s.Costly))]

	var longest []int
	for i := range r.Tasks {
		t := &r.Tasks[i]
		if t.Unused || len(longest) == mostTasks && t.Length() <= r.Tasks[longest[mostTasks-1]].Length() {
			continue
		}
		at := len(longest)
		for at > 0 && r.Tasks[longest[at-1]].Length() < t.Length() {
			at--
		}
		longest = slices.Insert(longest, at, i)
		longest = longest[:min(mostTasks, len(longest))]
	}
	s.Longest = []Task{}
	from := r.From
	for _, i := range longest {
		t := &r.Tasks[i]
		s.Longest = append(s.Longest, Task{t.Key, r.Stages[t.Stage].Name, seconds(t.Start - from), seconds(t.Length())})
	}
}

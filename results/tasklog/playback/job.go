package playback

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"serialfraction/results/tasklog"
)

// A Job is what a log tells of what there was to do and in which order. It is never changed once
// it is made, and may be played by several goroutines.
type Job struct {
	slots     int     // of the log
	wall      int64   // of the log
	tail      int64   // after the last task
	busy      float64 // of the tasks, in slots, ns: more than an int64 holds of a large cluster
	stages    []stage
	over      []int32   // stages in the order in which they ended
	before    [][]int32 // of each stage, those that have it in their after
	came      []int64   // when each slot came, ascending; nil = all at the begin
	left      int       // slots of the log that had gone when the last task began
	seen      Observed
	unordered bool   // what a task waited for is not told: late has when it began
	widest    int    // slots that a task takes, the most
	own       int64  // what it took where the log's own slots were played
	chain     Played // where no task waits for a slot or for what starts it

	// of each task, stage by stage, and in a stage in the order of their starts
	length []int64
	rank   []int32 // by start, among all tasks
	late   []int64 // after its stage, when it could begin; nil = with its stage
	weight []int32 // the slots it takes; nil = 1
}

// A stage is a group of tasks that could begin together.
type stage struct {
	index       int32 // of Run.Stages
	first, last int   // its tasks: [first, last)
	lag         int64 // from when what was before it was over to its first start
	after       []int32
	overs       int // where after is nil: so many of Job.over had to be over

	could, begun, ended int64 // in the log: when it was ready, its first start, its last end
}

// begins reports whether the stage waits for no other.
func (s *stage) begins() bool { return s.after == nil && s.overs == 0 }

// Of returns the job of a run that had so many slots. Beside the run it keeps 12 bytes for each
// task, 8 more where tasks could begin at times of their own, and 4 more where some took several
// slots; while it is made, 12 more.
func Of(r *tasklog.Run, slots int) *Job {
	from, to := r.Span()
	total := 0
	for i := range r.Tasks {
		total += r.Tasks[i].Slots()
	}
	j := &Job{slots: slots, wall: to - from, unordered: r.Unordered, came: r.Came(min(slots, total))}
	l := read(r, slots, j.came)
	var free []int64
	j.seen, free = l.observe()
	l.ends = nil
	j.stages = stages(r, l.ready)
	j.tasks(&l)
	j.arrange(r, free)
	last := from
	for _, s := range j.stages {
		last = max(last, s.ended)
	}
	j.tail = to - last
	j.left = left(r, slots)
	_, mid, _ := j.Paces()
	mid.Gap = j.seen.Gap.Mid
	j.own = j.Play(slots, mid).Nanoseconds
	j.chained()
	return j
}

// left returns how many of so many slots had gone when the last task began that had a result of use;
// 0 where the log does not tell when slots went.
func left(r *tasklog.Run, slots int) int {
	last, stay, gone := int64(math.MinInt64), 0, false
	for i := range r.Tasks {
		if t := &r.Tasks[i]; !t.Unused {
			last = max(last, t.Start)
		}
	}
	for _, s := range r.Slots {
		if s.From <= last && last < s.To {
			stay += s.Count
		}
		gone = gone || s.To <= last
	}
	if !gone {
		return 0
	}
	return max(0, slots-stay)
}

// stages returns the stages that have a task whose result was used.
func stages(r *tasklog.Run, ready []int64) []stage {
	all := make([]stage, len(r.Stages))
	for i := range all {
		all[i] = stage{index: int32(i), could: ready[i], begun: math.MaxInt64, ended: math.MinInt64}
	}
	for i := range r.Tasks {
		t := &r.Tasks[i]
		if s := &all[t.Stage]; !t.Unused {
			s.last++
			s.begun, s.ended = min(s.begun, t.Start), max(s.ended, t.Start+t.Length())
		}
	}
	all = slices.DeleteFunc(all, func(s stage) bool { return s.last == 0 })
	next := 0
	for i := range all {
		s := &all[i]
		s.first, s.last = next, next+s.last
		s.could = min(s.could, s.begun)
		next = s.last
	}
	return all
}

// tasks puts the tasks whose result was used behind each other, stage by stage.
func (j *Job) tasks(l *logged) {
	r := l.run
	place := make([]int, len(r.Stages)) // where the next task of a stage goes
	count := 0
	for _, s := range j.stages {
		place[s.index] = s.first
		count = s.last
	}
	j.length, j.rank = make([]int64, count), make([]int32, count)
	rank := int32(0)
	for _, i := range l.starts {
		t := &r.Tasks[i]
		if t.Unused {
			continue
		}
		at := place[t.Stage]
		place[t.Stage]++
		j.length[at], j.rank[at] = t.Length(), rank
		rank++
		j.busy += float64(t.Length()) * float64(t.Slots())
		if own := t.ReadyAt(l.ready) - l.ready[t.Stage]; own > 0 {
			if j.late == nil {
				j.late = make([]int64, count)
			}
			j.late[at] = own
		}
		j.widest = max(j.widest, t.Slots())
		if t.Slots() > 1 && j.weight == nil {
			j.weight = make([]int32, count)
		}
	}
	if j.weight != nil {
		for _, s := range j.stages {
			place[s.index] = s.first
		}
		for _, i := range l.starts {
			if t := &r.Tasks[i]; !t.Unused {
				j.weight[place[t.Stage]] = int32(t.Slots())
				place[t.Stage]++
			}
		}
	}
}

// arrange puts each stage behind those that it came after: the logged ones that were over when it
// could begin, and where there is none, all that were. Free says when a slot was first free for
// it: it began later only for what is its own.
func (j *Job) arrange(r *tasklog.Run, free []int64) {
	from, _ := r.Span()
	place := make([]int32, len(r.Stages))
	for i := range place {
		place[i] = tasklog.Unknown
	}
	j.before = make([][]int32, len(j.stages))
	for i := range j.stages {
		place[j.stages[i].index] = int32(i)
		j.over = append(j.over, int32(i))
	}
	slices.SortFunc(j.over, func(a, b int32) int {
		return cmp.Or(cmp.Compare(j.stages[a].ended, j.stages[b].ended), cmp.Compare(a, b))
	})
	turn := make([]int, len(j.stages)) // where it is in over: what comes after is not before it
	for k, i := range j.over {
		turn[i] = k
	}
	for i := range j.stages {
		s := &j.stages[i]
		before := from
		over := func(p int32) bool { return turn[p] < turn[i] && j.stages[p].ended-r.Quantum <= s.could }
		for _, p := range r.Stages[s.index].After {
			if at := place[p]; at != tasklog.Unknown && over(at) {
				s.after = append(s.after, at)
				before = max(before, j.stages[at].ended)
			}
		}
		if s.after == nil {
			s.overs = sort.Search(len(j.over), func(k int) bool { return !over(j.over[k]) }) // of many stages, a search for each
			if s.overs > 0 {
				before = max(before, j.stages[j.over[s.overs-1]].ended)
			}
		}
		for _, at := range s.after {
			j.before[at] = append(j.before[at], int32(i))
		}
		s.lag = max(0, s.could-before) + max(0, s.begun-max(s.could, free[s.index]))
	}
}

package playback

import (
	"math"
	"slices"
)

// A Pace is what starting tasks takes, ns.
type Pace struct {
	Gap     int64 // a slot that a task has left takes the next after it
	Spacing int64 // no two tasks are started closer together
}

// Infinite is a number of slots that no task has to wait for.
const Infinite = math.MaxInt32

// A Played is a run that was played.
type Played struct {
	Nanoseconds int64
	Path        []int32 // the stages that each waited for the one before, to the end: of Run.Stages
}

// Play plays the job in so many slots, at least 1. It takes O(K log K) for K tasks, however many
// slots there are and a task takes. A time beyond those that an int64 has is the last that it has.
func (j *Job) Play(slots int, pace Pace) Played {
	p := player{job: j, pace: pace, states: make([]state, len(j.stages)),
		free:  pile[freed]{before: func(a, b freed) bool { return a.at < b.at }},
		ready: pile[ranked]{before: func(a, b ranked) bool { return a.rank < b.rank }},
		later: pile[wait]{before: func(a, b wait) bool { return a.at < b.at }},
	}
	p.begin(slots)
	for {
		at, ok := p.next()
		if !ok {
			return p.end()
		}
		p.start(at)
	}
}

// A player plays a job.
type player struct {
	job    *Job
	pace   Pace
	states []state
	slots  int          // all that there are
	free   pile[freed]  // when the slots that have come to be used are free
	unused int          // slots that have not been used yet
	came   int          // slots that have been used
	enough bool         // of them, from the begin on: each task has slots of its own, and none is looked for again
	ready  pile[ranked] // stages whose next task could begin now, the one that the log started first on top
	later  pile[wait]   // stages whose next task can begin later, the soonest on top
	last   int64        // the last start
	roots  []int32      // stages that wait for so many others to be over, fewest first
	over   int          // so many stages of job.over are over
	overs  int64        // when the last of them was
	overBy int32        // which that is
}

// A freed is some slots and when they are free: those that one task has left, or some of them.
type freed struct {
	at    int64
	count int
}

// A ranked is a stage and the rank of its next task.
type ranked struct{ rank, stage int32 }

// A wait is a stage and when its next task can begin.
type wait struct {
	at    int64
	stage int32
}

// A state is how far a stage has come.
type state struct {
	next    int   // its next task
	release int64 // when it could begin
	waits   int   // for so many stages
	before  int64 // when the last of these was over
	by      int32 // which that is, or tasklog.Unknown
	ended   int64 // its last end so far
	done    bool
}

func (p *player) begin(slots int) {
	p.slots = min(slots, p.job.Tasks())
	p.enough = slots >= p.job.Tasks() && len(p.job.came) == 0
	p.unused = p.slots
	p.last = math.MinInt64 / 2
	p.overBy = -1
	for i := range p.job.stages {
		s := &p.job.stages[i]
		p.states[i] = state{next: s.first, waits: len(s.after), by: -1}
		if s.after == nil {
			p.roots = append(p.roots, int32(i))
		}
	}
	slices.SortStableFunc(p.roots, func(a, b int32) int { return p.job.stages[a].overs - p.job.stages[b].overs })
	p.release()
}

// release lets the stages begin that waited for no more than what is over.
func (p *player) release() {
	for len(p.roots) > 0 && p.job.stages[p.roots[0]].overs <= p.over {
		s := p.roots[0]
		p.roots = p.roots[1:]
		p.begins(s, p.overs, p.overBy)
	}
}

// begins says that all that a stage waited for was over at a time.
func (p *player) begins(s int32, before int64, by int32) {
	p.states[s].by = by
	p.states[s].release = after(before, p.job.stages[s].lag)
	p.wait(s)
}

// wait puts a stage where its next task can begin.
func (p *player) wait(s int32) {
	at := p.states[s].release
	if p.job.late != nil {
		at = after(at, p.job.late[p.states[s].next])
	}
	p.later.push(wait{at, s})
}

// next returns when the next task starts; false where none is left.
func (p *player) next() (int64, bool) {
	if p.ready.len() == 0 && p.later.len() == 0 {
		return 0, false
	}
	at := max(p.slot(), after(p.last, p.pace.Spacing))
	if p.ready.len() == 0 {
		at = max(at, p.later.top().at)
	}
	for p.later.len() > 0 && p.later.top().at <= at {
		w := p.later.pop()
		p.ready.push(ranked{p.job.rank[p.states[w.stage].next], w.stage})
	}
	return at, true
}

// slot returns when the next slot is free.
func (p *player) slot() int64 {
	if p.unused > 0 {
		if comes := p.job.comes(p.came); p.free.len() == 0 || comes <= p.free.top().at {
			return comes
		}
	}
	return p.free.top().at
}

// start starts the task on top at a time at which a slot is free, or later where it takes several
// slots.
func (p *player) start(at int64) {
	top := p.ready.pop()
	s, stage := &p.states[top.stage], &p.job.stages[top.stage]
	weight := 1
	if p.job.weight != nil {
		weight = min(int(p.job.weight[s.next]), p.slots)
	}
	at = max(at, p.take(weight))
	p.last = at
	end := after(at, p.job.length[s.next])
	if !p.enough {
		p.free.push(freed{after(end, p.pace.Gap), weight})
	}
	s.ended = max(s.ended, end)
	s.next++
	if s.next < stage.last {
		if p.job.late == nil {
			p.ready.push(ranked{p.job.rank[s.next], top.stage})
		} else {
			p.wait(top.stage)
		}
		return
	}
	s.done = true
	p.settle(top.stage)
}

// take takes so many slots, those that are free first, and returns when the last of them is.
func (p *player) take(weight int) (at int64) {
	for weight > 0 {
		some := 1
		if p.unused > 0 && (p.free.len() == 0 || p.job.comes(p.came) <= p.free.top().at) {
			at = max(at, p.job.comes(p.came))
			if p.came+1 >= len(p.job.came) { // all others come with it
				some = min(weight, p.unused)
			}
			p.unused -= some
			p.came += some
		} else {
			top := &p.free.items[0]
			at, some = max(at, top.at), min(weight, top.count)
			if top.count -= some; top.count == 0 {
				p.free.pop()
			}
		}
		weight -= some
	}
	return at
}

// settle tells the stages that waited for one that its end is known.
func (p *player) settle(done int32) {
	ended := p.states[done].ended
	for _, s := range p.job.before[done] {
		state := &p.states[s]
		state.waits--
		if ended >= state.before {
			state.before, state.by = ended, done
		}
		if state.waits == 0 {
			p.begins(s, state.before, state.by)
		}
	}
	for p.over < len(p.job.over) && p.states[p.job.over[p.over]].done {
		over := p.job.over[p.over]
		if p.states[over].ended >= p.overs {
			p.overs, p.overBy = p.states[over].ended, over
		}
		p.over++
		p.release() // before the next, for which these do not wait
	}
}

// end returns what was played.
func (p *player) end() Played {
	last := p.overBy
	var path []int32
	for s := last; s >= 0; s = p.states[s].by {
		path = append(path, p.job.stages[s].index)
	}
	slices.Reverse(path)
	return Played{after(p.overs, p.job.tail), path}
}

// after returns the time so much after another, neither below 0 but for the last start before any.
func after(at, by int64) int64 {
	if at > math.MaxInt64-by {
		return math.MaxInt64
	}
	return at + by
}

// comes returns when slot k, from 0, comes. Those beyond the log's come with its last.
func (j *Job) comes(k int) int64 {
	if len(j.came) == 0 {
		return 0
	}
	return j.came[min(k, len(j.came)-1)]
}

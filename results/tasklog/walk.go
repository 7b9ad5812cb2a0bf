package tasklog

import (
	"cmp"
	"slices"
)

// A moment is a part of a run in which nothing changed: what each of the N slots did in it. Its
// counts are of slots, and those that lost something are by cause.
type moment struct {
	from, to int64
	serial   bool  // nothing runs and nothing waits: one slot's time is work, that of the others is lost
	during   Cause // to what, where it is serial
	there    int   // slots that were there, at most N
	running  int   // that tasks ran in, as the log has it, which may be more than N
	waiting  int   // that tasks waited for which could have begun
	good     int   // that worked for a result that was used, at most N
	overlap  int   // that worked for one beyond those that were there: the clocks of the log, no work
	lost     [Causes]int
}

// A change is a number of slots that come, or go where it is negative.
type change struct {
	at int64
	by int
}

// A walk goes through a run in the order of time. Beside the run it needs 12 bytes for each task.
type walk struct {
	run   *Run
	slots int // N

	turns *turns           // nil where the log does not tell which slot took which task
	span  func(m moment)   // of every moment that lasts, in order
	ready func(task int32) // when it could have begun; nil = nobody asks
	start func(task int32) // after ready
	end   func(task int32) // after start
}

// do goes through the run. What ends at a time is gone before what begins at it is there.
func (w *walk) do() {
	readies, starts, ends := w.byReady(), w.byStart(), w.byEnd()
	changes := w.run.changes()
	from, to := w.run.Span()

	w.turns = w.run.turns(w.slots)
	var c counts
	at := from
	for {
		next := to
		for _, o := range []*order{&readies, &starts, &ends} {
			if len(o.tasks) > 0 {
				next = min(next, o.next)
			}
		}
		if len(changes) > 0 {
			next = min(next, max(changes[0].at, from))
		}
		if next > at {
			w.span(w.moment(at, next, c))
			at = next
		}

		for ; len(changes) > 0 && changes[0].at <= at; changes = changes[1:] {
			c.there += changes[0].by
		}
		// A task of no length is ready, begins and ends at one time: in this order, so that it
		// is never counted as ended first.
		for ; len(readies.tasks) > 0 && readies.next <= at; readies.pass() {
			t := &w.run.Tasks[readies.tasks[0]]
			c.waiting += t.Slots()
			w.tell(w.ready, readies.tasks[0])
		}
		for ; len(starts.tasks) > 0 && starts.next <= at; starts.pass() {
			t := &w.run.Tasks[starts.tasks[0]]
			c.begun++
			c.waiting -= t.Slots()
			c.running += t.Slots()
			if t.Unused {
				c.unused += t.Slots()
			}
			if w.turns != nil {
				w.turns.start(t.Slot)
			}
			w.tell(w.start, starts.tasks[0])
		}
		for ; len(ends.tasks) > 0 && ends.next <= at; ends.pass() {
			t := &w.run.Tasks[ends.tasks[0]]
			c.running -= t.Slots()
			if t.Unused {
				c.unused -= t.Slots()
			}
			c.done++
			if w.turns != nil {
				w.turns.end(t.Slot)
			}
			w.tell(w.end, ends.tasks[0])
		}
		c.most = max(c.most, c.running)
		if at == to && len(readies.tasks)+len(starts.tasks)+len(ends.tasks) == 0 {
			return
		}
	}
}

func (w *walk) tell(whom func(int32), task int32) {
	if whom != nil {
		whom(task)
	}
}

// counts is how it stands at one time.
type counts struct {
	running int // slots that tasks take, by the log
	unused  int // of these for attempts that were not used
	waiting int // slots that tasks wait for
	there   int // slots that the log has at this time
	most    int // slots that tasks have taken at once so far
	begun   int // tasks
	done    int // tasks
}

// moment charges N slots.
func (w *walk) moment(from, to int64, c counts) moment {
	m := moment{from: from, to: to, running: c.running, waiting: c.waiting, there: w.slots}
	if w.run.Slots != nil {
		there := c.there
		if there <= 0 {
			there = c.running // tasks run in slots that the log does not know of
		}
		m.there = min(there, w.slots)
	}
	if c.running == 0 && c.waiting == 0 {
		m.serial = true
		m.during = Driver
		if c.begun == 0 {
			m.during = Start
		} else if c.done == len(w.run.Tasks) {
			m.during = End
		}
		m.lost[m.during] = w.slots - 1
		return m
	}
	m.good = min(c.running-c.unused, m.there)
	rework := min(c.unused, m.there-m.good)
	m.overlap = c.running - m.good - rework
	idle := m.there - m.good - rework
	wait := min(idle, c.waiting)
	fresh := min(wait, max(0, w.slots-max(c.most, c.running)))
	if w.turns != nil {
		fresh, wait = w.turns.share(idle)
	}
	absent := w.slots - m.there
	late := min(absent, max(0, c.waiting-wait))

	m.lost[Rework] = rework
	m.lost[Spawn] = fresh + late
	m.lost[Dispatch] = wait - fresh
	m.lost[Imbalance] = idle - wait
	m.lost[Released] = absent - late
	if w.run.Shared {
		m.lost[Queue] = m.lost[Spawn] + m.lost[Dispatch]
		m.lost[Spawn], m.lost[Dispatch] = 0, 0
	}
	return m
}

// An order is the tasks in the order of a time of each, those of one time as the run has them.
type order struct {
	tasks []int32                // those that have not been passed
	time  func(task int32) int64 // when it is, of a task
	next  int64                  // of tasks[0]; meaningless where there is none
}

func (w *walk) byReady() order {
	stages := w.run.StagesReady()
	return w.by(func(task int32) int64 { return w.run.Tasks[task].ReadyAt(stages) })
}

func (w *walk) byStart() order {
	return w.by(func(task int32) int64 { return w.run.Tasks[task].Start })
}

func (w *walk) byEnd() order {
	return w.by(func(task int32) int64 { return max(w.run.Tasks[task].Start, w.run.Tasks[task].End) })
}

func (w *walk) by(time func(task int32) int64) order {
	o := order{tasks: make([]int32, len(w.run.Tasks)), time: time}
	for i := range o.tasks {
		o.tasks[i] = int32(i)
	}
	slices.SortFunc(o.tasks, func(a, b int32) int {
		return cmp.Or(cmp.Compare(time(a), time(b)), cmp.Compare(a, b))
	})
	o.look()
	return o
}

// pass goes to the next task.
func (o *order) pass() {
	o.tasks = o.tasks[1:]
	o.look()
}

func (o *order) look() {
	if len(o.tasks) > 0 {
		o.next = o.time(o.tasks[0])
	}
}

// changes returns when slots came and went, in the order of time.
func (r *Run) changes() []change {
	var changes []change
	for _, s := range r.Slots {
		if s.To > s.From && s.Count > 0 {
			changes = append(changes, change{s.From, s.Count}, change{s.To, -s.Count})
		}
	}
	slices.SortFunc(changes, func(a, b change) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.by, b.by)) })
	return changes
}

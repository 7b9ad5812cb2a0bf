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

// An edge is a moment at which a task changes: it becomes ready, begins or ends.
type edge struct {
	at   int64
	task int32
}

// A change is a number of slots that come, or go where it is negative.
type change struct {
	at int64
	by int
}

// A walk goes through a run in the order of time. Beside the run it needs 48 bytes for each task.
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
	readies, starts, ends := w.edges()
	changes := w.run.changes()
	from, to := w.run.Span()

	w.turns = w.run.turns(w.slots)
	var c counts
	at := from
	for {
		next := to
		for _, edges := range [][]edge{readies, starts, ends} {
			if len(edges) > 0 {
				next = min(next, edges[0].at)
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
		for ; len(readies) > 0 && readies[0].at <= at; readies = readies[1:] {
			t := &w.run.Tasks[readies[0].task]
			c.waiting += t.Slots()
			w.tell(w.ready, readies[0].task)
		}
		for ; len(starts) > 0 && starts[0].at <= at; starts = starts[1:] {
			t := &w.run.Tasks[starts[0].task]
			c.begun++
			c.waiting -= t.Slots()
			c.running += t.Slots()
			if t.Unused {
				c.unused += t.Slots()
			}
			if w.turns != nil {
				w.turns.start(t.Slot)
			}
			w.tell(w.start, starts[0].task)
		}
		for ; len(ends) > 0 && ends[0].at <= at; ends = ends[1:] {
			t := &w.run.Tasks[ends[0].task]
			c.running -= t.Slots()
			if t.Unused {
				c.unused -= t.Slots()
			}
			c.done++
			if w.turns != nil {
				w.turns.end(t.Slot)
			}
			w.tell(w.end, ends[0].task)
		}
		c.most = max(c.most, c.running)
		if at == to && len(readies)+len(starts)+len(ends) == 0 {
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

// edges returns what changes with each task, in the order of time.
func (w *walk) edges() (readies, starts, ends []edge) {
	n := len(w.run.Tasks)
	readies, starts, ends = make([]edge, n), make([]edge, n), make([]edge, n)
	stages := w.run.StagesReady()
	for i := range w.run.Tasks {
		t, task := &w.run.Tasks[i], int32(i)
		readies[i] = edge{t.ReadyAt(stages), task}
		starts[i] = edge{t.Start, task}
		ends[i] = edge{max(t.End, t.Start), task}
	}
	for _, edges := range [][]edge{readies, starts, ends} {
		slices.SortFunc(edges, func(a, b edge) int {
			return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.task, b.task))
		})
	}
	return readies, starts, ends
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

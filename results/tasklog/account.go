package tasklog

import (
	"errors"
	"fmt"
)

// An Account says what N slots did with the time of a run. Its amounts are exact:
//
//	N·Wall = T1 + Σ Lost,   T1 = Serial + Busy
type Account struct {
	Slots   int            // N
	Told    bool           // N is from the log or from a person; else it is Seen, and a lower bound
	Seen    int            // the most slots that tasks took at once
	Mean    float64        // slots that were there, in the mean of the run; N where the log does not tell
	Tasks   int            // attempts
	Unused  int            // of these whose result was not used
	Wall    int64          // ns, of the run as the log has it
	Serial  int64          // ns in which nothing ran and nothing waited
	serial  [End + 1]int64 // of Serial, by its cause
	Busy    Amount         // of tasks whose result was used, in the slots that were there
	Overlap Amount         // of tasks beyond these slots, which only the clocks of the log make: not counted
	Lost    [Causes]Amount
	CPU     float64 // seconds, of the tasks whose result was used; Unknown where the log does not tell for all
	wide    bool    // some slot or task has several CPUs
	Longest int64   // ns, of the longest task whose result was used
	Stages  []StageAccount
	Quantum int64 // ns; what is below it the log does not tell
}

// ErrNoTask is the error of a run without a task.
var ErrNoTask = errors.New("tasklog: the log has no task that ran, so there is nothing to account for")

// Account accounts for the run in so many slots; 0 takes the most that the log says were there at
// once, and where it does not say, the most that tasks took at once. It takes O(n log n) and
// keeps 48 bytes for each task until it returns. The run is not changed.
func (r *Run) Account(slots int) (*Account, error) {
	if len(r.Tasks) == 0 {
		return nil, ErrNoTask
	}
	if slots < 0 {
		return nil, fmt.Errorf("tasklog: %d slots: a run has at least 1", slots)
	}
	a := &Account{Slots: slots, Told: true, Seen: r.Seen(), Tasks: len(r.Tasks), Quantum: r.Quantum}
	peak, mean := r.Peak()
	a.Mean = mean
	if a.Slots == 0 {
		a.Slots = peak
	}
	if a.Slots == 0 {
		a.Slots, a.Told = a.Seen, false
	}
	if peak == 0 {
		a.Mean = float64(a.Slots)
	}
	from, to := r.Span()
	a.Wall = to - from

	costs := newCosts(r)
	w := walk{run: r, slots: a.Slots, span: func(m moment) { a.add(m); costs.add(m) },
		ready: costs.ready, start: costs.start, end: costs.end}
	w.do()
	a.tasks(r)
	a.Stages = costs.stages(a.Slots)
	return a, nil
}

// add charges a moment.
func (a *Account) add(m moment) {
	length := m.to - m.from
	if m.serial {
		a.Serial += length
		a.serial[m.during] += length
	}
	a.Busy = a.Busy.Plus(Of(m.good, length))
	a.Overlap = a.Overlap.Plus(Of(m.overlap, length))
	for c, n := range m.lost {
		if n > 0 {
			a.Lost[c] = a.Lost[c].Plus(Of(n, length))
		}
	}
}

// tasks adds up what the tasks say of themselves.
func (a *Account) tasks(r *Run) {
	a.wide = r.SlotCPUs > 1
	for i := range r.Tasks {
		t := &r.Tasks[i]
		if t.Unused {
			a.Unused++
			continue
		}
		a.Longest = max(a.Longest, t.Length())
		if t.CPU == Unknown || a.CPU == Unknown {
			a.CPU = Unknown
		} else {
			a.CPU += float64(t.CPU) / 1e9
		}
		a.wide = a.wide || t.Slots() > 1
	}
}

// SerialOf returns the time of one of the three serial causes, ns.
func (a *Account) SerialOf(c Cause) int64 { return a.serial[c] }

// T1 returns the serial time and the time of the tasks: what one slot would need if every task
// took as long as here.
func (a *Account) T1() Amount { return a.Busy.Plus(Of(1, a.Serial)) }

// Total returns N·T.
func (a *Account) Total() Amount { return Of(a.Slots, a.Wall) }

package advice

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"serialfraction/fit"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
)

// A Room is how many workers run at once on the CPUs of a source of readings, and how to
// have more of them. What more N would settle they can only where there is room for them,
// so a Room makes the facts that ask for N. The zero value has room for any N.
type Room struct {
	Fits func(workers int) bool // nil = any number does
	More More
}

func (r Room) fits(n int) bool { return r.Fits == nil || r.Fits(n) }

// beyond is how to have the largest N of a need; nil where there is room for it.
func (r Room) beyond(n fit.Need) *More {
	if len(n.Loads) == 0 {
		return nil
	}
	most := int(slices.Max(n.Loads))
	if r.fits(most) {
		return nil
	}
	return new(r.More.upTo(most))
}

// Curve is the fact of a warning that a curve carries.
func (r Room) Curve(w fit.Warning) Fact {
	more := r.beyond(w.Need)
	if w.Kind != fit.TwoLoads || more == nil {
		return Curve{Warning: w, More: more}
	}
	next := w.Loads[1] + 1
	if r.fits(int(next)) {
		w.Need.Loads = []float64{w.Loads[0], w.Loads[1], next}
		return Curve{Warning: w}
	}
	return TwoWithin{Workers: []int{int(w.Loads[0]), int(w.Loads[1])}, More: r.More.upTo(int(next))}
}

// Law is the fact of a choice among laws that the runs leave open.
func (r Room) Law(sentence string, open fit.Warning) Law {
	return Law{Sentence: sentence, Open: open, More: r.beyond(open.Need)}
}

// Unfit is the fact of a fit that failed.
func (r Room) Unfit(err error) Unfit {
	u := Unfit{Err: err}
	if undetermined := new(fit.Undetermined); errors.As(err, &undetermined) {
		u.More = r.beyond(undetermined.Need)
	}
	return u
}

// TooFew says why fewer than two N can be fitted: timed are all N, within those that ran
// at once.
func (r Room) TooFew(timed, within []int) Fact {
	if len(timed) == 1 && r.fits(2) {
		return OneTimed{Workers: timed[0]}
	}
	return FewWithin{Workers: within, More: r.More.upTo(2)}
}

// More is how to have more N than fit on the CPUs.
type More struct {
	CPUs        float64 // that the process may use
	Given       bool    // the CPUs are those that somebody named, of whatever ran
	Coordinator bool    // one of them is the coordinator's

	// A sweep of paced rows, which wait without the CPU; zero = rows cannot be paced.
	Pace       time.Duration
	MaxWorkers int    // the least that such a sweep has
	Data       string // built-in rows to pace; "" = those there are
	Rows       int    // that there are, as read
}

// upTo is how to have N up to n.
func (m More) upTo(n int) More {
	if m.Pace > 0 {
		m.MaxWorkers = max(m.MaxWorkers, n)
	}
	return m
}

func (m More) where() string {
	switch {
	case m.Given:
		return fmt.Sprintf("within %.3g %s", m.CPUs, wording.Plural(m.CPUs, "CPU"))
	case m.Coordinator:
		return "within " + CPUs(m.CPUs) + " with its coordinator"
	}
	return "within " + CPUs(m.CPUs)
}

func (m More) next() string {
	larger := "sweep on a machine with more CPUs"
	if m.Given {
		larger = "measure on a machine with more CPUs"
	}
	if m.Pace == 0 {
		return larger
	}
	rows, long := "rows", ""
	if m.Data != "" {
		rows += " of " + m.Data
	} else if one := time.Duration(m.Rows) * m.Pace; one >= longRun {
		long = fmt.Sprintf(", where a run at N = 1 takes %s", number.Elapsed(one))
	}
	return fmt.Sprintf("%s, or see how slower workers would scale: %s paced to %v, N = 1 to %d%s", larger, rows, m.Pace, m.MaxWorkers, long)
}

// longRun is the time from which on a run that is advised is said to take it.
const longRun = 10 * time.Second

// pacedRepeats are enough for an interval, of runs that hardly scatter.
const pacedRepeats = 5

// need is repeats, however long they take, where rows are paced: a limit that was right
// for the rows as they are may end before the first is made.
func (m More) need() Need {
	if m.Pace == 0 {
		return Need{}
	}
	return Need{Pace: m.Pace, MaxWorkers: m.MaxWorkers, Data: m.Data, Repeats: pacedRepeats}
}

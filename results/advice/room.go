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

// A Room is how many workers can run at once on the CPUs of a source of readings, and how
// to get more. It makes the facts that need more N, because those settle something only
// where there are CPUs for them. The zero value has room for any N.
type Room struct {
	Fits func(workers int) bool // nil = any number does
	More More
}

// Unpaced returns a Room of the same CPUs for a question about the rows as they are: a sweep of
// paced rows, which are slower, does not answer it.
func (r Room) Unpaced() Room {
	r.More.Pace = 0
	return r
}

// Unpaced returns a fact for such a question.
func Unpaced(f Fact) Fact {
	switch f := f.(type) {
	case FewWithin:
		f.More.Pace = 0
		return f
	case TwoWithin:
		f.More.Pace = 0
		return f
	case Curve:
		f.More = f.More.unpaced()
		return f
	case Law:
		f.More = f.More.unpaced()
		return f
	case Unfit:
		f.More = f.More.unpaced()
		return f
	}
	return f
}

func (r Room) fits(n int) bool { return r.Fits == nil || r.Fits(n) }

// beyond returns how to get the largest N of a need, or nil if there is room for it.
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

// unknown returns the largest N of a need where it is beyond those that were measured and
// nobody knows how many CPUs there are; else 0.
func (r Room) unknown(w fit.Warning) float64 {
	if r.Fits != nil || len(w.Need.Loads) == 0 || len(w.Loads) == 0 {
		return 0
	}
	if most := slices.Max(w.Need.Loads); most > slices.Max(w.Loads) {
		return most
	}
	return 0
}

// onCPUs follows N to be measured, the largest of which may be more than there are CPUs; ""
// for 0.
func onCPUs(most float64) string {
	if most == 0 {
		return ""
	}
	return fmt.Sprintf(", on %.4g CPUs or more", most)
}

// Curve returns the fact of a warning of package fit about a curve.
func (r Room) Curve(w fit.Warning) Fact {
	more := r.beyond(w.Need)
	if w.Kind != fit.TwoLoads || more == nil {
		return Curve{Warning: w, More: more, Unknown: r.unknown(w)}
	}
	next := w.Loads[1] + 1
	if r.fits(int(next)) {
		w.Need.Loads = []float64{w.Loads[0], w.Loads[1], next}
		return Curve{Warning: w}
	}
	return TwoWithin{Workers: []int{int(w.Loads[0]), int(w.Loads[1])}, More: r.More.upTo(int(next))}
}

// Law returns the fact of a choice among laws that the runs do not settle.
func (r Room) Law(sentence string, open fit.Warning) Law {
	return Law{Sentence: sentence, Open: open, More: r.beyond(open.Need), Unknown: r.unknown(open)}
}

// Unfit returns the fact of a fit that failed with err.
func (r Room) Unfit(err error) Unfit {
	u := Unfit{Err: err}
	if undetermined := new(fit.Undetermined); errors.As(err, &undetermined) {
		u.More = r.beyond(undetermined.Need)
	}
	return u
}

// TooFew returns the fact that fewer than two N can be fitted. timed lists all N that were
// timed; within lists those of them whose workers ran at once.
func (r Room) TooFew(timed, within []int) Fact {
	if len(timed) == 1 && r.fits(2) {
		return OneTimed{Workers: timed[0]}
	}
	return FewWithin{Workers: within, More: r.More.upTo(2)}
}

// More is how to get more N than fit on the CPUs.
type More struct {
	CPUs        float64 // number of CPUs that the process may use, or its workers elsewhere
	On          string  // where these are, see [CPUs]
	Given       bool    // the user gave the number of CPUs, of the machine that made the readings
	Coordinator bool    // the coordinator occupies one of them

	// A sweep of paced rows, whose workers wait off the CPU; zero = rows cannot be paced.
	Pace       time.Duration // least pace of a row
	RowCPU     time.Duration // CPU time that a row was measured to need; 0 = unknown
	MaxWorkers int           // largest N of such a sweep, at least
	Rows       int           // number of the rows; 0 = unknown
}

// upTo returns how to get N up to n. Where a run at N = 1 would be long, it proposes fewer
// workers than MaxWorkers if that makes it shorter, for fewer on the same CPUs need less time
// for each row. It proposes no fewer than n, nor than a law needs.
func (m More) upTo(n int) More {
	if m.Pace == 0 {
		return m
	}
	m.MaxWorkers = max(m.MaxWorkers, n)
	for m.one() >= longRun && m.pace() > m.Pace && m.MaxWorkers/2 >= max(n, leastSpan) {
		m.MaxWorkers /= 2
	}
	return m
}

// unpaced returns how to get more N without pacing; nil for nil.
func (m *More) unpaced() *More {
	if m == nil {
		return nil
	}
	larger := *m
	larger.Pace = 0
	return &larger
}

// leastSpan is the N that a law needs at least.
const leastSpan = 4

// pace returns the pace at which MaxWorkers workers run at once on the CPUs. A worker is on
// a CPU for RowCPU of every pace, so all of them need MaxWorkers·RowCPU/pace CPUs.
func (m More) pace() time.Duration {
	if m.CPUs == 0 || m.RowCPU == 0 {
		return m.Pace
	}
	needed := spare * float64(m.MaxWorkers) * float64(m.RowCPU+wakeCPU) / m.CPUs
	return max(m.Pace, roundUp(time.Duration(needed)))
}

const (
	spare   = 1.5                  // by which the CPUs exceed what the workers need: a row's CPU time varies
	wakeCPU = 5 * time.Microsecond // CPU time that it takes to wait for the pace of a row
)

// roundUp returns the least time of the series 1, 2.5, 5, 10 µs … that is not below d.
func roundUp(d time.Duration) time.Duration {
	for unit := time.Microsecond; ; unit *= 10 {
		for _, step := range []time.Duration{unit, unit * 5 / 2, unit * 5} {
			if step >= d {
				return step
			}
		}
	}
}

// one returns the time of a run of the paced rows at N = 1; 0 = unknown.
func (m More) one() time.Duration { return time.Duration(m.Rows) * m.pace() }

func (m More) where() string {
	switch {
	case m.Given:
		return fmt.Sprintf("within %.3g %s", m.CPUs, wording.Plural(m.CPUs, "CPU"))
	case m.Coordinator:
		return "within " + CPUs(m.CPUs, m.On) + " with its coordinator"
	}
	return "within " + CPUs(m.CPUs, m.On)
}

func (m More) next() string {
	larger := "sweep on a machine with more CPUs"
	if m.Given {
		larger = "measure on a machine with more CPUs"
	}
	if m.Pace == 0 {
		return larger
	}
	long := ""
	if one := m.one(); one >= longRun {
		long = fmt.Sprintf(", where a run at N = 1 takes %s", number.Elapsed(one))
	}
	return fmt.Sprintf("%s, or see how slower workers would scale: the same rows paced to %s, N = 1 to %d%s", larger, number.Setting(m.pace()), m.MaxWorkers, long)
}

// longRun is the time of an advised run from which on the advice gives the time.
const longRun = 10 * time.Second

// pacedRepeats are enough for an interval, as paced runs hardly scatter.
const pacedRepeats = 5

// need returns the sweep of paced rows, if rows can be paced. It asks for repeats instead of
// a time limit: a limit that suits the rows unpaced may end the sweep before the first
// repeat.
func (m More) need() Need {
	if m.Pace == 0 {
		return Need{}
	}
	return Need{Pace: m.pace(), MaxWorkers: m.MaxWorkers, Repeats: pacedRepeats}
}

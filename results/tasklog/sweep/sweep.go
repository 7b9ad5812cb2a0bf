package sweep

import (
	"cmp"
	"slices"

	"serialfraction/results/tasklog"
)

// A Sweep is what the logs of one job tell together.
type Sweep struct {
	Least    int     // the fewest slots of a log
	T1       float64 // seconds in one slot: measured where Least is 1
	Measured bool    // T1 was measured
	Work     float64 // seconds of serial time and of tasks in the logs with the fewest slots: T1 without what starting tasks took
	Points   []Point // ascending N, those with one slot too
	Runs     []Run   // every log, in the order given
}

// A Run is one log.
type Run struct {
	Source  string
	Slots   int
	Seconds float64
}

// A Point is what the logs at one N tell, in their mean.
type Point struct {
	Slots   int
	Runs    int
	Seconds float64 // T
	Busy    float64 // slot-seconds of the tasks
	Serial  float64 // seconds

	Fraction float64                 // e(N); 0 where N is 1
	OfWork   float64                 // e(N) with Work in the place of T1
	Causes   [tasklog.Causes]float64 // add up to Fraction
}

// Of takes runs of one job as a sweep, with their accounts. The error is an [*Unlike] where they
// are not of one job, and one of too few where all have the same N.
func Of(runs []*tasklog.Run, accounts []*tasklog.Account) (*Sweep, error) {
	if err := alike(runs); err != nil {
		return nil, err
	}
	s := &Sweep{}
	by := map[int][]*tasklog.Account{}
	for i, a := range accounts {
		by[a.Slots] = append(by[a.Slots], a)
		s.Runs = append(s.Runs, Run{runs[i].Source, a.Slots, float64(a.Wall) / 1e9})
	}
	if len(by) < 2 {
		return nil, &OneN{accounts[0].Slots}
	}
	means := map[int]mean{}
	for n, all := range by {
		means[n] = meanOf(all)
		s.Points = append(s.Points, Point{Slots: n, Runs: len(all)})
	}
	slices.SortFunc(s.Points, func(a, b Point) int { return cmp.Compare(a.Slots, b.Slots) })
	s.Least = s.Points[0].Slots
	first := means[s.Least]
	s.Work = first.serial + first.busy
	s.T1, s.Measured = s.Work, s.Least == 1
	if s.Measured {
		s.T1 = first.seconds
	}
	for i := range s.Points {
		s.Points[i].fill(s, means[s.Points[i].Slots], first)
	}
	return s, nil
}

// A mean holds the mean times of the runs at one N, seconds.
type mean struct {
	seconds float64
	busy    float64
	serial  float64
	cause   [tasklog.Causes]float64 // of the serial ones; slot-seconds lost of the others
}

func meanOf(all []*tasklog.Account) mean {
	var m mean
	each := 1 / float64(len(all))
	for _, a := range all {
		m.seconds += float64(a.Wall) / 1e9 * each
		m.busy += a.Busy.Seconds() * each
		m.serial += float64(a.Serial) / 1e9 * each
		for c := tasklog.Start; c < tasklog.Causes; c++ {
			if c.Serial() {
				m.cause[c] += float64(a.SerialOf(c)) / 1e9 * each
			} else {
				m.cause[c] += a.Lost[c].Seconds() * each
			}
		}
	}
	return m
}

// fill computes the point. One slot loses nothing by definition where there is no log of it.
func (p *Point) fill(s *Sweep, m, first mean) {
	p.Seconds, p.Busy, p.Serial = m.seconds, m.busy, m.serial
	if p.Slots == 1 || s.T1 <= 0 {
		return
	}
	n := float64(p.Slots)
	scale := 1 / ((n - 1) * s.T1)
	p.Fraction = (n*m.seconds - s.T1) * scale
	if s.Work > 0 {
		p.OfWork = (n*m.seconds - s.Work) / ((n - 1) * s.Work)
	}
	for c := tasklog.Start; c < tasklog.Causes; c++ {
		switch {
		case c.Serial():
			p.Causes[c] = (n*m.cause[c] - first.cause[c]) * scale
		case c == tasklog.Inflation:
			p.Causes[c] = (m.busy - first.busy) * scale
		case s.Measured:
			p.Causes[c] = (m.cause[c] - first.cause[c]) * scale
		default:
			p.Causes[c] = m.cause[c] * scale
		}
	}
}

// Dearer returns the points at which starting tasks took less slot time than in one slot: T(1) is
// then too long a measure, and OfWork the better one.
func (s *Sweep) Dearer() []int {
	var all []int
	for _, p := range s.Points {
		if s.Work > 0 && p.Causes[tasklog.Dispatch]+p.Causes[tasklog.Spawn] < 0 {
			all = append(all, p.Slots)
		}
	}
	return all
}

// Noise returns how far runs at one N lie from their mean, as a share of it: the largest there is;
// false where no N has two.
func (s *Sweep) Noise() (float64, bool) {
	var most float64
	some := false
	for _, p := range s.Points {
		if p.Runs < 2 || p.Seconds <= 0 {
			continue
		}
		some = true
		for _, r := range s.Runs {
			if r.Slots == p.Slots {
				most = max(most, r.Seconds/p.Seconds-1, 1-r.Seconds/p.Seconds)
			}
		}
	}
	return most, some
}

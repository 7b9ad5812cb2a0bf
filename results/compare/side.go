package compare

import (
	"cmp"
	"fmt"
	"slices"

	"serialfraction/results/analysis"
)

// A Group is one side of a comparison: a sweep, or several sweeps of one job.
type Group struct {
	Name   string             // of the side
	Sweeps []*analysis.Sample // all of one scope
	Names  []string           // of the sweeps, parallel to them
}

// A side is a Group that can be compared.
type side struct {
	Side
	sweeps []*sweep // by time
}

// newSide returns a side, or an error where it has no sweep.
func newSide(g Group, o Options) (*side, error) {
	if len(g.Sweeps) == 0 {
		return nil, fmt.Errorf("%s has no sweep: type harness compare OLD… -- NEW…", g.Name)
	}
	var sweeps []*sweep
	for i, sample := range g.Sweeps {
		s, err := newSweep(g.Names[i], sample, o.Level)
		if err != nil {
			return nil, err
		}
		sweeps = append(sweeps, s)
	}
	if len(sweeps) == 1 {
		return &side{sweeps[0].Side, sweeps}, nil
	}
	slices.SortStableFunc(sweeps, func(a, b *sweep) int { return a.file.Header.Time.Compare(b.file.Header.Time) })
	first := sweeps[0]
	all := Side{Name: g.Name, Machine: first.Machine, Workers: common(sweeps), Fitted: first.Fitted, Repeats: first.Repeats,
		Model: first.Model, AssumedLaw: first.AssumedLaw, OtherWork: busiest(sweeps).OtherWork}
	for _, s := range sweeps {
		for _, each := range append([]*sweep{s}, s.quiet...) {
			each.rated = all.Workers
		}
		all.ProgramUnknown = cmp.Or(all.ProgramUnknown, s.ProgramUnknown)
		all.Repeats = min(all.Repeats, s.Repeats)
		all.Sweeps = append(all.Sweeps, Sweep{s.Name, s.file.Header.Time, s.at(1).Seconds.Value})
		if s.Model == "" { // no row has S
			all.Model, all.Fitted, all.AssumedLaw = "", []int{}, nil
		}
	}
	return &side{all, sweeps}, nil
}

// several reports whether a side has several sweeps.
func (s *side) several() bool { return len(s.sweeps) > 1 }

// differences returns the keys in which the headers of two sides differ. One that differs within
// a side too is not of the sides.
func (s *side) differences(other *side) ([]Difference, error) {
	list, err := differences(&s.sweeps[0].file.Header, &other.sweeps[0].file.Header)
	if err != nil {
		return nil, err
	}
	for _, each := range []*side{s, other} {
		within, err := each.within()
		if err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(d Difference) bool {
			return slices.ContainsFunc(within, func(w oddSweep) bool { return w.Key == d.Key })
		})
	}
	return list, nil
}

// An oddSweep is a sweep whose header differs from that of the first of its side.
type oddSweep struct {
	*sweep
	Difference
}

// within returns what differs between the sweeps of a side.
func (s *side) within() (odd []oddSweep, err error) {
	first := s.sweeps[0]
	for _, other := range s.sweeps[1:] {
		list, err := differences(&first.file.Header, &other.file.Header)
		if err != nil {
			return nil, err
		}
		for _, d := range list {
			odd = append(odd, oddSweep{other, d})
		}
	}
	return odd, nil
}

package chart

import (
	"slices"

	"serialfraction/results/number"
	"serialfraction/results/tasklog/study"
)

// Course is what the slots of a run did, from its begin to its end: areas one on the other that add up to N.
func Course(s *study.Study) Chart {
	c := Chart{Name: "course", Says: "What the slots of the run did, from its begin to its end.",
		Caption: "From below: slots that worked for an answer, slots that were free while tasks waited, slots while there was nothing to run, and slots that had nothing left to start."}
	if s.Unused > 0 {
		c.Caption += " Slots that worked for nothing are grey."
	}
	unit := number.UnitFor(s.WallSeconds)
	c.X, c.Y = even("time, "+unit.Name, 0, s.WallSeconds/unit.Seconds).upTo(s.WallSeconds/unit.Seconds), even("slots", 0, float64(s.Slots)).upTo(float64(s.Slots)).whole()
	layers := []struct {
		name   string
		series int
		slots  func(m study.Moment) float64
	}{
		{"working", 0, func(m study.Moment) float64 { return m.Busy }},
		{"", None, func(m study.Moment) float64 { return m.Rework }},
		{"free while tasks waited", 1, func(m study.Moment) float64 { return m.Waiting }},
		{"nothing to run", 2, func(m study.Moment) float64 { return m.Serial }},
		{"nothing left to start", 3, func(m study.Moment) float64 { return m.Idle }},
	}
	below := make([]float64, len(s.Course))
	for _, l := range layers {
		var there, back []XY
		for i, m := range s.Course {
			from, to, high := m.From/unit.Seconds, m.To/unit.Seconds, below[i]+l.slots(m)
			back = append(back, XY{from, below[i]}, XY{to, below[i]})
			there = append(there, XY{from, high}, XY{to, high})
			below[i] = high
		}
		slices.Reverse(back)
		if len(there) > 0 {
			c.Areas = append(c.Areas, Area{l.series, append(there, back...), true})
		}
		if l.series != None {
			c.Series = append(c.Series, Series{Name: l.name})
		}
	}
	return c
}

package logs

import (
	"time"

	"serialfraction/results/tasklog"
)

// A clockChange is the Sunday of a year on which the clocks of a region are put on or back by an hour,
// between one and three in the night.
type clockChange struct {
	region string
	month  time.Month
	week   int // of the month, from 1; 0 = the last Sunday
}

var clockChanges = []clockChange{
	{"North America", time.March, 2},
	{"Europe", time.March, 0},
	{"Australia", time.April, 1},
	{"Australia", time.October, 1},
	{"Europe", time.October, 0},
	{"North America", time.November, 1},
}

// on returns the day of the change in a year.
func (c clockChange) on(year int) time.Time {
	if c.week == 0 {
		last := time.Date(year, c.month+1, 0, 0, 0, 0, 0, time.UTC)
		return last.AddDate(0, 0, -int(last.Weekday()))
	}
	first := time.Date(year, c.month, 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, (7-int(first.Weekday()))%7+7*(c.week-1))
}

// changeWithin returns the region and the day of the first change of clocks between two moments on the
// clock of some place; "" where there is none.
func changeWithin(from, to time.Time) string {
	for year := from.Year(); year <= to.Year(); year++ {
		for _, c := range clockChanges {
			day := c.on(year)
			if from.Before(day.Add(3*time.Hour)) && to.After(day.Add(time.Hour)) {
				return c.region + ", " + day.Format(time.DateOnly)
			}
		}
	}
	return ""
}

// hourBack reports whether tasks are in the order of their starts but for one, which is about an hour
// earlier than that before it: clocks were put back there.
func hourBack(tasks []tasklog.Task) bool {
	descents := 0
	var by time.Duration
	for i := 1; i < len(tasks); i++ {
		if d := time.Duration(tasks[i-1].Start - tasks[i].Start); d > 0 {
			descents++
			by = d
		}
	}
	return descents == 1 && by > 50*time.Minute && by <= time.Hour
}

// clocks remarks what a change of clocks may have done to moments that have no zone: they are read as if
// there were none.
func (g *gathering) clocks() {
	if !g.local || len(g.run.Tasks) == 0 {
		return
	}
	from, to := g.run.Tasks[0].Start, g.run.Tasks[0].End
	for _, t := range g.run.Tasks {
		from, to = min(from, t.Start), max(to, t.End)
	}
	if at := changeWithin(time.Unix(0, from).UTC(), time.Unix(0, to).UTC()); at != "" {
		g.remark(tasklog.ClocksChanged, 0, 0, at)
	} else if hourBack(g.run.Tasks) {
		g.remark(tasklog.ClocksBack, 0, 0, "")
	}
}

package report

import (
	"fmt"
	"math"

	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/tasklog/study"
)

// A slotState is what slots did, with its sign, its words, and how many did it in a part of a run. The first lies
// lowest. ASCII shows all signs, and none depends on a colour.
type slotState struct {
	sign  rune
	says  string
	slots func(m study.Moment) float64
}

var slotStates = []slotState{
	{'█', "working", func(m study.Moment) float64 { return m.Busy }},
	{'x', "working for nothing", func(m study.Moment) float64 { return m.Rework }},
	{'░', "free while tasks waited", func(m study.Moment) float64 { return m.Waiting }},
	{'s', "nothing to run: serial", func(m study.Moment) float64 { return m.Serial }},
	{'.', "nothing left to start", func(m study.Moment) float64 { return m.Idle }},
	{' ', "not there", func(m study.Moment) float64 { return m.Released }},
}

// mostCourseLines is how high the picture of a course is; with fewer slots each has a line.
const mostCourseLines = 12

// logCourse draws what the slots did from the begin of the run at the left to its end at the right.
func (t *terminal) logCourse(s *study.Study) {
	if len(s.Course) == 0 || s.WallSeconds <= 0 {
		return
	}
	high := min(mostCourseLines, s.Slots)
	head := max(len(number.Workers(float64(s.Slots))), 5) + 1
	width := max(10, t.Width-head-1)
	lines := make([][]rune, high)
	for i := range lines {
		lines[i] = make([]rune, width)
	}
	seen := map[rune]bool{}
	for x := range width {
		from, to := s.WallSeconds*float64(x)/float64(width), s.WallSeconds*float64(x+1)/float64(width)
		for y, sign := range courseColumn(s, from, to, high) {
			lines[high-1-y][x], seen[sign] = sign, true
		}
	}
	t.Gap()
	t.Lines(t.Paint("what the slots did", draw.Bold))
	for i, line := range lines {
		label := ""
		switch i {
		case 0:
			label = number.Workers(float64(s.Slots))
		case high - 1:
			label = "slots"
		}
		t.Lines(draw.Pad(label, head-1, true) + "│" + string(line))
	}
	end := number.Duration(s.WallSeconds)
	t.Lines(draw.Pad("", head, false) + draw.Pad("0", width-draw.Width(end), false) + end)
	items := []string{}
	for _, of := range slotStates {
		if seen[of.sign] && of.sign != ' ' {
			items = append(items, string(of.sign)+" "+of.says)
		}
	}
	if s.Slots > high {
		items = append(items, fmt.Sprintf("a line is %s slots", number.Significant(float64(s.Slots)/float64(high), 2)))
	}
	t.Legend(items)
}

// courseColumn returns the signs of a part of a run, from the lowest, in so many lines.
func courseColumn(s *study.Study, from, to float64, high int) []rune {
	sums := make([]float64, len(slotStates))
	for _, m := range s.Course {
		if share := min(m.To, to) - max(m.From, from); share > 0 {
			for i, of := range slotStates {
				sums[i] += share * of.slots(m)
			}
		}
	}
	all := 0.0
	for _, v := range sums {
		all += v
	}
	column := make([]rune, 0, high)
	below := 0.0
	for i, of := range slotStates {
		below += sums[i]
		for all > 0 && len(column) < int(math.Round(below/all*float64(high))) {
			column = append(column, of.sign)
		}
	}
	for len(column) < high {
		column = append(column, ' ')
	}
	return column
}

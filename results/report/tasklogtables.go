package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
	"serialfraction/results/tasklog/study"
)

// A notedTable is a table of the study of a log, with what is to be known of it below.
type notedTable struct {
	says  string
	label string // of its notes
	table draw.Table
	notes []string
}

// answerTables returns the table that the verdict of several logs is read from; that of one log is not by itself.
func answerTables(s *study.Study) []notedTable {
	if s.Sweep == nil || len(s.Sweep.Points) == 0 {
		return nil
	}
	return []notedTable{{says: "What the logs tell together", table: logSweep(s)}}
}

// logTables returns what else there is to tell: the causes in one log, other numbers of slots, stages and tasks.
func logTables(s *study.Study) (all []notedTable) {
	all = append(all, logCausesNoted(s))
	if len(s.Replay) > 0 {
		all = append(all, notedTable{"What other numbers of slots would have taken", "replay", logReplay(s), logReplayNotes(s)})
	}
	if len(s.Costly) > 1 {
		all = append(all, notedTable{says: "The stages that lost most", table: logStages(s)})
	}
	if len(s.Longest) > 1 && s.Longest[0].Key != "" {
		all = append(all, notedTable{says: "The longest tasks", table: logTasks(s)})
	}
	return all
}

// logCausesNoted is the table of causes, which of several logs is that of one alone.
func logCausesNoted(s *study.Study) notedTable {
	if s.Sweep != nil {
		return notedTable{"What it is made of in one log", "causes", logCauses(s),
			[]string{fmt.Sprintf("These causes are of one log, that of N = %s: it cannot show inflation, as the logs together do.", wording.Grouped(s.Slots))}}
	}
	return notedTable{"What the serial fraction is made of", "inflation", logCauses(s), logUnseen(s)}
}

// logUnseen says what S would be if the tasks were faster alone, which no single log can tell.
func logUnseen(s *study.Study) []string {
	if len(s.Faster) == 0 {
		return nil
	}
	var ifs []string
	for _, f := range s.Faster {
		ifs = append(ifs, fmt.Sprintf("%s if they are %s faster", number.Fixed(f.SerialFraction, 3), number.Percent(f.Factor-1)))
	}
	text := "Inflation is what tasks take longer beside others than alone, and one log cannot show it: S would be " + wording.Or(ifs...)
	if s.Waiting != nil {
		text += fmt.Sprintf(", and %s if they took their CPU time alone", number.Fixed(*s.Waiting, 3))
	}
	return []string{text + "."}
}

// mostStageRows and mostTaskRows bound the tables for people; JSON has more.
const mostStageRows, mostTaskRows = 8, 3

// logCauses has a row for each cause and one for S.
func logCauses(s *study.Study) draw.Table {
	name := draw.Column{Head: "cause"}
	serial, share := draw.Column{Head: "S", Align: draw.Decimal, Gap: 2}, draw.Column{Head: "of S", Align: draw.Right, Gap: 2, Drop: 2}
	slots, wall := draw.Column{Head: "slot time", Align: draw.Right, Gap: 2, Drop: 1}, draw.Column{Head: "of the run", Align: draw.Right, Gap: 2}
	told, says := draw.Column{Head: "told", Gap: 2, Drop: 3}, draw.Column{Head: "what it was", Gap: 2, Drop: 4}
	sum := 0.0
	var inks []draw.Ink
	for _, c := range s.Causes {
		sum += c.SlotSeconds
		value, of := number.None, ""
		if c.SerialFraction != nil {
			value = number.Fixed(*c.SerialFraction, 4)
			if s.Fraction != nil && s.Fraction.Value > 0 {
				of = number.Percent(*c.SerialFraction / s.Fraction.Value)
			}
		}
		lost, cost := number.Duration(c.SlotSeconds), number.Duration(c.WallSeconds)
		if c.SlotSeconds == 0 {
			lost, cost = number.None, number.None
		}
		name.Cells, serial.Cells, share.Cells = append(name.Cells, c.Name), append(serial.Cells, value), append(share.Cells, of)
		slots.Cells, wall.Cells = append(slots.Cells, lost), append(wall.Cells, cost)
		told.Cells, says.Cells = append(told.Cells, c.Told), append(says.Cells, draw.Clean(c.Says))
		inks = append(inks, draw.Plain)
	}
	if s.Fraction != nil {
		name.Cells, serial.Cells, share.Cells = append(name.Cells, "S"), append(serial.Cells, number.Fixed(s.Fraction.Value, 4)), append(share.Cells, "100 %")
		slots.Cells, wall.Cells = append(slots.Cells, number.Duration(sum)), append(wall.Cells, "")
		told.Cells, says.Cells = append(told.Cells, ""), append(says.Cells, "")
		inks = append(inks, draw.Bold)
	}
	return draw.Table{Columns: []draw.Column{name, serial, share, slots, wall, told, says}, Inks: inks}
}

// logReplay has a row for each number of slots.
func logReplay(s *study.Study) draw.Table {
	n := draw.Column{Head: "slots", Align: draw.Right}
	time, ends := draw.Column{Head: "time", Align: draw.Right, Gap: 2}, draw.Column{Head: "between", Gap: 2, Drop: 2}
	up, least := draw.Column{Head: "speed-up", Align: draw.Right, Gap: 2}, draw.Column{Head: "at least", Align: draw.Right, Gap: 2, Drop: 1}
	note := draw.Column{Gap: 2, Drop: 3}
	for _, f := range s.Replay {
		n.Cells, time.Cells = append(n.Cells, number.Workers(float64(f.Slots))), append(time.Cells, number.Duration(f.Seconds))
		ends.Cells = append(ends.Cells, number.Duration(f.Lo)+" – "+number.Duration(f.Hi))
		factor := number.None
		if f.Seconds > 0 && s.T1Seconds > 0 {
			factor = number.Factor(s.T1Seconds / f.Seconds)
		}
		up.Cells, least.Cells = append(up.Cells, factor), append(least.Cells, number.Duration(f.AtLeast))
		word := ""
		switch {
		case f.Slots == s.Slots:
			word = "took " + number.Duration(s.WallSeconds)
		case f.Measured:
			word = "a log has it"
		case f.Doubt != "":
			word = f.Doubt.Words()
		}
		note.Cells = append(note.Cells, word)
	}
	return draw.Table{Columns: []draw.Column{n, time, ends, up, least, note}}
}

// logReplayNotes says how far the replay can be believed.
func logReplayNotes(s *study.Study) []string {
	noise := "runs at one N are assumed to differ by 7 %"
	if s.NoiseOfRuns != nil {
		noise = "runs at one N differ by " + number.Percent(*s.NoiseOfRuns)
	}
	notes := []string{fmt.Sprintf("The run played again in its own slots takes %s, %s; %s. Tasks are taken to take as long in more slots.",
		number.Duration(s.OwnSeconds), offBy(s.OwnError), noise)}
	if s.SlotsLeft > 0 {
		notes = append(notes, fmt.Sprintf("%d of the %s had gone when the last task began. Here all stay to the end; the longer of the times between which each lies is played with the same share of the slots missing from the beginning.",
			s.SlotsLeft, wording.Count(s.Slots, "slot")))
	}
	if s.Knee != nil {
		notes = append(notes, fmt.Sprintf("From N = %s on, what starts the tasks is the limit.", number.Workers(*s.Knee)))
	}
	if len(s.Path) > 1 && !s.Changed {
		path := make([]string, 0, 6)
		for _, name := range s.Path[:min(5, len(s.Path))] {
			path = append(path, logName(name))
		}
		if more := len(s.Path) - len(path); more > 0 {
			path = append(path, fmt.Sprintf("%d more", more))
		}
		notes = append(notes, fmt.Sprintf("However many slots, it takes %s: %s.", number.Duration(s.CriticalSeconds), strings.Join(path, ", then ")))
	}
	return notes
}

// offBy says how far a replay of the log lies from what the run took.
func offBy(share float64) string {
	switch {
	case share >= 0.0005:
		return fmt.Sprintf("%s %% too long", number.Fixed(100*share, 1))
	case share <= -0.0005:
		return fmt.Sprintf("%s %% too short", number.Fixed(-100*share, 1))
	}
	return "as the log has it"
}

// logSweep has a row for each N of several logs.
func logSweep(s *study.Study) draw.Table {
	n, runs := draw.Column{Head: "slots", Align: draw.Right}, draw.Column{Head: "logs", Align: draw.Right, Gap: 2, Drop: 1}
	time, serial := draw.Column{Head: "time", Align: draw.Right, Gap: 2}, draw.Column{Head: "e(N)", Align: draw.Decimal, Gap: 2}
	columns := []draw.Column{}
	for _, name := range sweepCauses(s.Sweep) {
		columns = append(columns, draw.Column{Head: name, Align: draw.Decimal, Gap: 2, Drop: 2})
	}
	for _, p := range s.Sweep.Points {
		n.Cells, runs.Cells, time.Cells = append(n.Cells, number.Workers(float64(p.Slots))), append(runs.Cells, fmt.Sprint(p.Runs)), append(time.Cells, number.Duration(p.WallSeconds))
		value := number.None
		if p.SerialFraction != nil {
			value = number.Fixed(*p.SerialFraction, 4)
		}
		serial.Cells = append(serial.Cells, value)
		for i := range columns {
			cell := ""
			for _, c := range p.Causes {
				if c.Name == columns[i].Head {
					cell = number.Fixed(c.SerialFraction, 4)
				}
			}
			columns[i].Cells = append(columns[i].Cells, cell)
		}
	}
	return draw.Table{Columns: append([]draw.Column{n, runs, time, serial}, columns...)}
}

// sweepCauses returns the names of the causes that a point of a sweep has, in the order of the first that has them.
func sweepCauses(w *study.Sweep) (names []string) {
	for _, p := range w.Points {
		for _, c := range p.Causes {
			if c.SerialFraction != 0 && !slices.Contains(names, c.Name) {
				names = append(names, c.Name)
			}
		}
	}
	return names
}

// logStages has a row for each of the stages that lost most.
func logStages(s *study.Study) draw.Table {
	name, tasks := draw.Column{Head: "stage"}, draw.Column{Head: "tasks", Align: draw.Right, Gap: 2}
	busy, span := draw.Column{Head: "slot time", Align: draw.Right, Gap: 2}, draw.Column{Head: "took", Align: draw.Right, Gap: 2, Drop: 3}
	longest := draw.Column{Head: "longest", Align: draw.Right, Gap: 2, Drop: 2}
	waiting, idle := draw.Column{Head: "lost waiting", Align: draw.Right, Gap: 2, Drop: 1}, draw.Column{Head: "lost at its end", Align: draw.Right, Gap: 2}
	for _, g := range s.Costly[:min(mostStageRows, len(s.Costly))] {
		name.Cells, tasks.Cells = append(name.Cells, logName(g.Name)), append(tasks.Cells, wording.Grouped(g.Tasks))
		busy.Cells, span.Cells, longest.Cells = append(busy.Cells, number.Duration(g.Busy)), append(span.Cells, number.Duration(g.Span)), append(longest.Cells, number.Duration(g.Longest))
		waiting.Cells, idle.Cells = append(waiting.Cells, number.Duration(g.Waiting)), append(idle.Cells, number.Duration(g.Imbalance))
	}
	return draw.Table{Columns: []draw.Column{name, tasks, busy, span, longest, waiting, idle}}
}

// logTasks has a row for each of the longest tasks.
func logTasks(s *study.Study) draw.Table {
	name, time := draw.Column{Head: "longest tasks"}, draw.Column{Head: "took", Align: draw.Right, Gap: 2}
	from, stage := draw.Column{Head: "began at", Align: draw.Right, Gap: 2, Drop: 1}, draw.Column{Head: "stage", Gap: 2, Drop: 2}
	for _, k := range s.Longest[:min(mostTaskRows, len(s.Longest))] {
		name.Cells, time.Cells = append(name.Cells, logName(k.Key)), append(time.Cells, number.Duration(k.Seconds))
		from.Cells, stage.Cells = append(from.Cells, number.Duration(k.Start)), append(stage.Cells, logName(k.Stage))
	}
	return draw.Table{Columns: []draw.Column{name, time, from, stage}}
}

// longestLogName is the most columns of a name of a task or a stage in a table: a task may be a command of any
// length.
const longestLogName = 28

// logName is a name of the log in a table: on one line, without what steers a terminal, and without its middle
// where it is long, for names of tasks often differ in their ends.
func logName(name string) string {
	name = cmp.Or(strings.TrimSpace(draw.Clean(name)), "(no name)")
	if draw.Width(name) <= longestLogName {
		return name
	}
	runes := []rune(name)
	for half := longestLogName / 2; half > 0; half-- {
		if short := string(runes[:min(half, len(runes))]) + "…" + string(runes[max(0, len(runes)-half):]); draw.Width(short) <= longestLogName {
			return short
		}
	}
	return "…"
}

package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"serialfraction/harness/formats"
	"serialfraction/harness/wording"
	"serialfraction/results/number"
	"serialfraction/results/plaintext"
	"serialfraction/results/report/draw"
	"serialfraction/results/tasklog/study"
)

// LogFormats are the forms that the study of a log of tasks can be written in; the first is the default.
var LogFormats = formats.Table[Format[*study.Study]]{
	{"table", "for a terminal: the answer, causes, the course of the run, other numbers of slots", writeLog},
	{"json", "everything, for other programs", writeJSON[*study.Study]},
	{"csv", "one row per cause", writeLogCSV},
	{"md", "Markdown tables, for a pull request or a wiki", writeLogMarkdown},
}

// writeLog writes the study that people read.
func writeLog(w io.Writer, s *study.Study, style Style) error {
	t := newTerminal(style)
	t.verdict(s.Verdict, nil)
	t.Gap()
	if len(s.Pools) == 0 {
		t.log(s)
	}
	for _, of := range s.Pools {
		t.Gap()
		t.Labelled("pool", draw.Bold, draw.Clean(of.Pool), draw.Bold)
		t.Labelled("", draw.Plain, draw.Clean(of.Verdict), draw.Plain)
		t.log(of)
	}
	_, err := io.WriteString(w, t.String())
	return err
}

// log draws what there is to say of a run.
func (t *terminal) log(s *study.Study) {
	t.noted(answerTables(s))
	if s.Sweep != nil {
		t.Gap()
	}
	for _, l := range logFacts(s) {
		t.Fact(l.Label, cleaned(l.Items))
	}
	t.logCourse(s)
	t.noted(logTables(s))
	if len(s.Warnings) > 0 {
		t.Gap()
	}
	for _, text := range s.Warnings {
		t.Labelled("note", draw.Yellow, draw.Clean(text), draw.Plain)
	}
	if next := logNext(s); next != "" {
		t.Gap()
		t.Labelled("next", draw.Dim, next, draw.Plain)
	}
}

// noted draws tables, each with its notes below.
func (t *terminal) noted(tables []notedTable) {
	for _, g := range tables {
		t.Gap()
		t.Lines(g.table.Lines(t.Width, t.Painter)...)
		for _, note := range g.notes {
			for _, line := range draw.Wrap(draw.Clean(note), t.Width) {
				t.Lines(t.Paint(line, draw.Dim))
			}
		}
	}
}

// cleaned are texts of a log as a terminal may have them.
func cleaned(items []string) []string {
	all := make([]string, len(items))
	for i, text := range items {
		all[i] = draw.Clean(text)
	}
	return all
}

func writeLogMarkdown(w io.Writer, s *study.Study, _ Style) error {
	var b strings.Builder
	b.WriteString("**" + draw.Escape(draw.Clean(s.Verdict)) + "**\n\n")
	if len(s.Pools) == 0 {
		logMarkdown(&b, s)
	}
	for _, of := range s.Pools {
		b.WriteString("\n## " + draw.Escape(draw.Clean(of.Pool)) + "\n\n**" + draw.Escape(draw.Clean(of.Verdict)) + "**\n\n")
		logMarkdown(&b, of)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func logMarkdown(b *strings.Builder, s *study.Study) {
	for _, g := range slices.Concat(answerTables(s), logTables(s)) {
		b.WriteString(strings.Join(g.table.Markdown(), "\n") + "\n\n")
		for _, note := range g.notes {
			b.WriteString(draw.Escape(draw.Clean(note)) + "\n\n")
		}
	}
	for _, l := range logFacts(s) {
		b.WriteString("- " + l.Label + ": " + draw.Escape(draw.Clean(strings.Join(l.Items, "; "))) + "\n")
	}
	for _, text := range s.Warnings {
		b.WriteString("- note: " + draw.Escape(draw.Clean(text)) + "\n")
	}
	if next := logNext(s); next != "" {
		b.WriteString("- next: " + draw.Escape(next) + "\n")
	}
}

// writeLogCSV writes a row for each cause, and one for all, in base units and with all digits.
func writeLogCSV(w io.Writer, s *study.Study, style Style) error {
	out := plaintext.NewCSV(w, style.SafeCSV)
	out.Write([]string{"pool", "cause", "slot_seconds", "wall_seconds", "serial_fraction", "serial_fraction_lo", "serial_fraction_hi", "told"})
	all := s.Pools
	if len(all) == 0 {
		all = []*study.Study{s}
	}
	for _, of := range all {
		sum := 0.0
		for _, c := range of.Causes {
			sum += c.SlotSeconds
			out.Write([]string{of.Pool, c.Name, exact(c.SlotSeconds), exact(c.WallSeconds), exactOrEmpty(c.SerialFraction), exactOrEmpty(c.Lo), exactOrEmpty(c.Hi), c.Told})
		}
		row := []string{of.Pool, "all", exact(sum), exact(sum / float64(of.Slots)), "", "", "", ""}
		if f := of.Fraction; f != nil {
			row[4], row[5], row[6] = exact(f.Value), exact(f.Lo), exact(f.Hi)
		}
		out.Write(row)
	}
	return out.Flush()
}

// logFacts returns what the run was and what it was made of.
func logFacts(s *study.Study) []Line {
	run := []string{s.Format, wording.Brief(strings.Join(s.Sources, ", ")), wording.Count(s.Tasks, "task")}
	if s.Stages > 1 {
		run[len(run)-1] += " in " + wording.Count(s.Stages, "stage")
	}
	if s.Unused > 0 {
		run = append(run, wording.Count(s.Unused, "attempt")+" of no use")
	}
	slots := fmt.Sprintf("N = %s", wording.Count(s.Slots, "slot"))
	if s.SlotsInferred {
		slots += ", the most seen at work at once; the log does not say how many there were"
	}
	run = append(run, slots, number.Duration(s.WallSeconds)+" on the clock")
	one := []string{fmt.Sprintf("%s on one slot: %s serial and %s of tasks", number.Duration(s.T1Seconds), number.Duration(s.SerialSeconds), number.Duration(s.BusySeconds))}
	if s.LongestSeconds > 0 {
		one = append(one, "the longest task takes "+number.Duration(s.LongestSeconds))
	}
	if s.CriticalSeconds > 0 {
		path := "the critical path " + number.Duration(s.CriticalSeconds)
		if n := len(s.Path); n > 1 {
			path += " over " + wording.Count(n, "stage")
		}
		one = append(one, path)
	}
	lines := []Line{{"log", run}, {"T1", one}}
	if s.Fit != nil {
		lines = append(lines, Line{"law", []string{s.Fit.Verdict}})
	}
	if len(s.Parts) > 0 {
		lines = append(lines, Line{"of tasks", logParts(s)})
	}
	return lines
}

// logParts returns what the tasks spent their time on, those that overlap others in brackets.
func logParts(s *study.Study) (items []string) {
	for _, p := range s.Parts {
		if p.Seconds <= 0 {
			continue
		}
		item := draw.Clean(p.Name) + " " + number.Duration(p.Seconds)
		if p.Beside {
			item = "(" + item + ")"
		}
		items = append(items, item)
	}
	return items
}

// logNext says what would tell most next; "" where nothing would.
func logNext(s *study.Study) string {
	n := s.Next
	switch {
	case n.TellSlots:
		return "say how many slots there were: S follows from it"
	case n.TellWall:
		return "say what the whole job took: what lies outside of the log is serial time"
	case n.PickPool != "":
		return "look at one pool of slots alone"
	case n.Stages:
		return "say by their names which tasks are a stage: the log does not tell what waited for what, and what more slots give depends on it"
	case n.Split > 0:
		return fmt.Sprintf("split tasks longer than %s: nothing was left for other slots while the longest ran", number.Duration(n.Split))
	case n.First:
		return "start the longest tasks first: slots had nothing left to start while long ones ended the run"
	case n.Bundle:
		return "put several tasks into one start: what starts them sets the pace, and more slots do not help"
	case n.Shorten != "":
		return "make " + n.Shorten + " shorter: more slots do not"
	case n.LogAt > 0:
		return fmt.Sprintf("a log of the same job with N = %d beside this one would show whether tasks slow each other down, which no single log does", n.LogAt)
	}
	return ""
}

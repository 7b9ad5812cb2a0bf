package report

import (
	"strings"
	"testing"
	"unicode/utf8"

	"serialfraction/harness/golden"
	"serialfraction/results/report/draw"
	"serialfraction/results/tasklog"
	"serialfraction/results/tasklog/study"
)

// aLog is the log of a run in 4 slots: 10 s of nothing, a stage of 9 tasks of which one has to be made
// again, one that takes long, and 5 s of nothing. Its names are hostile.
func aLog() *tasklog.Run {
	r := &tasklog.Run{Format: "planted", Source: "a\x1b[31m.log", To: 85e9, Quantum: 1e6,
		Stages:  []tasklog.Stage{{Name: "first", Ready: tasklog.Unknown}, {Name: "</script>second", Ready: tasklog.Unknown, After: []int32{0}}},
		Slots:   []tasklog.Slots{{From: 0, To: 85e9, Count: 4}},
		Parts:   []tasklog.Part{{Name: "run", Nanoseconds: 130e9}, {Name: "gc", Nanoseconds: 3e9, Beside: true}},
		Remarks: []tasklog.Remark{{Kind: tasklog.Unended, Count: 2}, {Kind: tasklog.Cut, Text: "line 7"}}}
	add := func(stage int32, from, to int64, unused bool, key string) {
		r.Tasks = append(r.Tasks, tasklog.Task{Start: from * 1e9, End: to * 1e9, Ready: tasklog.Unknown, CPU: tasklog.Unknown, Stage: stage, Weight: 1, Unused: unused, Key: key})
	}
	for i := range int64(8) {
		add(0, 10+10*(i/4), 20+10*(i/4), i == 3, "task\n"+string(rune('a'+i)))
	}
	add(0, 31, 41, false, "again")
	add(1, 50, 80, false, "the long one")
	add(1, 50, 55, false, "short")
	return r
}

// logStudies are studies of every kind.
func logStudies(t *testing.T) map[string]*study.Study {
	one, err := study.Make([]*tasklog.Run{aLog()}, study.Question{})
	if err != nil {
		t.Fatal(err)
	}
	alone, err := study.Make([]*tasklog.Run{aLog()}, study.Question{Slots: []int{1}})
	if err != nil {
		t.Fatal(err)
	}
	wide := aLog()
	wide.Slots[0].Count = 8
	several, err := study.Make([]*tasklog.Run{aLog(), wide}, study.Question{})
	if err != nil {
		t.Fatal(err)
	}
	pools := *one
	pools.Verdict, pools.Tells = "Cannot tell one S: the log holds several pools of slots that no task can change between, and each has an S of its own.", false
	local, batch := *one, *one
	local.Pool, batch.Pool = "local", "awsbatch"
	pools.Pools = []*study.Study{&local, &batch}
	return map[string]*study.Study{"one": one, "alone": alone, "several": several, "pools": &pools}
}

// What the study of a log looks like on terminals and in every other form.
func TestLogGolden(t *testing.T) {
	for name, s := range logStudies(t) {
		t.Run(name, func(t *testing.T) {
			var text strings.Builder
			write := func(format string, style Style) {
				f, err := LogFormats.Lookup(format)
				if err != nil {
					t.Fatal(err)
				}
				if err := f.Write(&text, s, style); err != nil {
					t.Fatal(err)
				}
				text.WriteString("==========\n")
			}
			for _, width := range []int{60, 80, 200} {
				write("table", Style{Width: width})
			}
			narrow, _, _ := strings.Cut(text.String(), "==========")
			for line := range strings.SplitSeq(narrow, "\n") {
				if n := utf8.RuneCountInString(line); n > 60 || strings.TrimRight(line, " ") != line {
					t.Errorf("at 60 columns a line has %d: %q", n, line)
				}
			}
			text.WriteString(draw.ASCII(narrow))
			write("md", Style{})
			write("csv", Style{})
			if strings.ContainsAny(text.String(), "\x1b?") {
				t.Errorf("a name of the log steers the terminal, or a sign has no ASCII:\n%s", text.String())
			}
			golden.File(t, "testdata/log-"+name+".golden", []byte(text.String()))
		})
	}
}

// The causes of a study as the tables show them add up to the S that they show.
func TestLogCausesAddUp(t *testing.T) {
	s := logStudies(t)["one"]
	sum := 0.0
	for _, c := range s.Causes {
		if c.SerialFraction != nil {
			sum += *c.SerialFraction
		}
	}
	if diff := sum - s.Fraction.Value; diff > 1e-12 || diff < -1e-12 {
		t.Errorf("the causes add up to %v, S is %v", sum, s.Fraction.Value)
	}
}

// On a page every pool has its own verdict: one that tells no S says so beside its table.
func TestLogPoolsHaveVerdictsOnThePage(t *testing.T) {
	s := logStudies(t)["pools"]
	s.Pools[1].Tells, s.Pools[1].Verdict = false, "Cannot tell S: the run had one slot."
	parts := LogContent(s).Parts
	if first := parts[0].Lines[0]; first.Items[0] != s.Pools[0].Verdict {
		t.Errorf("the first pool begins with %q", first)
	}
	if len(parts[1].Warnings) == 0 || parts[1].Warnings[0] != s.Pools[1].Verdict {
		t.Errorf("the second pool warns of %q", parts[1].Warnings)
	}
}

// What several logs tell together comes before what one of them tells, wherever people read it.
func TestSeveralLogsComeFirst(t *testing.T) {
	s := logStudies(t)["several"]
	for _, format := range []string{"table", "md"} {
		f, err := LogFormats.Lookup(format)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		if err := f.Write(&text, s, Style{Width: 100}); err != nil {
			t.Fatal(err)
		}
		if together, one := strings.Index(text.String(), "e(N)"), strings.Index(text.String(), "told"); together < 0 || one < together {
			t.Errorf("%s: the table of all logs begins at %d, that of one at %d", format, together, one)
		}
	}
	if tables := LogContent(s).Parts[0].Tables; tables[0].Says != "What the logs tell together" {
		t.Errorf("the page begins with %q", tables[0].Says)
	}
}

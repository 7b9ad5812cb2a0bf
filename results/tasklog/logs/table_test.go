package logs

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/harness/golden"
)

// A person says which column has what by its name, its number, or either with the unit of its numbers.
func TestColumns(t *testing.T) {
	const text = "who,when,until,start_of_day,took\na,100,200,7,4000\nb,150,260,7,5000\n"
	for _, tt := range []struct {
		name    string
		columns map[string]string
		want    string // of the first task: key, nanoseconds of its start and how long it took; or the error
	}{
		{"names", map[string]string{"start": "when", "end": "until", "key": "who"}, "a 100000000000 100000000000"},
		{"any case", map[string]string{"start": "WHEN", "end": "Until"}, " 100000000000 100000000000"},
		{"numbers", map[string]string{"start": "2", "end": "3"}, " 100000000000 100000000000"},
		{"units", map[string]string{"start": "when:ms", "duration": "took:us"}, " 100000000 4000000"},
		{"a unit and a number", map[string]string{"start": "2:ms", "end": "3"}, " 100000000 100000000"},
		{"no start", map[string]string{"end": "until", "duration": "took:ms"}, " 196000000000 4000000000"},
		{"none", nil, "name the one that has the start of a task, or its end beside its duration"},
		{"no such column", map[string]string{"start": "begin"}, "the columns are who, when, until, start_of_day, took"},
		{"no such number", map[string]string{"start": "6"}, "the columns are who"},
		{"no such role", map[string]string{"begin": "when"}, "a column is one of start, end, duration"},
		{"an open unit", map[string]string{"start": "when:ms", "duration": "took"}, "took may count seconds or these"},
	} {
		run, err := ReadFrom("x", strings.NewReader(text), Options{Columns: tt.columns})
		if err != nil {
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("%s: %v", tt.name, err)
			}
			var flag *harness.FlagError
			var unclear *Unclear
			if !errors.As(err, &flag) && !errors.As(err, &unclear) {
				t.Errorf("%s: %T names no setting", tt.name, err)
			}
			continue
		}
		first := run.Tasks[0]
		if got := strings.Join([]string{first.Key, strconv.FormatInt(first.Start, 10), strconv.FormatInt(first.Length(), 10)}, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// The page of tables has every name of a column that is known.
func TestColumnNamesInDocs(t *testing.T) {
	what := map[string]string{
		startRole: "when the task began", endRole: "when it ended", durationRole: "how long it took", slotRole: "where it ran", stageRole: "what it is part of",
		submitRole: "when it could have begun", okRole: "whether its answer was used", keyRole: "what names it in another log too", cpusRole: "the slots that it took",
	}
	var b strings.Builder
	b.WriteString("| column | what it has | names |\n|---|---|---|\n")
	for _, r := range roles {
		fmt.Fprintf(&b, "| %s | %s | %s |\n", r.name, what[r.name], strings.Join(r.names, ", "))
	}
	golden.Region(t, "../../../docs/log-tables.md", "columns", b.String())
}

// What people and programs write as a table: each is read as its writer means it.
func TestTablesOfOthers(t *testing.T) {
	const epoch = 1732800000000 // ms
	for _, tt := range []struct{ name, text, want string }{
		{"pandas, with the numbers of rows", "\tstart\tend\n0\t10\t20\n1\t12\t25\n", "10s+10s 12s+13s"},
		{"R, write.table", "\"start\" \"end\"\n\"1\" 10 20\n\"2\" 12 25\n", "10s+10s 12s+13s"},
		{"R, separated by tabs", "\"start\"\t\"end\"\n\"1\"\t10\t20\n\"2\"\t12\t25\n", "10s+10s 12s+13s"},
		{"R, rows with names", "\"start\",\"end\"\n\"x\",10,20\n\"y\",12,25\n", "10s+10s 12s+13s"},
		{"R, a later part of rows", "start,end\n31,10,20\n32,12,25\n", "10s+10s 12s+13s"},
		{"a comma in a command without quotes", "start,end,command\n2,20,echo a,b\n3,25,true\n", "2s+18s 3s+22s"},
		{"a blank in a command", "start end command\n2 20 sleep 4\n3 25 true\n", "2s+18s 3s+22s"},
		{"a separator behind each row", "start;end\n1;20;\n3;25;\n", "1s+19s 3s+22s"},
		{"a unit for each column", "submit_us,start_s,end_ms\n1000000,1,2500\n0,2.5,4000\n", "1s+1.5s ready 1s 2.5s+1.5s ready 0s"},
		{"a unit for one column", "submit,start_ms,end\n500,1000,2500\n", "1s+1.5s ready 500ms"},
		{"submitted at no time", "created,started,finished\n1732800001000,1732800001000,1732800009000\n0,1732800005000,1732800006000\n", "1s+8s ready 1s 5s+1s"},
		{"decimal commas since 1970", "start;end\n1732800001000,5;1732800005000,5\n", "1.0005s+4s"},
		{"exit codes of Slurm", "start,end,exitcode\n0,5,0:0\n1,9,0:9\n5,10,1:0\n", "0s+5s 1s+8s unused 5s+5s unused"},
	} {
		run, err := ReadFrom("x", strings.NewReader(tt.text), Options{})
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got []string
		for _, task := range run.Tasks {
			begin := int64(0)
			if task.Start > 1e18 {
				begin = epoch * 1e6
			}
			got = append(got, time.Duration(task.Start-begin).String()+"+"+time.Duration(task.Length()).String())
			if task.Ready >= 0 {
				got = append(got, "ready", time.Duration(task.Ready-begin).String())
			}
			if task.Unused {
				got = append(got, "unused")
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

// A table that could be read in two ways is asked about, and one that cannot be read says why.
func TestTablesThatAreAskedAbout(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a duration of no unit beside an end in milliseconds", "end,duration\n1732800005000,5000\n", "duration may count seconds or these: say which"},
		{"more columns than a table has", "start,end" + strings.Repeat(",x", maxFields) + "\n", "line 1: it has more than 4096 fields: write the names of the columns anew"},
		{"no time at all", "start,end\nNaN,5\n1,inf\n2,-3\n", "it has no task: line 3"},
	} {
		_, err := ReadFrom("x", strings.NewReader(tt.text), Options{From: tableFormat})
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.name, err, tt.want)
		}
	}
}

// The step of a clock is that of the coarser of the columns by which a task is known.
func TestStepOfStartAndDuration(t *testing.T) {
	run := readText(t, "start,duration\n0,1.9\n1,1.95\n3,2.0\n", Options{})
	if run.Quantum != 1e9 || run.Seen() != 1 {
		t.Errorf("a step of %d ns, %d slots", run.Quantum, run.Seen())
	}
}

package logs

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"

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

package logs

import (
	"regexp"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

func keys(run *tasklog.Run) string {
	var all []string
	for _, t := range run.Tasks {
		all = append(all, t.Key)
	}
	return strings.Join(all, " ")
}

// The builds of a log are told apart by their clocks, or by an output that is made again, and one of
// them is taken. Outputs of one command are one task.
func TestNinjaBuilds(t *testing.T) {
	const (
		first  = "1\t900\t7\ta.o\tab\n2\t2000\t7\tb.o\tcd\n2\t2000\t7\tb.d\tcd\n2001\t2500\t7\tlib.a\tef\n"
		second = "3\t1500\t8\tb.o\tcd\n"
		third  = "4\t9000\t9\tb.o\tcd\n9000\t9100\t9\tlib.a\tef\n"
		late   = "1\t900\t7\ta.o\tab\n1\t2900\t7\tb.o\tac\n2100\t2800\t7\tc.o\tad\n"
	)
	for _, tt := range []struct {
		name, text, want string
		build            int
		remarks          int
	}{
		{"one", first, "a.o b.o lib.a", 0, 0},
		{"version 7", strings.Replace(first, "", "# ninja log v7\n", 1), "a.o b.o lib.a", 0, 0},
		{"the largest", first + second + third, "a.o b.o lib.a", 0, 1},
		{"the second", first + second + third, "b.o", 2, 1},
		{"the last", first + second + third, "b.o lib.a", 3, 1},
		{"late lines", late, "a.o b.o c.o", 0, 1},
	} {
		run := readText(t, "# ninja log v5\n"+tt.text, Options{Build: tt.build})
		if keys(run) != tt.want || len(run.Remarks) != tt.remarks || run.From != 0 || run.Quantum != 1e6 {
			t.Errorf("%s: %s, %+v", tt.name, keys(run), run.Remarks)
		}
		for _, task := range run.Tasks {
			if task.Ready != task.Start {
				t.Errorf("%s: %+v could have begun at another time", tt.name, task)
			}
		}
	}
	if _, err := ReadFrom("x", strings.NewReader("# ninja log v5\n"+first), Options{Build: 2}); err == nil || !strings.Contains(err.Error(), "has 1 build") {
		t.Errorf("a build that is not there: %v", err)
	}
}

// Stages are what a pattern matches in the names of tasks, or its group; then tasks wait for their
// stage.
func TestStage(t *testing.T) {
	const text = "# ninja log v5\n1\t900\t7\tobj/a.o\tab\n5\t2000\t7\tobj/b.o\tcd\n2001\t2500\t7\tlib.a\tef\n"
	run := readText(t, text, Options{Stage: regexp.MustCompile(`^(\w+)/`)})
	if len(run.Stages) != 2 || run.Stages[0].Name != "obj" || run.Stages[1].Name != "" || run.Tasks[1].Ready != tasklog.Unknown {
		t.Errorf("%+v", run)
	}
	if _, err := ReadFrom("x", strings.NewReader(text), Options{Stage: regexp.MustCompile(`^test`)}); err == nil || !strings.Contains(err.Error(), `"obj/a.o"`) {
		t.Errorf("a pattern that matches nothing: %v", err)
	}
}

// A log that Ninja has written anew is in no order: what builds it had is not guessed.
func TestNinjaUnordered(t *testing.T) {
	var text strings.Builder
	text.WriteString("# ninja log v5\n")
	for i := range 20 {
		end := 9000 - 400*i
		text.WriteString("1\t" + string(rune('1'+end%9)) + "00\t7\t" + string(rune('a'+i)) + ".o\t" + string(rune('a'+i)) + "\n")
	}
	run := readText(t, text.String(), Options{})
	if len(run.Tasks) != 20 || len(run.Remarks) != 1 || run.Remarks[0].Kind != tasklog.Backwards {
		t.Errorf("%d tasks, %+v", len(run.Tasks), run.Remarks)
	}
}

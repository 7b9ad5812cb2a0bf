package logs

import (
	"fmt"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

// goEvents writes events of go test -json: "milliseconds action test output", with - for none.
func goEvents(lines ...string) string {
	var b strings.Builder
	for _, l := range lines {
		f := append(strings.SplitN(l, " ", 4), "")
		ms := 0
		fmt.Sscan(f[0], &ms)
		fmt.Fprintf(&b, `{"Time":"2026-11-28T19:09:%02d.%03dZ","Action":%q,"Package":"p"`, ms/1000, ms%1000, f[1])
		if f[2] != "-" {
			fmt.Fprintf(&b, `,"Test":%q`, f[2])
		}
		if f[3] != "" {
			fmt.Fprintf(&b, `,"Output":%q`, f[3]+"\n")
		}
		b.WriteString("}\n")
	}
	return b.String()
}

// goSpans writes the tasks of a run: name, start and end in milliseconds since the run began, and
// since when it could have begun.
func goSpans(run *tasklog.Run) string {
	var all []string
	for _, t := range run.Tasks {
		all = append(all, fmt.Sprintf("%s %d-%d r%d", strings.TrimPrefix(t.Key, "p "), (t.Start-run.From)/1e6, (t.End-run.From)/1e6, (t.Ready-run.From)/1e6))
	}
	return strings.Join(all, ", ")
}

// countOf returns the count of the remark of a kind; -1 where there is none.
func countOf(run *tasklog.Run, kind tasklog.Kind) int64 {
	for _, r := range run.Remarks {
		if r.Kind == kind {
			return r.Count
		}
	}
	return -1
}

// A test holds a slot from when it goes on until its result is printed, and gives it back while
// parallel tests below it run.
func TestGoTest(t *testing.T) {
	for _, tt := range []struct {
		name, want string
		lines      []string
	}{
		{"in sequence", "A 10-500 r10, B 510-900 r510", []string{"0 start -", "10 run A", "500 output A --- PASS: A (0.49s)", "505 pass A", "510 run B", "900 output B --- FAIL: B (0.39s)", "901 fail B", "950 fail -"}},
		{"parallel", "C 0-300 r0, A 300-500 r300, B 500-700 r300", []string{
			"0 run A", "0 pause A", "0 run B", "0 pause B", "0 run C", "300 output C --- PASS: C (0.30s)", "300 pass C",
			"300 cont A", "500 output A --- PASS: A (0.2s)", "500 cont B", "520 pass A", "700 output B --- PASS: B (0.2s)", "700 pass B"}},
		{"long before it is parallel", "A 0-50 r0, A 60-90 r60", []string{"0 run A", "50 pause A", "60 cont A", "90 pass A"}},
		{"below", "A 0-100 r0, A/x 100-200 r100, A/y 100-300 r100", []string{
			"0 run A", "0 run A/x", "0 pause A/x", "0 run A/y", "0 pause A/y", "100 cont A/x", "100 cont A/y",
			"200 output A/x     --- PASS: A/x (0.1s)", "200 pass A/x", "300 output A/y     --- PASS: A/y (0.2s)", "300 pass A/y", "300 output A --- PASS: A (0.3s)", "300 pass A"}},
		{"a group in the middle", "A 0-100 r0, A/g/x 100-200 r100, A 200-400 r200", []string{
			"0 run A", "50 run A/g", "60 run A/g/x", "60 pause A/g/x", "100 cont A/g/x", "200 pass A/g/x", "200 pass A/g", "400 pass A"}},
		{"sequential below", "A 0-400 r0", []string{"0 run A", "50 run A/x", "60 pass A/x", "400 pass A"}},
		{"twice", "A 0-100 r0, A 100-200 r100", []string{"0 run A", "100 pass A", "100 run A", "200 pass A"}},
		{"no end", "A 0-90 r0, B 10-100 r10", []string{"0 run A", "90 pass A", "10 run B", "20 run C", "20 pause C", "100 output B x"}},
	} {
		run := readText(t, goEvents(tt.lines...), Options{})
		if got := goSpans(run); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
		if tt.name == "no end" && (len(run.Remarks) != 2 || countOf(run, tasklog.Running) != 1 || countOf(run, tasklog.Unstarted) != 1) {
			t.Errorf("no end: %+v", run.Remarks)
		}
	}
}

// What go test prints of a package that it did not run again is no run.
func TestGoTestCached(t *testing.T) {
	text := goEvents("0 run A", "0 output A --- PASS: A (5.00s)", "0 pass A", "0 output - ok  \tp\t(cached)", "0 pass -")
	if run, err := ReadFrom("x", strings.NewReader(text), Options{}); err == nil || !strings.Contains(err.Error(), "earlier run") {
		t.Errorf("%+v, %v", run, err)
	}
	other := strings.ReplaceAll(goEvents("0 run A", "9 pass A"), `"p"`, `"q"`)
	run := readText(t, text+other, Options{})
	if len(run.Tasks) != 1 || run.Remarks[0].Kind != tasklog.Cached || run.Remarks[0].Count != 1 {
		t.Errorf("%+v", run)
	}
}

// Events without times say how to have some.
func TestGoTestWithoutTimes(t *testing.T) {
	_, err := ReadFrom("x", strings.NewReader(`{"Action":"run","Test":"A"}`+"\n"), Options{})
	if err == nil || !strings.Contains(err.Error(), "go test -json") {
		t.Error(err)
	}
}

package logs

import (
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

const joblogText = "Seq\tHost\tStarttime\tJobRuntime\tSend\tReceive\tExitval\tSignal\tCommand\n" +
	"2\t:\t1795891993.048\t     0.414\t0\t0\t0\t0\tsleep 0.4\n" +
	"1\t:\t1795891993.040\t     0.500\t0\t0\t1\t0\tsleep\t0.5 tab\n" +
	"3\thost1\t1795891993.470\t     0.100\t0\t0\t0\t15\tsleep 0.1\n"

func readText(t testing.TB, text string, o Options) *tasklog.Run {
	t.Helper()
	run, err := ReadFrom("x", strings.NewReader(text), o)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// Times are exact to the millisecond that is written, a failure that was not run again counts, and a command may have tabs.
func TestJoblog(t *testing.T) {
	for name, text := range map[string]string{
		"as written":       joblogText,
		"CRLF":             strings.ReplaceAll(joblogText, "\n", "\r\n"),
		"a mark":           "\xef\xbb\xbf" + joblogText,
		"without a header": joblogText[strings.IndexByte(joblogText, '\n')+1:],
		"a line of blanks": joblogText + " \n",
	} {
		run := readText(t, text, Options{})
		if len(run.Tasks) != 3 || len(run.Stages) != 1 || run.Remarks != nil || run.Format != "joblog" {
			t.Errorf("%s: %+v", name, run)
			continue
		}
		const begin = 1795891993040000000
		first := run.Tasks[1]
		if run.From != begin || run.To != 1795891993570000000 || first.Start != begin || first.End != begin+500e6 || first.Ready != tasklog.Unknown ||
			first.Key != "sleep\t0.5 tab" || run.Tasks[0].Unused || first.Unused || run.Tasks[2].Unused || run.Quantum != 1e6 {
			t.Errorf("%s: %+v", name, run)
		}
	}
}

// Seq begins again in a second run that wrote the same file: its jobs are a stage of their own, also
// those that ended before the first number that is there twice.
func TestJoblogBatches(t *testing.T) {
	line := func(seq, start string) string {
		return seq + "\t:\t" + start + "\t1.000\t0\t0\t0\t0\ttrue\n"
	}
	two := line("1", "100.0") + line("2", "100.0") + line("4", "105.5") + line("3", "105.4") + line("2", "105.3") + line("1", "105.2")
	at := func(run *tasklog.Run) (stages string) {
		for _, t := range run.Tasks {
			stages += run.Stages[t.Stage].Name[len("batch "):]
		}
		return stages
	}
	for _, tt := range []struct{ name, text, want string }{
		{"two runs", two, "112222"},
		{"a header between", line("1", "100.0") + joblogText[:strings.IndexByte(joblogText, '\n')+1] + line("2", "200.0"), "12"},
		{"at once", line("1", "100.0") + line("2", "100.1") + line("1", "100.2") + line("2", "100.3"), "1111"},
		{"resumed", line("1", "100.0") + line("3", "200.0"), "11"},
	} {
		run := readText(t, tt.text, Options{})
		if got := at(run); got != tt.want {
			t.Errorf("%s: stages %s, want %s", tt.name, got, tt.want)
		}
		for i, s := range run.Stages {
			if (s.After == nil) != (i == 0) || i > 0 && s.After[0] != int32(i-1) {
				t.Errorf("%s: stage %d follows %v", tt.name, i, s.After)
			}
		}
	}
	failed := strings.Replace(line("1", "100.0"), "0\t0\ttrue", "1\t0\ttrue", 1)
	if run := readText(t, failed+line("2", "100.0")+line("1", "200.0"), Options{}); !run.Tasks[0].Unused || run.Tasks[2].Unused {
		t.Errorf("a job that was run again: %+v", run.Tasks)
	}
	run := readText(t, two, Options{})
	if readyByStage(run); run.Stages[1].Ready != 105.2e9 {
		t.Errorf("the second batch is ready at %d", run.Stages[1].Ready)
	}
}

// readyByStage sets when each task and each stage was ready.
func readyByStage(r *tasklog.Run) {
	stages := r.StagesReady()
	for i := range r.Tasks {
		r.Tasks[i].Ready = r.Tasks[i].ReadyAt(stages)
	}
	for i := range r.Stages {
		r.Stages[i].Ready = stages[i]
	}
}

package logs

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/results/tasklog"
)

// Times that an int64 has no room for when they are added up or taken from each other: an error in words, or an
// amount that is right.
func TestFarTimes(t *testing.T) {
	_, err := ReadFrom("x", strings.NewReader(`[{"ph":"X","name":"a","ts":-4000000000000000,"dur":1,"tid":1},{"ph":"X","name":"b","ts":4000000000000000,"dur":4000000000000000,"tid":2}]`), Options{})
	if err == nil || !strings.Contains(err.Error(), "its times lie more than 146 years apart") {
		t.Errorf("two times 380 years apart: %v", err)
	}

	_, err = ReadFrom("x", strings.NewReader("<testsuites>"+strings.Repeat(`<testcase time="4000000000"/>`, 4)+"</testsuites>"), Options{})
	var none *NoStarts
	if !errors.As(err, &none) || none.Tasks != 4 || none.Sum < none.Longest {
		t.Errorf("tests of 127 years each: %v", err)
	}

	var b strings.Builder
	b.WriteString("JobID|Start|End|TotalCPU|AllocCPUS|State\n")
	for i := range 40 {
		fmt.Fprintf(&b, "%d|2026-01-01T00:00:00|2026-06-01T00:00:00|9060-00:00:00|64|COMPLETED\n", i)
	}
	a, err := readText(t, b.String(), Options{}).Account(0)
	if err != nil {
		t.Fatal(err)
	}
	if want := 40 * 9060 * 86400.0; a.CPU != want {
		t.Errorf("CPU time %v s, want %v", a.CPU, want)
	}
	if e, ok := a.Waiting(); ok {
		t.Errorf("S would be %v if tasks took their CPU time, of which they had that of 64 CPUs", e)
	}
}

// A member before the list, of a length at which what is read again overwrites the name of the list.
func TestListBehindALongMember(t *testing.T) {
	for less := range 4 {
		const before = `{"a":"","traceEvents":`
		events := strings.TrimSuffix(strings.Repeat(`{"ph":"X","name":"a","ts":1000,"dur":1500,"tid":1},`, 3000), ",")
		text := `{"a":"` + strings.Repeat("x", 2*headBytes-len(before)-less) + `","traceEvents":[` + events + "]}"
		run, err := ReadFrom("x", strings.NewReader(text), Options{From: "trace"})
		if err != nil || len(run.Tasks) == 0 {
			t.Errorf("%d bytes less: %v", less, err)
		}
	}
}

// A file of a rolling log that was compacted has what the one of its number that was not has.
func TestCompactedPartOfTheSameNumber(t *testing.T) {
	task := func(id int) string { return sparkTask("0", id, id, "1", 2000, 3000, "") }
	folder := t.TempDir()
	for name, text := range map[string]string{
		"events_1_app": sparkHead + task(0), "events_2_app": task(1), "events_2_app.compact": sparkHead + task(0) + task(1), "events_3_app": task(2) + sparkEnd,
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run, err := Read(folder, Options{})
	if err != nil || len(run.Tasks) != 3 || remarkOf(run, tasklog.Unread) != nil {
		t.Errorf("%v, %+v", err, run)
	}
}

// What an executor had that was gone before the jobs that are asked about is no slot of theirs.
func TestSlotsOfSomeJobs(t *testing.T) {
	text := sparkHead + sparkJobStart(0, 1900, "0") + sparkStageLine("Submitted", "0", 1, "", 2000, 0, "") + sparkTask("0", 0, 0, "1", 2010, 2500, "") + sparkJobEnd(0, 2600) +
		`{"Event":"SparkListenerExecutorRemoved","Timestamp":2700,"Executor ID":"2"}` + "\n" +
		sparkJobStart(1, 3000, "1") + sparkStageLine("Submitted", "1", 1, "", 3000, 0, "") + sparkTask("1", 1, 0, "1", 3010, 3500, "") + sparkJobEnd(1, 3600) + sparkEnd
	peak := func(o Options) int {
		n, _ := readText(t, text, o).Peak()
		return n
	}
	if all, second := peak(Options{}), peak(Options{Only: []int{1}}); all != 4 || second != 2 {
		t.Errorf("%d slots, and of the second job %d; want 4 and 2", all, second)
	}
}

// The job of a log of one job may have no end although its steps have.
func TestStepsOfAJobThatRuns(t *testing.T) {
	run := readText(t, "JobID|Start|End|State\n1|2026-01-01T00:00:00|Unknown|RUNNING\n1.0|2026-01-01T00:00:00|2026-01-01T00:01:00|COMPLETED\n1.1|2026-01-01T00:00:00|2026-01-01T00:02:00|COMPLETED\n", Options{})
	if len(run.Tasks) != 2 || remarkOf(run, tasklog.Running) != nil {
		t.Errorf("%+v", run)
	}
}

// Jobs that all have one number and began at once are of several runs at once: one batch.
func TestJobsOfOneNumber(t *testing.T) {
	run := readText(t, strings.Repeat("1\t:\t100.000\t1.000\t0\t0\t0\t0\ttrue\n", 5), Options{})
	if len(run.Stages) != 1 {
		t.Errorf("stages %+v", run.Stages)
	}
}

// What go test -json prints among its events, as of a build, is counted against the events and not the tests.
func TestLinesAmongEvents(t *testing.T) {
	text := strings.Repeat("# a warning of the linker\n", 3) + goEvents("0 run A", "10 output A x", "20 output A y", "90 pass A")
	run := readText(t, text, Options{From: "go-test"})
	if r := remarkOf(run, tasklog.Unread); r == nil || r.Count != 3 || r.Of != 7 {
		t.Errorf("%+v", run.Remarks)
	}
}

// A task that has begun and not ended works until the log ends, and that is what is said of it.
func TestRunningTasks(t *testing.T) {
	run := readText(t, "start,end,state\n0,5,COMPLETED\n1,,RUNNING\n2,9,COMPLETED\n", Options{})
	if remarkOf(run, tasklog.Unended) != nil || remarkOf(run, tasklog.Running) == nil || run.Tasks[1].End != 9e9 {
		t.Errorf("%+v", run)
	}
}

// A record of sacct --json that cannot be read is told by its place in the list.
func TestPlacesInSacctJSON(t *testing.T) {
	run := readText(t, `{"meta":{"plugin":{"type":"slurm"}},"jobs":[{"job_id":1,"time":{"start":1732800000,"end":1732799000}},7,{"job_id":3,"time":{"start":1732800000,"end":1732800100}}]}`, Options{})
	if r := remarkOf(run, tasklog.Unread); r == nil || r.Text != "job 2: it is a number" {
		t.Errorf("%+v", run.Remarks)
	}
	if r := remarkOf(run, tasklog.Clipped); r == nil || r.Text != "job 1" {
		t.Errorf("%+v", run.Remarks)
	}
}

// Suites whose timestamps are on two clocks have no order.
func TestSuitesOnTwoClocks(t *testing.T) {
	_, err := ReadFrom("x", strings.NewReader(`<testsuites><testsuite name="a" timestamp="2026-11-28T19:04:09" time="5"/><testsuite name="b" timestamp="2026-11-28T18:04:09Z" time="5"/></testsuites>`), Options{})
	if err == nil || !strings.Contains(err.Error(), "have no zone") {
		t.Errorf("%v", err)
	}
}

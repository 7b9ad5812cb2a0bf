package logs

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"serialfraction/harness"
	"serialfraction/results/tasklog"
)

const sparkLogs = "../testdata/spark/"

// An event log of two jobs with times in milliseconds from 1000: 2 executors of 4 cores of which a task takes
// 2, so 4 slots.
const (
	sparkHead = `{"Event":"SparkListenerLogStart","Spark Version":"3.5.1"}
{"Event":"SparkListenerEnvironmentUpdate","Spark Properties":{"spark.master":"yarn","spark.task.cpus":"2"}}
{"Event":"SparkListenerApplicationStart","App Name":"made","Timestamp":1000}
{"Event":"SparkListenerExecutorAdded","Timestamp":1100,"Executor ID":"1","Executor Info":{"Host":"a","Total Cores":4}}
{"Event":"SparkListenerExecutorAdded","Timestamp":1200,"Executor ID":"2","Executor Info":{"Host":"b","Total Cores":5}}
`
	sparkEnd = `{"Event":"SparkListenerApplicationEnd","Timestamp":9000}
`
)

func sparkJobStart(id, from int, stages string) string {
	return fmt.Sprintf(`{"Event":"SparkListenerJobStart","Job ID":%d,"Submission Time":%d,"Stage IDs":[%s]}`+"\n", id, from, stages)
}

func sparkJobEnd(id, to int) string {
	return fmt.Sprintf(`{"Event":"SparkListenerJobEnd","Job ID":%d,"Completion Time":%d,"Job Result":{"Result":"JobSucceeded"}}`+"\n", id, to)
}

func sparkStageLine(event, id string, tasks int, parents string, from, to int, more string) string {
	stage, attempt, _ := strings.Cut(id, ".")
	if attempt == "" {
		attempt = "0"
	}
	completion := ""
	if to > 0 {
		completion = fmt.Sprintf(`,"Completion Time":%d`, to)
	}
	return fmt.Sprintf(`{"Event":"SparkListenerStage%s","Stage Info":{"Stage ID":%s,"Stage Attempt ID":%s,"Stage Name":"map","Number of Tasks":%d,"Parent IDs":[%s],"Submission Time":%d%s%s}}`+"\n",
		event, stage, attempt, tasks, parents, from, completion, more)
}

// sparkTask is a line of a task: its end, or its beginning where to is 0.
func sparkTask(stage string, id, index int, executor string, from, to int, more string) string {
	stage, attempt, _ := strings.Cut(stage, ".")
	if attempt == "" {
		attempt = "0"
	}
	event, reason := "Start", ""
	if to > 0 {
		event, reason = "End", `"Task Type":"ResultTask","Task End Reason":{"Reason":"Success"},`
	}
	if strings.Contains(more, `"Failed":true`) {
		reason = strings.Replace(reason, "Success", "ExceptionFailure", 1)
	}
	return fmt.Sprintf(`{"Event":"SparkListenerTask%s","Stage ID":%s,"Stage Attempt ID":%s,%s"Task Info":{"Task ID":%d,"Index":%d,"Launch Time":%d,"Executor ID":"%s","Getting Result Time":0,"Finish Time":%d%s}}`+"\n",
		event, stage, attempt, reason, id, index, from, executor, to, more)
}

func remarkOf(r *tasklog.Run, kind tasklog.Kind) *tasklog.Remark {
	for i := range r.Remarks {
		if r.Remarks[i].Kind == kind {
			return &r.Remarks[i]
		}
	}
	return nil
}

const ms = 1_000_000

// The run is from the beginning of the application to its end, a slot is as many cores as a task takes,
// stages wait for those they came from, and tasks for their stage.
func TestSpark(t *testing.T) {
	text := sparkHead + sparkJobStart(0, 1900, "0,1") +
		sparkStageLine("Submitted", "0", 2, "", 2000, 0, "") + sparkTask("0", 0, 0, "1", 2010, 0, "") + sparkTask("0", 1, 1, "2", 2020, 0, "") +
		sparkTask("0", 0, 0, "1", 2010, 3000, "") + sparkTask("0", 1, 1, "2", 2020, 3500, "") + sparkStageLine("Completed", "0", 2, "", 2000, 3500, "") +
		sparkStageLine("Submitted", "1", 1, "0", 3600, 0, "") + sparkTask("1", 2, 0, "1", 3700, 4000, "") + sparkStageLine("Completed", "1", 1, "0", 3600, 4000, "") +
		sparkJobEnd(0, 4100) +
		`{"Event":"SparkListenerExecutorRemoved","Timestamp":80374298000,"Executor ID":"2"}` + "\n" + sparkEnd
	r := readText(t, text, Options{})
	if r.From != 1000*ms || r.To != 9000*ms || r.Quantum != ms || r.Format != "spark" || r.Remarks != nil || r.Parts != nil {
		t.Errorf("run %+v", r)
	}
	slots := []tasklog.Slots{{From: 1100 * ms, To: 9000 * ms, Count: 2}, {From: 1200 * ms, To: 9000 * ms, Count: 2}}
	if !reflect.DeepEqual(r.Slots, slots) {
		t.Errorf("slots %+v", r.Slots)
	}
	stages := []tasklog.Stage{{Name: "0 map", Ready: 2000 * ms}, {Name: "1 map", Ready: 3600 * ms, After: []int32{0}}}
	if !reflect.DeepEqual(r.Stages, stages) {
		t.Errorf("stages %+v", r.Stages)
	}
	readyByStage(r)
	want := tasklog.Task{Start: 3700 * ms, End: 4000 * ms, Ready: 3600 * ms, CPU: tasklog.Unknown, Stage: 1, Slot: tasklog.Unknown, Weight: 1, Key: "0"}
	if len(r.Tasks) != 3 || r.Tasks[2] != want {
		t.Errorf("tasks %+v", r.Tasks)
	}
}

// The first success of a task is used. A further attempt is ready when the one before it ended, a copy of
// one that runs at once.
func TestSparkAttempts(t *testing.T) {
	text := sparkHead + sparkStageLine("Submitted", "0", 3, "", 2000, 0, "") +
		sparkTask("0", 0, 0, "1", 2010, 2500, `,"Failed":true`) + sparkTask("0", 3, 0, "1", 2600, 3000, `,"Attempt":1`) +
		sparkTask("0", 4, 1, "2", 2700, 2900, `,"Speculative":true`) + sparkTask("0", 1, 1, "1", 2010, 2910, "") +
		sparkTask("0", 2, 2, "2", 2010, 2800, "") + sparkTask("0", 2, 2, "2", 2010, 2800, `,"Failed":true`) + // once more, below
		sparkTask("0", 5, 2, "1", 3100, 3200, "") + sparkEnd
	text = strings.Replace(text, `"Reason":"ExceptionFailure"},"Task Info":{"Task ID":2`, `"Reason":"Resubmitted"},"Task Info":{"Task ID":2`, 1)
	r := readText(t, text, Options{})
	readyByStage(r)
	type attempt struct {
		key          string
		start, ready int64
		unused       bool
	}
	var got []attempt
	for _, x := range r.Tasks {
		got = append(got, attempt{x.Key, x.Start / ms, x.Ready / ms, x.Unused})
	}
	want := []attempt{{"0", 2010, 2000, true}, {"0", 2600, 2500, false}, {"1", 2700, 2700, false}, {"1", 2010, 2000, true}, {"2", 2010, 2000, false}, {"2", 3100, 2800, true}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("attempts %+v", got)
	}
}

// A further attempt at a stage is a stage of its own, after the one that failed and what was made anew for it.
func TestSparkStageAttempts(t *testing.T) {
	text := sparkHead + sparkStageLine("Submitted", "0", 1, "", 2000, 0, "") + sparkTask("0", 0, 0, "1", 2010, 2500, "") + sparkStageLine("Completed", "0", 1, "", 2000, 2500, "") +
		sparkStageLine("Submitted", "1", 2, "0", 2600, 0, "") + sparkTask("1", 1, 0, "1", 2610, 2700, `,"Failed":true`) +
		sparkStageLine("Completed", "1", 2, "0", 2600, 2700, `,"Failure Reason":"FetchFailed"`) +
		sparkStageLine("Submitted", "0.1", 1, "", 2800, 0, "") + sparkTask("0.1", 2, 0, "1", 2810, 2900, "") +
		sparkStageLine("Submitted", "1.1", 2, "0", 3000, 0, "") + sparkTask("1.1", 3, 0, "1", 3010, 3100, "") + sparkTask("1.1", 4, 1, "1", 3010, 3100, "") + sparkEnd
	r := readText(t, text, Options{})
	want := []tasklog.Stage{{Name: "0 map", Ready: 2000 * ms}, {Name: "1 map", Ready: 2600 * ms, After: []int32{0}},
		{Name: "0.1 map", Ready: 2800 * ms, After: []int32{0}}, {Name: "1.1 map", Ready: 3000 * ms, After: []int32{2, 1}}}
	if !reflect.DeepEqual(r.Stages, want) {
		t.Errorf("stages %+v", r.Stages)
	}
	if remarkOf(r, tasklog.Lost) != nil || !r.Tasks[1].Unused {
		t.Errorf("remarks %+v, tasks %+v", r.Remarks, r.Tasks)
	}
}

// What the log does not tell is counted: tasks without an end, events that were dropped, lines that cannot
// be read, executors that were never added, tasks that take more than a slot, parts of tasks below 0.
func TestSparkRemarks(t *testing.T) {
	stage := sparkStageLine("Submitted", "0", 2, "", 2000, 0, "")
	task := sparkTask("0", 0, 0, "1", 2010, 2500, "")
	for name, tt := range map[string]struct {
		text string
		want tasklog.Remark
	}{
		"no end of the application": {sparkHead + stage + task, tasklog.Remark{Kind: tasklog.NoEnd}},
		"no end of a task":          {sparkHead + stage + task + sparkTask("0", 1, 1, "1", 2020, 0, "") + sparkEnd, tasklog.Remark{Kind: tasklog.Unended, Count: 1, Of: 2}},
		"a lost event":              {sparkHead + stage + task + sparkStageLine("Completed", "0", 2, "", 2000, 2500, "") + sparkEnd, tasklog.Remark{Kind: tasklog.Lost, Count: 1, Of: 2}},
		"no JSON":                   {sparkHead + stage + "once more\n" + task + sparkEnd, tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 9, Text: "line 7: it is no event of Spark"}},
		"a torn line":               {sparkHead + stage + task[:90] + "\n" + task + sparkEnd, tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 9, Text: "line 7: it breaks off"}},
		"a task without a time":     {sparkHead + stage + strings.Replace(task, "2010", "-1", 1) + task + sparkEnd, tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 9, Text: "line 7: it has no Launch Time in Task Info, or one that cannot be"}},
		"a time beyond all clocks":  {sparkHead + stage + strings.Replace(task, "2010", "9223372036854775807", 1) + task + sparkEnd, tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 9, Text: "line 7: it has no Launch Time in Task Info, or one that cannot be"}},
		"a task of no stage":        {sparkHead + stage + strings.Replace(task, `"Stage ID":0,`, "", 1) + task + sparkEnd, tasklog.Remark{Kind: tasklog.Unread, Count: 1, Of: 9, Text: "line 7: it has no Stage ID, or one that cannot be"}},
		"cut":                       {sparkHead + stage + task + task[:90], tasklog.Remark{Kind: tasklog.Cut, Text: "line 8"}},
		"an end before its begin":   {sparkHead + stage + sparkTask("0", 0, 0, "1", 2010, 2000, "") + sparkEnd, tasklog.Remark{Kind: tasklog.Clipped, Count: 1, Of: 8, Text: "task 0"}},
		"parts that are too long": {sparkHead + stage + strings.Replace(task, "}}\n", `},"Task Metrics":{"Executor Run Time":491}}`+"\n", 1) + sparkEnd,
			tasklog.Remark{Kind: tasklog.Clipped, Count: 1, Of: 1, Text: "scheduler delay"}},
		"an unknown executor": {sparkHead + stage + sparkTask("0", 0, 0, "7", 2010, 2500, "") + sparkTask("0", 1, 1, "7", 2200, 2500, "") + sparkTask("0", 2, 2, "7", 2499, 2600, "") + sparkEnd,
			tasklog.Remark{Kind: tasklog.Inferred, Count: 2}},
		"a compacted log": {stage + task + sparkEnd, tasklog.Remark{Kind: tasklog.Compacted}},
		"a wide task": {sparkHead + `{"Event":"SparkListenerResourceProfileAdded","Resource Profile Id":1,"Task Resource Requests":{"cpus":{"Resource Name":"cpus","Amount":4.0}}}` + "\n" +
			sparkStageLine("Submitted", "0", 1, "", 2000, 0, `,"Resource Profile Id":1`) + task + sparkEnd, tasklog.Remark{Kind: tasklog.Wide, Count: 1, Of: 1}},
	} {
		r := readText(t, tt.text, Options{})
		if got := remarkOf(r, tt.want.Kind); got == nil || *got != tt.want {
			t.Errorf("%s: %+v, want %+v", name, r.Remarks, tt.want)
		}
	}
}

// Executors that were never added have as many slots as ran there at once; the driver has slots where
// tasks ran on it, or the job was local.
func TestSparkExecutors(t *testing.T) {
	stage := sparkStageLine("Submitted", "0", 2, "", 2000, 0, "")
	driver := `{"Event":"SparkListenerExecutorAdded","Timestamp":1050,"Executor ID":"driver","Executor Info":{"Host":"a","Total Cores":8}}` + "\n"
	peak := func(text string) (n int) {
		for _, s := range readText(t, text, Options{}).Slots {
			n += s.Count
		}
		return n
	}
	local := strings.Replace(sparkHead[:strings.Index(sparkHead, `{"Event":"SparkListenerExecutorAdded`)], "yarn", "local[8]", 1)
	for name, tt := range map[string]struct {
		text string
		want int
	}{
		"two":                {sparkHead + stage + sparkTask("0", 0, 0, "1", 2010, 2500, ""), 4},
		"a driver":           {sparkHead + driver + stage + sparkTask("0", 0, 0, "1", 2010, 2500, ""), 4},
		"a driver at work":   {sparkHead + driver + stage + sparkTask("0", 0, 0, "driver", 2010, 2500, ""), 8},
		"local":              {local + driver + stage + sparkTask("0", 0, 0, "driver", 2010, 2500, ""), 4},
		"more than is there": {local + stage + sparkTask("0", 0, 0, "driver", 2010, 2500, "") + sparkTask("0", 1, 1, "driver", 2010, 2500, ""), 2},
		"too narrow":         {strings.ReplaceAll(sparkHead, `"2"}`, `"16"}`) + stage + sparkTask("0", 0, 0, "1", 2010, 2500, ""), 1},
	} {
		if got := peak(tt.text + sparkEnd); got != tt.want {
			t.Errorf("%s: %d slots, want %d", name, got, tt.want)
		}
	}
}

// Some of the jobs are a run of their own; others may be chosen.
func TestSparkOnly(t *testing.T) {
	text := sparkHead
	for job := range 3 {
		from, id := 2000+1000*job, fmt.Sprint(job)
		text += sparkJobStart(job, from, id) + sparkStageLine("Submitted", id, 1, "", from+10, 0, "") + sparkTask(id, job, 0, "1", from+20, from+400, "") + sparkJobEnd(job, from+500)
	}
	r := readText(t, text+sparkEnd, Options{Only: []int{1, 2}})
	if r.From != 3000*ms || r.To != 4500*ms || len(r.Tasks) != 2 || len(r.Stages) != 2 || r.Tasks[0].Stage != 0 || r.Stages[0].Name != "1 map" {
		t.Errorf("run %+v", r)
	}
	_, err := ReadFrom("x", strings.NewReader(text), Options{Only: []int{7}})
	var flag *harness.FlagError
	if !errors.As(err, &flag) || flag.Flag != "only" || !strings.Contains(flag.Want, "from 0 to 2") {
		t.Errorf("error %v", err)
	}
}

// The parts of tasks tile their time; CPU, collector, fetching and writing overlap them.
func TestSparkParts(t *testing.T) {
	metrics := `},"Task Metrics":{"Executor Deserialize Time":20,"Executor Deserialize CPU Time":5000000,"Executor Run Time":300,"Executor CPU Time":100000000,` +
		`"JVM GC Time":9,"Result Serialization Time":3,"Shuffle Read Metrics":{"Fetch Wait Time":7},"Shuffle Write Metrics":{"Shuffle Write Time":6000000}}}` + "\n"
	task := strings.Replace(sparkTask("0", 0, 0, "1", 2010, 2500, ""), "}}\n", metrics, 1)
	task = strings.Replace(task, `"Getting Result Time":0`, `"Getting Result Time":2490`, 1)
	r := readText(t, sparkHead+sparkStageLine("Submitted", "0", 1, "", 2000, 0, "")+task+sparkEnd, Options{})
	want := []tasklog.Part{{Name: "run", Nanoseconds: 300 * ms}, {Name: "deserialize", Nanoseconds: 20 * ms}, {Name: "result serialization", Nanoseconds: 3 * ms},
		{Name: "getting result", Nanoseconds: 10 * ms}, {Name: "scheduler delay", Nanoseconds: 157 * ms},
		{Name: "cpu", Nanoseconds: 105 * ms, Beside: true}, {Name: "gc", Nanoseconds: 9 * ms, Beside: true}, {Name: "fetch wait", Nanoseconds: 7 * ms, Beside: true}, {Name: "shuffle write", Nanoseconds: 6 * ms, Beside: true}}
	if !reflect.DeepEqual(r.Parts, want) || r.Tasks[0].CPU != 105*ms {
		t.Errorf("parts %+v, CPU %d", r.Parts, r.Tasks[0].CPU)
	}
	var sum int64
	for _, p := range readFile(t, sparkLogs+"dsAndDf_eventlog.zstd").Parts {
		if !p.Beside {
			sum += p.Nanoseconds
		}
	}
	for _, x := range readFile(t, sparkLogs+"dsAndDf_eventlog.zstd").Tasks {
		sum -= x.End - x.Start
	}
	if sum != 0 {
		t.Errorf("the parts are %d ns longer than the tasks", sum)
	}
}

func readFile(t testing.TB, path string) *tasklog.Run {
	t.Helper()
	r, err := Read(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A log is the same plain, packed, and in several files, of which the tenth comes after the ninth.
func TestSparkPacked(t *testing.T) {
	text := unpacked(t, sparkLogs+"udf_func_eventlog.gz")
	want := readText(t, string(text), Options{})
	same := func(name string, got *tasklog.Run) {
		t.Helper()
		got.Source = want.Source
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another run: %v and %v", name, got.Remarks, want.Remarks)
		}
	}
	same("gzip", readFile(t, sparkLogs+"udf_func_eventlog.gz"))
	same("rolled", readFile(t, sparkLogs+"eventlog_v2_local-0000000000001"))

	var zst bytes.Buffer
	w, err := zstd.NewWriter(&zst)
	if err != nil {
		t.Fatal(err)
	}
	w.Write(text)
	w.Close()
	same("zstd", readText(t, zst.String(), Options{}))

	folder := filepath.Join(t.TempDir(), "eventlog_v2_local-1_1")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	lines := bytes.SplitAfter(text, []byte("\n"))
	for part := range 12 {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(bytes.Join(lines[part*len(lines)/12:(part+1)*len(lines)/12], nil))
		z.Close()
		if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("events_%d_local-1_1.gz", part+1)), b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	same("in twelve", readFile(t, folder))
}
